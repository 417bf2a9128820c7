import { makeData, RecordBatch, RecordBatchStreamWriter, Struct, type Vector } from 'apache-arrow';
import type { Row, TableName } from '../model/tables.ts';
import { encodeColumn } from './arrow-columns.ts';
import { readSoundBatches } from './arrow-read.ts';
import { arrowSchemaOf, columnsOf } from './arrow-schema.ts';

/**
 * Rows as one Arrow IPC stream: schema, one batch, end. The result owns its buffer, so it can be
 * transferred to a worker. Lone surrogates become U+FFFD.
 * @throws AppError 'internal' where a value does not fit its column.
 */
export function encodeRows<T extends TableName>(
	table: T,
	rows: readonly Row<T>[]
): Uint8Array<ArrayBuffer> {
	const records = rows as readonly Readonly<Record<string, unknown>>[];
	const children = columnsOf(table).map(([name, column]) =>
		encodeColumn(
			name,
			column,
			records.map((record) => record[name])
		)
	);
	const schema = arrowSchemaOf(table);
	const type = new Struct(schema.fields);
	return writeBatches(table, [
		new RecordBatch(schema, makeData({ type, length: rows.length, nullCount: 0, children }))
	]);
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
export function recodeRows(
	table: TableName,
	ipc: Uint8Array
): { readonly ipc: Uint8Array<ArrayBuffer>; readonly rows: number } {
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
