import { describe, expect, it } from 'vitest';
import { readCsvRecords } from '../../../src/lib/core/import/csv-records.ts';
import type { RawRecord, SourceRecord } from '../../../src/lib/core/import/source-record.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* lines(...records: (string | RawRecord)[]): AsyncGenerator<RawRecord> {
	let line = 0;
	for (const record of records) {
		line += 1;
		await Promise.resolve();
		yield typeof record === 'string' ? { line, bytes: bytesOf(record) } : record;
	}
}

async function read(...records: (string | RawRecord)[]): Promise<SourceRecord[]> {
	const found: SourceRecord[] = [];
	for await (const record of readCsvRecords(lines(...records), ',')) found.push(record);
	return found;
}

const rowsOf = async (...records: string[]): Promise<unknown[]> =>
	(await read(...records)).map((record) => ('value' in record ? record.value : record.error));

describe('rows of a CSV file', () => {
	it('stand under the names of the first record, and know their lines', async () => {
		expect(await read('a,b', '1,"x,y"')).toEqual([{ line: 2, value: { a: '1', b: 'x,y' } }]);
	});

	it('have names that are trimmed, made up where there are none, and numbered where they repeat', async () => {
		expect(await rowsOf(' a ,, a,b', '1,2,3,4')).toEqual([
			{ a: '1', 'column 2': '2', 'a (2)': '3', b: '4' }
		]);
		const [row] = await rowsOf('__proto__,a', '1,2');
		expect(Object.entries(row as object)).toEqual([
			['__proto__', '1'],
			['a', '2']
		]);
	});

	it('are rejected where cells are missing or too many, and others are kept', async () => {
		expect(await read('a,b', '1', '1,2,3', '1,2')).toEqual([
			{ line: 2, error: '1 cells where the header has 2', excerpt: '1' },
			{ line: 3, error: '3 cells where the header has 2', excerpt: '1,2,3' },
			{ line: 4, value: { a: '1', b: '2' } }
		]);
	});

	it('tell the beginning of a long row that is rejected', async () => {
		const [row] = await read('a', `${'x'.repeat(300)},y`);
		expect(row).toMatchObject({ excerpt: 'x'.repeat(200) });
		const [open] = await read('a', `"${'x'.repeat(300)}`);
		expect(open).toMatchObject({ line: 2, excerpt: `"${'x'.repeat(199)}` });
	});

	it('hold lists of objects where a cell holds their JSON, and nothing else that looks like it', async () => {
		const cells = ['"[{""a"": 1}]"', '" [ {} ]"', '[1]', '{}', '[{', ''];
		const rows = await rowsOf('c', ...cells);
		expect(rows.map((row) => (row as { c: unknown }).c)).toEqual([
			[{ a: 1 }],
			[{}],
			'[1]',
			'{}',
			'[{',
			null
		]);
	});

	it('are rejected one by one where their bytes are no text', async () => {
		const broken = { line: 2, bytes: Uint8Array.of(0x61, 0xff) };
		expect(await read('a', broken, 'x')).toEqual([
			{ line: 2, error: 'not valid UTF-8', excerpt: 'a\ufffd' },
			{ line: 3, value: { a: 'x' } }
		]);
	});

	it('cannot be read at all where the first line cannot', async () => {
		const unreadable = { code: 'file-unreadable' };
		await expect(read({ line: 1, bytes: Uint8Array.of(0xff) })).rejects.toMatchObject(unreadable);
		await expect(read('"a')).rejects.toMatchObject(unreadable);
		await expect(read(','.repeat(10_000))).rejects.toMatchObject(unreadable);
		expect(await read(','.repeat(9_999))).toEqual([]);
	});
});
