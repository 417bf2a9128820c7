import type { ByteSource, RandomAccess } from '../../lib/core/import/byte-source.ts';
import { AppError, isCancelled, toAppError } from '../../lib/core/model/errors.ts';
import type { ImportSource } from '../../lib/protocol/import-api.ts';
import { directAddress, fetchFile } from './fetch-file.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

/** What to call a source in the project: a file's name, an address without its query. */
export interface NamedSource {
	readonly bytes: ByteSource;
	readonly label: string;
}

/**
 * The last file that had to be fetched whole, so that a look at a Parquet file and its import fetch
 * it once. The browser keeps a large blob on disk.
 */
export interface DownloadCache {
	url: string;
	blob: Blob | null;
}

/** Throws an AppError where an address is not one that can be fetched. Nothing is fetched yet. */
export function openSource(
	source: ImportSource,
	signal: AbortSignal,
	cache: DownloadCache
): NamedSource {
	return source.kind === 'file'
		? { bytes: fileSource(source.file), label: source.file.name }
		: urlSource(directAddress(source.url), signal, cache);
}

function fileSource(file: File): ByteSource {
	return {
		name: file.name,
		sizeBytes: file.size,
		modifiedAtMs: file.lastModified,
		bytes: () => readPieces(file),
		randomAccess: () => Promise.resolve(blobAccess(file))
	};
}

function urlSource(url: URL, signal: AbortSignal, cache: DownloadCache): NamedSource {
	let sizeBytes: number | null = null;
	const open = async (): Promise<Response> => {
		const response = await fetchFile(url, signal);
		const length = Number(response.headers.get('content-length') ?? Number.NaN);
		sizeBytes = Number.isSafeInteger(length) && length > 0 ? length : null;
		return response;
	};
	const bytes: ByteSource = {
		name: fileNameOf(url),
		get sizeBytes() {
			return sizeBytes;
		},
		modifiedAtMs: null,
		bytes: () => readStream(async () => (await open()).body),
		randomAccess: async () => {
			if (cache.blob === null || cache.url !== url.href) {
				cache.blob = await (await open()).blob();
				cache.url = url.href;
			}
			return blobAccess(cache.blob);
		}
	};
	return { bytes, label: url.origin + url.pathname };
}

function fileNameOf(url: URL): string {
	const last = url.pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last) || url.hostname;
	} catch {
		return last;
	}
}

function blobAccess(blob: Blob): RandomAccess {
	return {
		byteLength: blob.size,
		slice: async (start, end) => {
			try {
				return await blob.slice(start, end).arrayBuffer();
			} catch (error) {
				throw unreadable(error);
			}
		}
	};
}

/** The next piece is read while this one is looked at: a stream of the file gives 64 kB at a time. */
async function* readPieces(file: File): AsyncGenerator<Uint8Array> {
	const piece = (at: number): Promise<ArrayBuffer> => {
		const read = file.slice(at, at + PIECE_BYTES).arrayBuffer();
		// Told where it is awaited; until then nobody may be listening.
		read.catch(() => undefined);
		return read;
	};
	let next = piece(0);
	for (let at = 0; at < file.size; at += PIECE_BYTES) {
		const bytes = await next.catch((error: unknown) => {
			throw unreadable(error);
		});
		next = piece(at + PIECE_BYTES);
		yield new Uint8Array(bytes);
	}
}

async function* readStream(
	open: () => Promise<ReadableStream<Uint8Array> | null>
): AsyncGenerator<Uint8Array> {
	const stream = await open();
	if (stream === null) return;
	const reader = stream.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value;
		}
	} catch (error) {
		throw unreadable(error);
	} finally {
		reader.cancel().catch(() => undefined);
	}
}

function unreadable(error: unknown): unknown {
	if (isCancelled(error) || error instanceof AppError) return error;
	return toAppError(
		error,
		'file-unreadable',
		'Reading stopped: the connection broke, or the file was moved or changed meanwhile. What was read before is good. Open it again to read the rest.'
	);
}
