import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import type { TableName } from '../../../src/lib/core/model/tables.ts';
import { readSoundBatches } from '../../../src/lib/core/tables/arrow-read.ts';
import { encodeRows } from '../../../src/lib/core/tables/arrow.ts';
import { columnsOf } from '../../../src/lib/core/tables/arrow-schema.ts';
import {
	type FlatbufferPart,
	i64,
	listPart,
	rootBytes,
	tablePart,
	u16,
	u32
} from './flatbuffer-bytes.ts';

/** What a message of a batch says of itself, after Arrow's Message.fbs. */
interface Batch {
	rows: number;
	/** Of each column: its rows, and how many of them are missing. */
	nodes: [number, number][];
	/** Of each buffer in the body: where it begins, and its bytes. */
	buffers: [number, number][];
	body: Uint8Array;
	compression?: FlatbufferPart;
}

const CONTINUATION = u32(0xffffffff);
const END = [...CONTINUATION, ...u32(0)];
const VERSION = u16(4);
const RECORD_BATCH = [3];

const pairs = (values: readonly (readonly number[])[]): FlatbufferPart =>
	listPart(values.map((pair) => pair.flatMap((value) => i64(BigInt(value)))));

function message(header: FlatbufferPart | null, bodyBytes: number): number[] {
	const bytes = rootBytes(tablePart([VERSION, RECORD_BATCH, header, i64(BigInt(bodyBytes))]));
	const padding = new Array<number>((8 - (bytes.length % 8)) % 8).fill(0);
	return [...CONTINUATION, ...u32(bytes.length + padding.length), ...bytes, ...padding];
}

function batchMessage({ rows, nodes, buffers, body, compression }: Batch): number[] {
	const header = [i64(BigInt(rows)), pairs(nodes), pairs(buffers), compression ?? null];
	return [...message(tablePart(header), body.length), ...body];
}

function schemaMessage(table: TableName): number[] {
	const ipc = encodeRows(table, []);
	return [...ipc.subarray(0, 8 + new DataView(ipc.buffer).getUint32(4, true))];
}

const streamOf = (table: TableName, ...messages: readonly (readonly number[])[]): Uint8Array =>
	Uint8Array.from([...schemaMessage(table), ...messages.flat()]);

const read = (table: TableName, batch: Batch) =>
	readSoundBatches(table, streamOf(table, batchMessage(batch), END));

function detailOf(action: () => unknown): string {
	try {
		action();
	} catch (error) {
		if (error instanceof AppError) return error.detail ?? '';
		throw error;
	}
	throw new Error('nothing was refused');
}

const refusal = (table: TableName, batch: Batch): string => detailOf(() => read(table, batch));

/** The least that so many rows of zeros and empty texts need, with nothing between the buffers. */
function leastBatch(table: TableName, rows: number): Batch {
	const batch: Batch = { rows, nodes: [], buffers: [], body: new Uint8Array(0) };
	let end = 0;
	const place = (bytes: number): void => {
		batch.buffers.push([end, bytes]);
		end += bytes;
	};
	for (const [, { type }] of columnsOf(table)) {
		batch.nodes.push([rows, 0]);
		place(0);
		if (type === 'utf8') place(rows === 0 ? 0 : 4 * (rows + 1));
		if (type === 'utf8') place(0);
		if (type === 'int32') place(4 * rows);
		if (type === 'float64') place(8 * rows);
		if (type === 'bool') place((rows + 7) >> 3);
	}
	batch.body = new Uint8Array(end);
	return batch;
}

/** Which of the buffers of `analyses` is the last of the column. */
function bufferOf(table: TableName, column: string): number {
	const names = columnsOf(table);
	const upTo = names.slice(0, names.findIndex(([name]) => name === column) + 1);
	return upTo.reduce((sum, [, { type }]) => sum + (type === 'utf8' ? 3 : 2), 0) - 1;
}

