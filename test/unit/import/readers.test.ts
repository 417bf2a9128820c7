import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvSplitter } from '../../../src/lib/core/import/csv-splitter.ts';
import { JsonSplitter } from '../../../src/lib/core/import/json-splitter.ts';
import { LineSplitter } from '../../../src/lib/core/import/line-splitter.ts';
import type { Splitter } from '../../../src/lib/core/import/record-buffer.ts';
import type { RawRecord } from '../../../src/lib/core/import/source-record.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { readAll, readUntilFailure, valuesOf } from './import-file.ts';
import { memorySource } from './memory-source.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { casesOf } from '../../support/mutated.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

/** Nul bytes count as binary only in the head, so that tests can place them in the body. */
const filler = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

describe('JSONL', () => {
	it('counts physical lines, skips blank ones, takes CRLF and a byte order mark', async () => {
		const records = await readAll(memorySource('a.jsonl', '\ufeff{"a":1}\r\n\r\n  \n{"a":2}'));
		expect(records).toEqual([
			{ line: 1, value: { a: 1 } },
			{ line: 4, value: { a: 2 } }
		]);
	});

	it('counts blank lines wherever a chunk ends, and gives none', async () => {
		const text = '\n \r\n\n\t\n  {"a":1}\n\n \n \r{"a":2}\n\n';
		for (const chunk of [1, 2, 3, 4096]) {
			const records = await readAll(memorySource('a.jsonl', text, chunk));
			expect(records).toEqual([
				{ line: 5, value: { a: 1 } },
				{ line: 8, value: { a: 2 } }
			]);
		}
	});

	it('rejects bad lines with their number and keeps the others', async () => {
		const text = ['{"a":1}', '{"a":', '[1]', '"x"', '{"a":NaN}', '{"a":2}'].join('\n');
		const records = await readAll(memorySource('a.jsonl', text));
		expect(valuesOf(records)).toEqual([{ a: 1 }, { a: 2 }]);
		expect(records.filter((record) => 'error' in record)).toEqual([
			{ line: 2, error: 'not valid JSON', excerpt: '{"a":' },
			{ line: 3, error: 'not a JSON object', excerpt: '[1]' },
			{ line: 4, error: 'not a JSON object', excerpt: '"x"' },
			{ line: 5, error: 'not valid JSON', excerpt: '{"a":NaN}' }
		]);
	});

	it('rejects a line of invalid UTF-8 without its neighbours', async () => {
		const bytes = new Uint8Array([
			...utf8('{"a":"ä"}\n{"a":"'),
			0xff,
			0xc3,
			...utf8('"}\n{"a":"🧮"}\n')
		]);
		const records = await readAll(memorySource('a.jsonl', bytes, 1));
		expect(valuesOf(records)).toEqual([{ a: 'ä' }, { a: '🧮' }]);
		expect(records[1]).toMatchObject({ line: 2, error: 'not valid UTF-8' });
	});

	it('rejects a line above the cap, however it is cut, and goes on', () => {
		const text = `${'x'.repeat(50)}\n{"a":1}\n${'y'.repeat(11)}\n`;
		for (const chunk of [1, 7, 1000]) {
			const records = cut(new LineSplitter(10), text, chunk);
			expect(
				records.map((record) => ('error' in record ? record.line : record.bytes.length))
			).toEqual([1, 7, 3]);
		}
	});

	it('keeps hostile keys as data', async () => {
		const [record] = await readAll(
			memorySource('a.jsonl', '{"__proto__":{"polluted":1},"constructor":2}')
		);
		const value = valuesOf([record!])[0] as object;
		expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	it('takes a row a hundred thousand levels deep', async () => {
		const deep = `{"q":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
		const records = await readAll(memorySource('a.jsonl', `${deep}\n{"a":1}`));
		expect(records).toHaveLength(2);
		expect(records[1]).toEqual({ line: 2, value: { a: 1 } });
	});
});

describe('JSON', () => {
	it.each([
		['a list', '[{"a":1}, {"a":2}]'],
		['a list over lines', '[\n\t{"a": 1},\n\t{"a": 2}\n]\n'],
		[
			'a list inside an object',
			'{"version":"1,[{","tags":["x","y"],"data":[{"a":1},{"a":2}],"n":3}'
		],
		['two lists inside an object', '{"train":[{"a":1}],"test":[ {"a":2} ]}']
	])('reads %s', async (_, text) => {
		for (const chunk of [1, 5, 4096]) {
			const records = await readAll(memorySource('a.json', text, chunk));
			expect(records).toEqual([
				{ line: 1, value: { a: 1 } },
				{ line: 2, value: { a: 2 } }
			]);
		}
	});

	it('does not take brackets and quotes inside strings for structure', async () => {
		const rows = [{ a: '],{[}"\\' }, { a: '\\"' }, { 'k"[': { b: [['x', {}]] } }];
		for (const chunk of [1, 3, 4096]) {
			const records = await readAll(memorySource('a.json', JSON.stringify(rows), chunk));
			expect(valuesOf(records)).toEqual(rows);
		}
	});

	it('rejects one bad row and keeps the others', async () => {
		const records = await readAll(memorySource('a.json', '[{"a":1},{"a":x},7,{"a":2}]'));
		expect(valuesOf(records)).toEqual([{ a: 1 }, { a: 2 }]);
		expect(records.map((record) => record.line)).toEqual([1, 2, 3, 4]);
	});

	it.each([
		['breaks off in a row', '[{"a":1},{"a":2},{"a"', 'breaks off at record 3'],
		['breaks off in a string', '[{"a":1},{"a":2},{"a":"x', 'breaks off at record 3'],
		['breaks off after a row', '[{"a":1},{"a":2}', 'breaks off at record 2'],
		['has a bracket too many', '[{"a":1},{"a":2},{}}]', 'closes nothing at record 3'],
		['goes on after its end', '[{"a":1},{"a":2}][{}]', 'goes on after its end']
	])('that %s keeps what came before', async (_, text, message) => {
		const { records, failure } = await readUntilFailure(memorySource('a.json', text));
		expect(failure).toBeInstanceOf(AppError);
		expect((failure as AppError).message).toContain(message);
		expect(valuesOf(records)[0]).toEqual({ a: 1 });
	});

	it('without rows says what is expected', async () => {
		const { failure } = await readUntilFailure(memorySource('a.json', '{\n"a": {"b": [1, 2]}}'));
		expect((failure as AppError).message).toContain('No list of rows');
		expect(failure).toBeInstanceOf(AppError);
	});

	it('that is JSONL inside is read as JSONL, and the other way round', async () => {
		const rows = [{ a: 1 }, { a: 2 }];
		expect(valuesOf(await readAll(memorySource('a.json', lines(...rows))))).toEqual(rows);
		expect(valuesOf(await readAll(memorySource('a.jsonl', JSON.stringify(rows, null, 2))))).toEqual(
			rows
		);
		const single = { messages: [{ role: 'user', content: 'x' }] };
		expect(valuesOf(await readAll(memorySource('a.json', JSON.stringify(single))))).toEqual([
			single
		]);
	});
});

describe('CSV', () => {
	it('takes quoted line breaks, doubled quotes and knows the physical line', async () => {
		const text = 'q,a\r\n"two\r\nlines, ""quoted""",1\r\nplain 5" pipe,2\r\n\r\nlast,3';
		for (const chunk of [1, 4, 4096]) {
			const records = await readAll(memorySource('a.csv', text, chunk));
			expect(records.map((record) => record.line)).toEqual([2, 4, 6]);
			expect(valuesOf(records).map((row) => ({ ...(row as object) }))).toEqual([
				{ q: 'two\r\nlines, "quoted"', a: '1' },
				{ q: 'plain 5" pipe', a: '2' },
				{ q: 'last', a: '3' }
			]);
		}
	});

	it('counts blank lines wherever a chunk ends, and gives none', async () => {
		const text = 'q,a\n\r\n\n\n1,2\n\n"x\n\ny",3\r\n\r\n';
		for (const chunk of [1, 2, 3, 4096]) {
			const records = await readAll(memorySource('a.csv', text, chunk));
			expect(records.map((record) => record.line)).toEqual([5, 7]);
			expect(valuesOf(records).map((row) => ({ ...(row as object) }))).toEqual([
				{ q: '1', a: '2' },
				{ q: 'x\n\ny', a: '3' }
			]);
		}
	});

	it('rejects ragged rows and broken quotes with a reason', async () => {
		const text = 'q,a\n1\n1,2,3\n"x"y,2\nok,4\n"never closed,5\n6,7';
		const records = await readAll(memorySource('a.csv', text));
		expect(
			records.map((record) => ('error' in record ? [record.line, record.error] : 'ok'))
		).toEqual([
			[2, '1 cells where the header has 2'],
			[3, '3 cells where the header has 2'],
			[4, 'text after the closing quote of a cell'],
			'ok',
			[6, 'a quoted cell is never closed']
		]);
	});

	it.each([
		['semicolons', 'a.csv', 'q;a\nx;1\ny;2\n'],
		['tabs', 'a.tsv', 'q\ta\nx\t1\ny\t2\n'],
		['tabs in a .txt', 'a.txt', 'q\ta\nx\t1\ny\t2\n'],
		['bars', 'a.csv', 'q|a\nx|1\ny|2\n']
	])('guesses %s', async (_, name, text) => {
		const rows = valuesOf(await readAll(memorySource(name, text)));
		expect(rows.map((row) => ({ ...(row as object) }))).toEqual([
			{ q: 'x', a: '1' },
			{ q: 'y', a: '2' }
		]);
	});

	it('makes header names unique, even hostile ones', async () => {
		const [row] = valuesOf(await readAll(memorySource('a.csv', 'a,a,,__proto__\n1,2,3,4\n')));
		expect(Object.entries(row as object)).toEqual([
			['a', '1'],
			['a (2)', '2'],
			['column 3', '3'],
			['__proto__', '4']
		]);
	});

	it('opens cells that hold a conversation, and only these', async () => {
		const messages = [{ role: 'user', content: 'x, "y"' }];
		const cell = `"${JSON.stringify(messages).replaceAll('"', '""')}"`;
		const [row] = valuesOf(
			await readAll(memorySource('a.csv', `m,list,broken\n${cell},"[1, 2]",[{oops\n`))
		);
		expect({ ...(row as object) }).toEqual({ m: messages, list: '[1, 2]', broken: '[{oops' });
	});

	it('reads any table back that was written with every cell quoted', () => {
		const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ß', '🧮') });
		fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (table) => {
				const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
				const text = ['h1,h2', ...table.map((row) => row.map(quote).join(','))].join('\r\n');
				const rows = valuesOf(await readAll(memorySource('a.csv', text, 3)));
				expect(rows.map((row) => Object.values(row as object))).toEqual(
					table.map((row) => row.map((value) => (value === '' ? null : value)))
				);
			})
		);
	});

	it('takes stray quotes by the hundred thousand in linear time', () => {
		const text = `a\n"${'x"y '.repeat(casesOf(100_000))}${' '.repeat(casesOf(100_000))}\nz\n`;
		const cpuMs = startCpuTimer();
		expect(cut(new CsvSplitter(','), text, 4096)).toHaveLength(3);
		expect(cpuMs()).toBeLessThan(2_000);
	});
});

