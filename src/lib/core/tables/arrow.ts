import { makeData, RecordBatch, RecordBatchStreamWriter, Struct, type Vector } from 'apache-arrow';
import type { Row, TableName } from '../model/tables.ts';

import { readSoundBatches } from './arrow-read.ts';
import { arrowSchemaOf, columnsOf } from './arrow-schema.ts';
import { type ColumnWriter, columnWriter } from './column-writer.ts';

/** Rows of a table as they are stored and sent: an Arrow IPC stream of one batch, and their number. */
export interface EncodedRows {
	readonly rows: number;
	/** Owns its buffer, so it can be transferred to a worker. */
	readonly ipc: Uint8Array<ArrayBuffer>;
}

/** A row whose texts may be given as their UTF-8, which must be well-formed. */
export type EncodableRow<T extends TableName> = {
	readonly [Name in keyof Row<T>]:
		Row<T>[Name] | (string extends Row<T>[Name] ? Uint8Array : never);
};

/**
 * Encodes rows one by one, so that none has to be kept until a batch is full: many long texts that live
 * for a while are what garbage collection takes longest for. Lone surrogates become U+FFFD.
 */
export class RowEncoder<T extends TableName> {
	readonly #table: T;
	readonly #columns: readonly (readonly [string, ColumnWriter])[];
	#rows = 0;

	constructor(table: T) {
		this.#table = table;
		this.#columns = columnsOf(table).map(([name, column]) => [name, columnWriter(name, column)]);
	}

	/** Since the last `take`. */
	get rows(): number {
		return this.#rows;
	}

	/** @throws AppError 'internal' where a value does not fit its column; the rows before it stay. */
	add(row: EncodableRow<T>): void {
		const record = row as Readonly<Record<string, unknown>>;
		for (const [name, column] of this.#columns) column.check(record[name]);
		for (const [name, column] of this.#columns) column.add(record[name]);
		this.#rows += 1;
	}

	/** The rows since the last call. */
	take(): EncodedRows {
		const rows = this.#rows;
		this.#rows = 0;
		const children = this.#columns.map(([, column]) => column.take());
		const schema = arrowSchemaOf(this.#table);
		const type = new Struct(schema.fields);
		const data = makeData({ type, length: rows, nullCount: 0, children });
		return { rows, ipc: writeBatches(this.#table, [new RecordBatch(schema, data)]) };
	}
}

/**
 * Rows as one Arrow IPC stream.
 * @throws AppError 'internal' where a value does not fit its column.
 */
export function encodeRows<T extends TableName>(
	table: T,
	rows: readonly Row<T>[]
): Uint8Array<ArrayBuffer> {
	const encoder = new RowEncoder(table);
	for (const row of rows) encoder.add(row);
	return encoder.take().ipc;
}

/**
 * The rows of an Arrow IPC stream that may come from anywhere.
 * @throws AppError 'project-damaged' where the bytes are no sound batch of this table.
 */
export function decodeRows<T extends TableName>(table: T, ipc: Uint8Array): Row<T>[] {
	return readSoundBatches(table, ipc).flatMap((batch) => rowsOf<T>(batch));
}

/**
 * The same batches written anew, from bytes that may come from anywhere. DuckDB's reader trusts
 * what it is given, so nothing reaches it that was not read, checked and written here.
 * @returns the stream, and how many rows it holds.
 * @throws AppError 'project-damaged' where the bytes are no sound batch of this table.
 */
export function recodeRows(table: TableName, ipc: Uint8Array): EncodedRows {
	const batches = readSoundBatches(table, ipc);
	const rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
	return { ipc: writeBatches(table, batches), rows };
}

function writeBatches(table: TableName, batches: readonly RecordBatch[]): Uint8Array<ArrayBuffer> {
	const writer = new RecordBatchStreamWriter();
	writer.reset(undefined, arrowSchemaOf(table));
	for (const batch of batches) writer.write(batch);
	writer.finish();
	return owned(writer.toUint8Array(true));
}

/** A view that is the whole of its own ArrayBuffer. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
	return whole && bytes.buffer instanceof ArrayBuffer
		? (bytes as Uint8Array<ArrayBuffer>)
		: new Uint8Array(bytes);
}

function rowsOf<T extends TableName>(batch: RecordBatch): Row<T>[] {
	const columns = batch.schema.fields.map(
		(field, i) => [field.name, batch.getChildAt(i)!] as readonly [string, Vector]
	);
	return Array.from({ length: batch.numRows }, (_, row) => {
		const entries = columns.map(([name, vector]) => [name, vector.get(row)] as const);
		return Object.fromEntries(entries) as Row<T>;
	});
}
