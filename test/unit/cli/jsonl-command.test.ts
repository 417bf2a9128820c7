import { describe, expect, it } from 'vitest';
import { extendRow, requireText, runJsonl, type JsonRow } from '../../../src/cli/jsonl-command.ts';

async function* linesOf(...lines: string[]): AsyncGenerator<string> {
	for (const line of lines) yield await Promise.resolve(line);
}

async function runOver(
	lines: string[],
	transform: (row: JsonRow) => JsonRow | Promise<JsonRow>
): Promise<{ code: number; written: string[] }> {
	const written: string[] = [];
	const code = await runJsonl(linesOf(...lines), (line) => written.push(line), transform);
	return { code, written };
}

describe('runJsonl', () => {
	it('writes one line per row, in order, also where the work takes different times', async () => {
		const { code, written } = await runOver(['{"n":3}', '{"n":1}', '{"n":2}'], async (row) => {
			await new Promise((resolve) => setTimeout(resolve, Number(row['n'])));
			return row;
		});
		expect(written).toEqual(['{"n":3}', '{"n":1}', '{"n":2}']);
		expect(code).toBe(0);
	});

	it('reports lines that are no objects in their place and goes on', async () => {
		const { code, written } = await runOver(
			['{"n":1}', '{', '[1]', 'null', '', '{"n":2}'],
			(row) => row
		);
		expect(written.map((line) => JSON.parse(line) as unknown)).toEqual([
			{ n: 1 },
			{ error: expect.stringContaining('not JSON') as string, line: 2 },
			{ error: expect.stringContaining('not an object') as string, line: 3 },
			{ error: expect.stringContaining('not an object') as string, line: 4 },
			{ n: 2 }
		]);
		expect(code).toBe(1);
	});

	it('reports rows that the command refuses', async () => {
		const { code, written } = await runOver(['{"a":1}', '{"a":"x"}'], (row) => ({
			length: requireText(row, 'a').length
		}));
		expect(written).toEqual([
			'{"error":"The field \\"a\\" must be a text, and it is of type number.","line":1}',
			'{"length":1}'
		]);
		expect(code).toBe(1);
	});

	it('does not wait for the end of its input', async () => {
		const seen: string[] = [];
		async function* endless(): AsyncGenerator<string> {
			yield '{"n":1}';
			await Promise.resolve();
			expect(seen).toEqual(['{"n":1}']);
			yield '{"n":2}';
		}
		await runJsonl(
			endless(),
			(line) => seen.push(line),
			(row) => row
		);
		expect(seen).toHaveLength(2);
	});

	it('reads past a byte order mark', async () => {
		const { code } = await runOver(['\uFEFF{"n":1}'], (row) => row);
		expect(code).toBe(0);
	});
});

describe('extendRow', () => {
	it('keeps all fields and lets the new ones win', () => {
		expect(JSON.stringify(extendRow({ a: 1, b: 2 }, { b: 3, c: 4 }))).toBe('{"a":1,"b":3,"c":4}');
	});

	it('treats __proto__ as a field', () => {
		const row = JSON.parse('{"__proto__":{"polluted":1},"a":1}') as JsonRow;
		const extended = extendRow(row, { b: 2 });
		expect(JSON.stringify(extended)).toBe('{"__proto__":{"polluted":1},"a":1,"b":2}');
		expect(({} as JsonRow)['polluted']).toBeUndefined();
	});
});