describe('a batch that is written by hand', () => {
	it('needs no more bytes than its values, wherever they begin', () => {
		const [batch] = read('analyses', leastBatch('analyses', 9));
		expect(batch!.numRows).toBe(9);
		expect([...batch!.getChild('trajectory_id')!]).toEqual(new Array(9).fill(''));
		expect([...batch!.getChild('compression_ratio')!]).toEqual(new Array(9).fill(0));
		expect([...batch!.getChild('tokens_estimated')!]).toEqual(new Array(9).fill(false));
	});

	it('may have no rows, and then no bytes at all', () => {
		const batch = leastBatch('analyses', 0);
		expect(batch.body).toHaveLength(0);
		expect(read('analyses', batch)[0]!.numRows).toBe(0);
	});

	it.each([
		['the text', 'trajectory_id', -1, 40],
		['the whole numbers', 'words', 0, 36],
		['the numbers', 'compression_ratio', 0, 72],
		['the truth values', 'tokens_estimated', 0, 2]
	])('is refused where %s are a byte too few', (_, column, shift, bytes) => {
		const batch = leastBatch('analyses', 9);
		const buffer = batch.buffers[bufferOf('analyses', column) + shift]!;
		expect(buffer[1]).toBe(bytes);
		buffer[1] -= 1;
		expect(refusal('analyses', batch)).toBe(`a buffer is shorter than ${bytes}`);
	});

	it('is refused where it does not say of all rows whether they are missing', () => {
		const batch = leastBatch('questions', 9);
		const gold = columnsOf('questions').findIndex(([name]) => name === 'gold');
		const present = batch.buffers[bufferOf('questions', 'gold') - 2]!;
		batch.nodes[gold] = [9, 3];
		for (const bytes of [0, 1]) {
			present[1] = bytes;
			expect(refusal('questions', batch)).toBe('a buffer is shorter than 2');
		}
		present[1] = 2;
		expect(read('questions', batch)).toHaveLength(1);
	});

	it('is refused where more values are missing than there are', () => {
		const batch = leastBatch('questions', 9);
		const gold = columnsOf('questions').findIndex(([name]) => name === 'gold');
		batch.buffers[bufferOf('questions', 'gold') - 2] = [0, 8];
		batch.nodes[gold] = [9, 9];
		expect(read('questions', batch)).toHaveLength(1);
		batch.nodes[gold] = [9, 10];
		expect(refusal('questions', batch)).toMatch(/^gold has /);
	});

	it('is refused where a column or a buffer of it is missing', () => {
		const oneLess = leastBatch('analyses', 2);
		oneLess.nodes.pop();
		expect(refusal('analyses', oneLess)).toBe('a column is missing');
		const cut = leastBatch('analyses', 2);
		cut.buffers.pop();
		expect(refusal('analyses', cut)).toBe('a buffer is shorter than 16');
	});

	it('is refused where a buffer reaches out of the body', () => {
		const batch = leastBatch('analyses', 2);
		const last = batch.buffers.at(-1)!;
		last[0] += 1;
		expect(refusal('analyses', batch)).toBe(`16 bytes at ${last[0]}`);
	});

	it('is refused where it is compressed', () => {
		const batch = leastBatch('analyses', 2);
		expect(refusal('analyses', { ...batch, compression: tablePart([[0]]) })).toBe(
			'the batch is compressed'
		);
	});
});

describe('a stream of messages', () => {
	const batch = batchMessage(leastBatch('analyses', 2));
	const refused = (...messages: readonly (readonly number[])[]): string =>
		detailOf(() => readSoundBatches('analyses', streamOf('analyses', ...messages)));
	const schemaBytes = schemaMessage('analyses').length;

	it('is refused where a message does not begin as one', () => {
		const wrong = [...batch];
		wrong[0] = 0;
		expect(refused(wrong, END)).toBe(`no message at ${schemaBytes}`);
		expect(refused(batch, wrong, END)).toBe(`no message at ${schemaBytes + batch.length}`);
	});

	it('is refused where a message says nothing', () => {
		expect(refused(message(null, 0), END)).toBe(`an empty message at ${schemaBytes}`);
	});

	it('is refused where its last body or head is cut', () => {
		const bodyBytes = leastBatch('analyses', 2).body.length;
		const headBytes = batch.length - bodyBytes;
		expect(refused(batch.slice(0, -1))).toBe(`${bodyBytes} bytes at ${schemaBytes + headBytes}`);
		expect(refused(batch.slice(0, 50))).toBe(`${headBytes - 8} bytes at ${schemaBytes + 8}`);
	});

	it('is not looked at behind its end mark', () => {
		const ipc = streamOf('analyses', batch, END, [1, 2, 3]);
		expect(readSoundBatches('analyses', ipc)).toHaveLength(1);
	});
});
