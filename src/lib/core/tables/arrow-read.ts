import { Bool, type Data, Float64, Int32, makeData, RecordBatch, Struct, Utf8 } from 'apache-arrow';
import { AppError } from '../model/errors.ts';
import type { Column, ColumnType, TableName } from '../model/tables.ts';
import { arrowSchemaOf, columnsOf } from './arrow-schema.ts';
import { BATCH_MESSAGE, readMessages, SCHEMA_MESSAGE, slice } from './arrow-stream.ts';
import { assertText } from './arrow-text.ts';
import type { FlatbufferTable } from './flatbuffer.ts';

/** [type id, field of its description, value there] as in Arrow's Schema.fbs. */
const WIRE_TYPES: Readonly<Record<ColumnType, string>> = {
	int32: '2/32',
	float64: '3/2',
	utf8: '5/0',
	bool: '6/0'
};

/**
 * The batches of an Arrow IPC stream, every length, offset and byte of text checked against what
 * this table allows. Values are views into `ipc`, or copies where they are not aligned there.
 * @throws AppError 'project-damaged'
 */
export function readSoundBatches(table: TableName, ipc: Uint8Array): RecordBatch[] {
	try {
		const batches: RecordBatch[] = [];
		let schemaSeen = false;
		for (const { kind, header, body } of readMessages(ipc)) {
			if (kind === SCHEMA_MESSAGE && !schemaSeen) {
				assertSchema(table, header);
				schemaSeen = true;
			} else if (kind === BATCH_MESSAGE && schemaSeen) {
				batches.push(readBatch(table, header, body));
			} else {
				throw new RangeError(`an unexpected message of kind ${kind}`);
			}
		}
		return batches;
	} catch (error) {
		throw new AppError('project-damaged', `Some rows of '${table}' cannot be read.`, {
			detail: error instanceof Error ? error.message : String(error),
			cause: error
		});
	}
}

function assertSchema(table: TableName, schema: FlatbufferTable): void {
	const actual = schema.tables(1).map((field) => {
		const dictionary = field.has(4) ? ' dictionary' : '';
		return `${field.string(0)}: ${wireTypeOf(field)}${dictionary}`;
	});
	const expected = columnsOf(table).map(([name, { type }]) => `${name}: ${WIRE_TYPES[type]}`);
	if (actual.join('\n') !== expected.join('\n')) {
		throw new RangeError(`the columns are ${actual.join(', ').slice(0, 500)}`);
	}
}

function wireTypeOf(field: FlatbufferTable): string {
	const id = field.uint8(2);
	const type = field.table(3);
	if (id === 2) return `2/${type?.int32(0) ?? 0}`;
	if (id === 3) return `3/${type?.int16(0) ?? 0}`;
	return `${id}/0`;
}

/** Nodes and buffers of one batch, taken in the order of the columns. */
class BatchParts {
	readonly #nodes: (readonly [number, number])[];
	readonly #buffers: (readonly [number, number])[];
	readonly #body: Uint8Array;
	#nextNode = 0;
	#nextBuffer = 0;

	constructor(header: FlatbufferTable, body: Uint8Array) {
		if (header.has(3)) throw new RangeError('the batch is compressed');
		this.#nodes = header.lengthPairs(1);
		this.#buffers = header.lengthPairs(2);
		this.#body = body;
	}

	node(): readonly [number, number] {
		const node = this.#nodes[this.#nextNode++];
		if (!node) throw new RangeError('a column is missing');
		return node;
	}

	/** The next buffer, which must hold at least `bytes`; a copy where it is not aligned. */
	buffer(bytes: number): Uint8Array {
		const place = this.#buffers[this.#nextBuffer++];
		if (!place || place[1] < bytes) throw new RangeError(`a buffer is shorter than ${bytes}`);
		const view = slice(this.#body, place[0], place[1]);
		return view.byteOffset % 8 === 0 ? view : view.slice();
	}
}

function readBatch(table: TableName, header: FlatbufferTable, body: Uint8Array): RecordBatch {
	const length = header.length(0);
	// One bit of a column is the least a row can take, so no honest batch has more rows than this.
	if (length > body.byteLength * 8) throw new RangeError(`${length} rows do not fit`);
	const parts = new BatchParts(header, body);
	const children = columnsOf(table).map(([name, column]) =>
		readColumn(name, column, length, parts)
	);
	const schema = arrowSchemaOf(table);
	const type = new Struct(schema.fields);
	return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }));
}

function readColumn(name: string, column: Column, length: number, parts: BatchParts): Data {
	const [rows, nullCount] = parts.node();
	if (rows !== length || nullCount > length) throw new RangeError(`${name} has ${rows} rows`);
	if (nullCount > 0 && column.nullable !== true) throw new RangeError(`${name} has gaps`);
	const bitBytes = (length + 7) >> 3;
	const bitmap = parts.buffer(nullCount > 0 ? bitBytes : 0);
	const validity = { length, nullCount, nullBitmap: nullCount > 0 ? bitmap : null };
	switch (column.type) {
		case 'utf8':
			return readText(name, length, parts, validity);
		case 'int32':
			return makeData({ type: new Int32(), ...validity, data: integersOf(parts, length) });
		case 'float64': {
			const bytes = parts.buffer(length * 8);
			const data = new Float64Array(bytes.buffer, bytes.byteOffset, length);
			return makeData({ type: new Float64(), ...validity, data });
		}
		case 'bool':
			return makeData({ type: new Bool(), ...validity, data: parts.buffer(bitBytes) });
	}
}

interface ColumnValidity {
	readonly length: number;
	readonly nullCount: number;
	readonly nullBitmap: Uint8Array | null;
}

function readText(
	name: string,
	length: number,
	parts: BatchParts,
	validity: ColumnValidity
): Data<Utf8> {
	const valueOffsets = length === 0 ? emptyOffsets(parts) : integersOf(parts, length + 1);
	const data = parts.buffer(valueOffsets[length]!);
	assertText(name, valueOffsets, data);
	return makeData({ type: new Utf8(), ...validity, valueOffsets, data });
}

/** Arrow allows an empty column to have no offsets at all. */
function emptyOffsets(parts: BatchParts): Int32Array {
	parts.buffer(0);
	return new Int32Array(1);
}

function integersOf(parts: BatchParts, length: number): Int32Array {
	const bytes = parts.buffer(length * 4);
	return new Int32Array(bytes.buffer, bytes.byteOffset, length);
}