describe('gzip', () => {
	const rows = filler(5_000);

	it('is told by its bytes, not its name', async () => {
		const records = await readAll(memorySource('a.jsonl', gzipSync(lines(...rows)), 100));
		expect(valuesOf(records)).toEqual(rows);
	});

	it('may have several members', async () => {
		const both = Buffer.concat([
			gzipSync(`${lines(...rows.slice(0, 700))}\n`),
			gzipSync(lines(...rows.slice(700)))
		]);
		for (const chunk of [1, 1_000, 1_000_000]) {
			expect(valuesOf(await readAll(memorySource('a.jsonl.gz', both, chunk)))).toEqual(rows);
		}
	});

	it('that breaks off keeps the rows before', async () => {
		const packed = gzipSync(lines(...rows));
		const cutOff = packed.subarray(0, packed.length - 3_000);
		const { records, failure } = await readUntilFailure(memorySource('a.jsonl.gz', cutOff, 1_000));
		expect((failure as AppError).message).toContain('broken off');
		expect(records.length).toBeGreaterThan(100);
		expect(valuesOf(records)).toEqual(rows.slice(0, valuesOf(records).length));
	});

	it.each([3, 9, 500])('that lost its last %i bytes is not taken for whole', async (lost) => {
		const packed = gzipSync(lines(...rows));
		const { failure } = await readUntilFailure(
			memorySource('a.jsonl.gz', packed.subarray(0, packed.length - lost))
		);
		expect(failure).toBeInstanceOf(AppError);
	});

	it('with a wrong checksum is damaged', async () => {
		const packed = Uint8Array.from(gzipSync(lines(...rows)));
		packed[packed.length - 8]! ^= 1;
		const { records, failure } = await readUntilFailure(memorySource('a.jsonl.gz', packed));
		expect((failure as AppError).message).toContain('checksum');
		expect(valuesOf(records)).toHaveLength(4_999);
	});
});

