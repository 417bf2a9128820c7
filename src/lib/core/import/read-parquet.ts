import { parquetMetadataAsync, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { AppError, toAppError } from '../model/errors.ts';
import type { RandomAccess } from './byte-source.ts';
import { plainValue } from './parquet-values.ts';
import { guardedCompressors, MAX_ROW_GROUP_BYTES } from './parquet-limits.ts';
import type { SourceRecord } from './source-record.ts';

/**
 * Rows of a Parquet file, one row group in memory at a time, only the top-level `columns` (all of
 * them for null). Integers beyond 2^53 become decimal text, times ISO 8601, bytes UTF-8 text.
 * Throws an AppError at the first row group that cannot be read; the ones before it stay good.
 */
export async function* readParquet(
	file: RandomAccess,
	columns: readonly string[] | null
): AsyncGenerator<SourceRecord> {
	const metadata = await readMetadata(file);
	const wanted = columns === null ? {} : { columns: presentColumns(metadata, columns) };
	let rowStart = 0;
	for (const group of metadata.row_groups) {
		const rowEnd = rowStart + Number(group.num_rows);
		refuseLargeGroup(group, rowStart);
		let rows: Record<string, unknown>[];
		try {
			const compressors = guardedCompressors();
			rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors, ...wanted });
		} catch (error) {
			throw unreadable(error, rowStart);
		}
		for (const [index, row] of rows.entries()) {
			yield { line: rowStart + index + 1, value: plainValue(row) };
		}
		rowStart = rowEnd;
	}
}

async function readMetadata(file: RandomAccess): Promise<FileMetaData> {
	try {
		return await parquetMetadataAsync(file);
	} catch (error) {
		throw toAppError(
			error,
			'file-unreadable',
			'The Parquet file has no readable directory at its end. It was probably not downloaded completely.'
		);
	}
}

function unreadable(error: unknown, rowsBefore: number): AppError {
	return toAppError(
		error,
		'file-unreadable',
		`The Parquet file cannot be read from record ${String(rowsBefore + 1)} on. The records before it are good.`
	);
}

function presentColumns(metadata: FileMetaData, columns: readonly string[]): string[] {
	const present = new Set(
		metadata.row_groups[0]?.columns.map((column) => column.meta_data?.path_in_schema[0])
	);
	return columns.filter((column) => present.has(column));
}

function refuseLargeGroup(group: FileMetaData['row_groups'][number], rowsBefore: number): void {
	const bytes = group.columns.reduce(
		(sum, column) => sum + Number(column.meta_data?.total_uncompressed_size ?? 0n),
		0
	);
	if (bytes <= MAX_ROW_GROUP_BYTES) return;
	throw new AppError(
		'file-too-large',
		`The row group at record ${String(rowsBefore + 1)} unpacks to ${String(Math.round(bytes / 1e6))} MB, more than a browser can hold. Write the file again with smaller row groups (1,000 rows).`
	);
}
