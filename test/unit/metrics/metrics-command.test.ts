import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/metrics-command.ts';

async function rowsOf(...lines: string[]): Promise<{ code: number; rows: unknown[] }> {
	const rows: unknown[] = [];
	async function* input(): AsyncGenerator<string> {
		yield* lines;
	}
	const code = await run(input(), (line) => rows.push(JSON.parse(line)));
	return { code, rows };
}

describe('retort metrics', () => {
	it('adds the metrics and keeps what was there', async () => {
		const { code, rows } = await rowsOf(
			JSON.stringify({ id: 7, response: '<think>Wait.</think>Nine', finish_reason: 'stop' })
		);
		expect(code).toBe(0);
		expect(rows).toEqual([
			expect.objectContaining({
				id: 7,
				response: '<think>Wait.</think>Nine',
				reasoning_style: 'think',
				format: 'thinking',
				chars: 24,
				words: 1,
				wait_rate: 1000,
				tokens_estimated: true
			})
		]);
	});

	it('reads reasoning, question, finish reason and tokens', async () => {
		const { rows } = await rowsOf(
			JSON.stringify({ response: 'Nine', reasoning: 'So', tokens: 12, finish_reason: 'length' }),
			JSON.stringify({ response: 'Neun 九', question: 'Wie viele?', finish_reason: 'tool_calls' })
		);
		expect(rows).toMatchObject([
			{ reasoning_style: 'field', format: 'truncated', tokens: 12, tokens_estimated: false },
			{ reasoning_style: 'none', format: 'plain', foreign_script_share: 0.2 }
		]);
	});

	it.each([
		[{ response: 3 }, /"response" must be a text/],
		[{ response: 'x', tokens: 1.5 }, /"tokens" must be a whole number/],
		[{ response: 'x', tokens: -1 }, /"tokens" must be a whole number/],
		[{ response: 'x', reasoning: [] }, /"reasoning" must be a text/]
	])('refuses %j and goes on', async (row, message) => {
		const { code, rows } = await rowsOf(JSON.stringify(row), JSON.stringify({ response: 'fine' }));
		expect(code).toBe(1);
		expect(rows[0]).toMatchObject({ error: expect.stringMatching(message), line: 1 });
		expect(rows[1]).toMatchObject({ format: 'plain' });
	});
});