describe('files that are no data', () => {
	it.each([
		['an empty file', 'a.jsonl', new Uint8Array(0), 'is empty'],
		['blank lines', 'a.jsonl', utf8('\n \n'), 'is empty'],
		['zip', 'a.zip', utf8('PK\u0003\u0004…'), 'zip archive'],
		['zstd', 'a.zst', new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 1]), 'Zstandard archive'],
		['UTF-16', 'a.csv', new Uint8Array([0xff, 0xfe, 0x61, 0]), 'UTF-16'],
		['binary', 'a.bin', new Uint8Array([1, 0, 2, 0]), 'not a text file'],
		['a Parquet head alone', 'a.parquet', utf8('PAR1'), 'Parquet file has no readable directory']
	])('%s is refused with a sentence', async (_, name, bytes, message) => {
		const { records, failure } = await readUntilFailure(memorySource(name, bytes));
		expect(records).toEqual([]);
		expect(failure).toBeInstanceOf(AppError);
		expect((failure as AppError).message).toContain(message);
	});
});

describe('splitters', () => {
	it('give the same records wherever the chunks are cut', () => {
		const texts = {
			lines: '{"a":1}\r\n\n{"b":"x"}\n',
			json: '{"x":[1],"d":[{"a":"]"},{"b":"\\""}]}',
			csv: 'a,b\n"1\n2",3\n4,"5"\n'
		};
		const makers: [Splitter, Splitter, string][] = [
			[new LineSplitter(), new LineSplitter(), texts.lines],
			[new JsonSplitter(), new JsonSplitter(), texts.json],
			[new CsvSplitter(','), new CsvSplitter(','), texts.csv]
		];
		for (const [whole, bytewise, text] of makers) {
			const expected = cut(whole, text, 10_000).map(show);
			expect(expected.length).toBeGreaterThan(1);
			expect(cut(bytewise, text, 1).map(show)).toEqual(expected);
		}
	});
});

function cut(splitter: Splitter, text: string, chunkBytes: number): RawRecord[] {
	const bytes = utf8(text);
	const records: RawRecord[] = [];
	for (let at = 0; at < bytes.length; at += chunkBytes) {
		records.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
	}
	return [...records, ...splitter.end()];
}

function show(record: RawRecord): string {
	return 'error' in record ? record.error : new TextDecoder().decode(record.bytes);
}
