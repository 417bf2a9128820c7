import { Zip, ZipPassThrough } from 'fflate';
import { AppError } from '../../lib/core/model/errors.ts';
import type { ExportedFile } from '../../lib/protocol/db-api.ts';
import type { ExportSink, ExportWriter } from './export-sink.ts';

/** Beyond this an archive needs ZIP64, which the library does not write. */
const MAX_ZIP_BYTES = 0xffff_0000;

/** All files as one archive, or null where they are too large for one. Stored, not compressed. */
export async function writeZip(
	sink: ExportSink,
	name: string,
	files: readonly ExportedFile[],
	signal: AbortSignal
): Promise<ExportedFile | null> {
	const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
	if (totalBytes > MAX_ZIP_BYTES) return null;
	const writer = await sink.create(name);
	try {
		await pack(writer, files, signal);
		return await writer.finish(0);
	} finally {
		writer.close();
	}
}

async function pack(
	writer: ExportWriter,
	files: readonly ExportedFile[],
	signal: AbortSignal
): Promise<void> {
	const zip = new Zip((error, bytes) => {
		if (error)
			throw new AppError('internal', 'The archive could not be written.', { cause: error });
		writer.write(bytes);
	});
	for (const { file } of files) {
		const entry = new ZipPassThrough(file.name);
		// ZIP keeps local time without a zone: the same fields, and bytes, on every machine.
		entry.mtime = new Date(1980, 0, 1);
		zip.add(entry);
		for await (const chunk of chunksOf(file)) {
			signal.throwIfAborted();
			entry.push(chunk);
		}
		entry.push(new Uint8Array(0), true);
	}
	zip.end();
}

const CHUNK_BYTES = 1 << 20;

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
	for (let from = 0; from < file.size; from += CHUNK_BYTES) {
		yield new Uint8Array(await file.slice(from, from + CHUNK_BYTES).arrayBuffer());
	}
}
