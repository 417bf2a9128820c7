import {
	Bool,
	type Data,
	Dictionary,
	Field,
	Float64,
	Int16,
	Int32,
	Int64,
	makeData,
	RecordBatch,
	RecordBatchStreamWriter,
	Schema,
	Struct,
	Utf8,
	vectorFromArray
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { readSoundBatches } from '../../../src/lib/core/tables/arrow-read.ts';
import { columnsOf } from '../../../src/lib/core/tables/arrow-schema.ts';
import type { TableName } from '../../../src/lib/core/model/tables.ts';

const ROWS = 2;

/** A column of two rows that Arrow finds sound. */
function columnOf(type: string): Data {
	switch (type) {
		case 'utf8':
			return vectorFromArray(['ab', 'cü'], new Utf8()).data[0]!;
		case 'int32':
			return makeData({ type: new Int32(), data: Int32Array.of(1, 2) });
		case 'float64':
			return makeData({ type: new Float64(), data: Float64Array.of(0.5, 2) });
		default:
			return makeData({ type: new Bool(), length: ROWS, data: Uint8Array.of(2) });
	}
}

type Columns = Record<string, Data>;

const soundColumns = (table: TableName): Columns =>
	Object.fromEntries(columnsOf(table).map(([name, { type }]) => [name, columnOf(type)]));

function streamOf(columns: Columns, batches = 1): Uint8Array {
	const fields = Object.entries(columns).map(([name, { type }]) => new Field(name, type, true));
	const schema = new Schema(fields);
	const children = Object.values(columns);
	const type = new Struct(schema.fields);
	const writer = new RecordBatchStreamWriter();
	writer.reset(undefined, schema);
	for (let i = 0; i < batches; i++) {
		writer.write(new RecordBatch(schema, makeData({ type, length: ROWS, nullCount: 0, children })));
	}
	writer.finish();
	return writer.toUint8Array(true).slice();
}

function refusal(table: TableName, ipc: Uint8Array): AppError {
	try {
		readSoundBatches(table, ipc);
	} catch (error) {
		if (error instanceof AppError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

const detailOf = (table: TableName, ipc: Uint8Array): string => refusal(table, ipc).detail ?? '';

/** The same columns, some of them by other names. */
const renamed = (columns: Columns, names: Readonly<Record<string, string>>): Columns =>
	Object.fromEntries(Object.entries(columns).map(([name, data]) => [names[name] ?? name, data]));

describe('reading batches from anywhere', () => {
	it.each(['questions', 'analyses'] as const)('takes what Arrow itself wrote: %s', (table) => {
		const [batch, ...others] = readSoundBatches(table, streamOf(soundColumns(table)));
		expect(others).toEqual([]);
		expect(batch!.numRows).toBe(ROWS);
		expect(batch!.schema.fields.map(({ name }) => name)).toEqual(
			columnsOf(table).map(([name]) => name)
		);
	});

	it('takes several batches of one stream, and none', () => {
		const columns = soundColumns('questions');
		expect(readSoundBatches('questions', streamOf(columns, 3))).toHaveLength(3);
		expect(readSoundBatches('questions', streamOf(columns, 0))).toEqual([]);
	});

	it('says which table cannot be read, and why', () => {
		const error = refusal('questions', new Uint8Array(0));
		expect(error.code).toBe('project-damaged');
		expect(error.message).toContain("'questions'");
		expect(error.detail).toBe('the stream has no end mark');
		expect(error.cause).toBeInstanceOf(RangeError);
	});

	it('refuses the same columns by other names, in another order, fewer and more', () => {
		const columns = soundColumns('questions');
		const { id, ...rest } = columns;
		const wrong = [
			renamed(columns, { domain: 'place' }),
			renamed(columns, { domain: 'source_name', source_name: 'domain' }),
			{ ...rest, id: id! },
			rest,
			{ ...columns, more: id! }
		];
		for (const each of wrong) {
			const detail = detailOf('questions', streamOf(each));
			const [first] = Object.keys(each);
			expect(detail).toContain(`the columns are ${first}: 5/0, `);
		}
	});

	it('tells at most some of the columns of a stream that has a great many', () => {
		const many = Object.fromEntries(
			Array.from({ length: 200 }, (_, i) => [`column${i}`, columnOf('bool')])
		);
		expect(detailOf('questions', streamOf(many)).length).toBeLessThan(600);
	});

	it.each([
		['16 bits', makeData({ type: new Int16(), data: Int16Array.of(1, 2) })],
		['64 bits', makeData({ type: new Int64(), data: BigInt64Array.of(1n, 2n) })]
	])('refuses whole numbers of %s', (_, data) => {
		const columns = { ...soundColumns('analyses'), words: data };
		expect(detailOf('analyses', streamOf(columns))).toContain('the columns are ');
	});

	it('refuses a column by dictionary, whose values stand elsewhere', () => {
		const data = vectorFromArray(['a', 'b'], new Dictionary(new Utf8(), new Int32())).data[0]!;
		const columns = { ...soundColumns('questions'), domain: data };
		expect(detailOf('questions', streamOf(columns))).toContain('domain: 5/0 dictionary');
	});

	it('refuses gaps where there may be none, and takes them where there may', () => {
		const gap = vectorFromArray(['a', null], new Utf8()).data[0]!;
		const columns = soundColumns('questions');
		expect(detailOf('questions', streamOf({ ...columns, domain: gap }))).toBe('domain has gaps');
		const [batch] = readSoundBatches('questions', streamOf({ ...columns, gold: gap }));
		expect([...batch!.getChild('gold')!]).toEqual(['a', null]);
	});

	it('refuses a second schema, and a batch before the first', () => {
		const ipc = streamOf(soundColumns('questions'));
		const schemaBytes = 8 + new DataView(ipc.buffer).getUint32(4, true);
		const schema = ipc.subarray(0, schemaBytes);
		const rest = ipc.subarray(schemaBytes);
		expect(readSoundBatches('questions', joined(schema, rest))).toHaveLength(1);
		expect(detailOf('questions', joined(schema, schema, rest))).toBe(
			'an unexpected message of kind 1'
		);
		expect(detailOf('questions', rest)).toBe('an unexpected message of kind 3');
	});

	it.each([
		['end before they begin', [0, 3, 2]],
		['begin within a character', [0, 4, 5]],
		['reach beyond their bytes', [0, 2, 500]],
		['begin before the first byte', [-1, 2, 5]]
	])('refuses texts that %s', (_, offsets) => {
		const ipc = streamOf(soundColumns('questions'));
		const sound = Int32Array.of(0, 2, 5);
		const at = indexOf(ipc, new Uint8Array(sound.buffer));
		ipc.set(new Uint8Array(Int32Array.from(offsets).buffer), at);
		expect(detailOf('questions', ipc)).toMatch(/column id has text|a buffer is shorter/);
	});

	it('reads numbers from bytes that do not lie where numbers of their size may', () => {
		const ipc = streamOf(soundColumns('analyses'));
		const shifted = new Uint8Array(ipc.length + 4);
		shifted.set(ipc, 4);
		const [batch] = readSoundBatches('analyses', shifted.subarray(4));
		expect([...batch!.getChild('compression_ratio')!]).toEqual([0.5, 2]);
		expect([...batch!.getChild('words')!]).toEqual([1, 2]);
	});

	it('refuses to believe more rows than there are bytes for, before it makes room for them', () => {
		const ipc = streamOf(soundColumns('analyses'));
		const rows = 2 ** 40;
		for (const at of placesOf(ipc, BigInt64Array.of(BigInt(ROWS)))) {
			new DataView(ipc.buffer).setBigInt64(at, BigInt(rows), true);
		}
		expect(detailOf('analyses', ipc)).toBe(`${rows} rows do not fit`);
	});

	it('refuses a column that has other rows than its batch', () => {
		const ipc = streamOf(soundColumns('analyses'));
		// The first is the batch's, after it come the columns'.
		const [, second] = placesOf(ipc, BigInt64Array.of(BigInt(ROWS), 0n));
		new DataView(ipc.buffer).setBigInt64(second!, 1n, true);
		expect(detailOf('analyses', ipc)).toMatch(/^\w+ has 1 rows$/);
	});
});

function joined(...parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(parts.flatMap((part) => [...part]));
}

function placesOf(bytes: Uint8Array, numbers: BigInt64Array): number[] {
	const wanted = new Uint8Array(numbers.buffer);
	return Array.from({ length: bytes.length }, (_, at) => at).filter(
		(at) => at % 8 === 0 && wanted.every((byte, j) => bytes[at + j] === byte)
	);
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
	return bytes.findIndex((_, i) => wanted.every((byte, j) => bytes[i + j] === byte));
}
