import type { Compressors } from 'hyparquet';
import { compressors, decompressZstd } from 'hyparquet-compressors';
import { AppError } from '../model/errors.ts';

/** Unpacked bytes of one row group, over all columns that are read. */
export const MAX_ROW_GROUP_BYTES = 1024 ** 3;

/**
 * Decompressors for one row group that together refuse to unpack more than MAX_ROW_GROUP_BYTES:
 * the sizes in a file's directory may lie, those in its page headers are what is allocated.
 */
export function guardedCompressors(): Compressors {
	let total = 0;
	const spend = (bytes: number): void => {
		total += bytes;
		if (Number.isInteger(bytes) && bytes >= 0 && total <= MAX_ROW_GROUP_BYTES) return;
		throw new AppError(
			'file-too-large',
			'A row group of this Parquet file unpacks to more than a browser can hold. Write the file again with smaller row groups (1,000 rows).'
		);
	};
	const guarded: Compressors = {};
	for (const [codec, decompress] of Object.entries({ ...compressors, ZSTD: boundedZstd })) {
		guarded[codec as keyof Compressors] = (input, outputLength) => {
			spend(outputLength);
			// A page of nothing but nulls; LZ4 decoding fails on it.
			if (outputLength === 0) return new Uint8Array(0);
			return decompress(input, outputLength);
		};
	}
	return guarded;
}

/** The package's own entry ignores the length and would unpack without bound. */
function boundedZstd(input: Uint8Array, outputLength: number): Uint8Array {
	return decompressZstd(input, new Uint8Array(outputLength));
}
