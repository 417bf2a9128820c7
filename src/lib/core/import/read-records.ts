import { AppError } from '../model/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { readCsvRecords } from './csv-records.ts';
import { decodeJson } from './decode-record.ts';
import { openContent } from './file-content.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import type { FileFormat } from './mapping.ts';
import { splitRecords, type Splitter } from './record-buffer.ts';
import type { SourceRecord } from './source-record.ts';

export interface OpenedFile {
	readonly format: FileFormat;
	/** Reads once, in the order of the file, holding one record (Parquet: one row group). */
	readonly records: AsyncIterable<SourceRecord>;
}

/**
 * Opens a file of any known format; the first bytes decide, the extension where they do not.
 * `columns` are the top-level fields that are needed; Parquet reads only these. Throws an AppError
 * where the file cannot be read at all.
 */
export async function openRecords(
	source: ByteSource,
	columns: readonly string[] | null = null
): Promise<OpenedFile> {
	const content = await openContent(source);
	switch (content.format) {
		case 'parquet':
			await content.close();
			return { format: 'parquet', records: await readParquetLazily(source, columns) };
		case 'jsonl':
			return { format: 'jsonl', records: readJson(content.chunks, new LineSplitter()) };
		case 'json':
			return { format: 'json', records: readJson(content.chunks, new JsonSplitter()) };
		case 'csv': {
			const raw = splitRecords(content.chunks, new CsvSplitter(content.delimiter));
			return { format: 'csv', records: readCsvRecords(raw, content.delimiter) };
		}
	}
}

/** The Parquet library and its decompressors are loaded only where they are needed. */
async function readParquetLazily(
	source: ByteSource,
	columns: readonly string[] | null
): Promise<AsyncIterable<SourceRecord>> {
	const { readParquet } = await import('./read-parquet.ts');
	return readParquet(await source.randomAccess(), columns);
}

async function* readJson(
	chunks: AsyncIterable<Uint8Array>,
	splitter: Splitter
): AsyncGenerator<SourceRecord> {
	for await (const raw of splitRecords(chunks, splitter)) yield decodeJson(raw);
}

/** The first `count` records; what is left of the file is not read. A broken end is not an error here. */
export async function firstRecords(file: OpenedFile, count: number): Promise<SourceRecord[]> {
	const records: SourceRecord[] = [];
	try {
		for await (const record of file.records) {
			records.push(record);
			if (records.length >= count) break;
		}
	} catch (error) {
		if (records.length === 0 || !(error instanceof AppError)) throw error;
	}
	return records;
}
