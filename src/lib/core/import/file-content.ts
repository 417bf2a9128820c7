import { AppError } from '../model/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { guessDelimiter } from './csv-delimiter.ts';
import { gunzipChunks } from './gunzip.ts';
import type { FileFormat } from './mapping.ts';

/** As much as decides about the format and the delimiter. */
const HEAD_BYTES = 64 * 1024;

export interface FileContent {
	readonly format: FileFormat;
	/** CSV only; ',' elsewhere. */
	readonly delimiter: string;
	/** From the beginning, unpacked, without a byte order mark. Can be read once. */
	readonly chunks: AsyncIterable<Uint8Array>;
	/** Frees the source where `chunks` is not read. */
	close(): Promise<void>;
}

/** Looks at the first bytes, unpacks gzip, and tells the format. Throws an AppError for unknown ones. */
export async function openContent(source: ByteSource): Promise<FileContent> {
	const name = source.name.toLowerCase();
	const packed = await peek(source.bytes());
	if (startsWith(packed.head, [0x50, 0x41, 0x52, 0x31])) {
		return { format: 'parquet', delimiter: ',', chunks: packed.chunks, close: packed.close };
	}
	refuseArchives(packed.head);
	const isGzip = startsWith(packed.head, [0x1f, 0x8b]);
	const plain = isGzip ? await peek(gunzipChunks(packed.chunks)) : packed;
	refuseOtherEncodings(plain.head);

	const head = new TextDecoder().decode(plain.head).replace('\ufeff', '');
	if (head.trim() === '') {
		await plain.close();
		throw new AppError('file-unreadable', `The file “${source.name}” is empty.`);
	}
	const format = textFormat(name.replace(/\.gz$/u, ''), head, plain.isWhole);
	const isTabbed = /\.(?:tsv|tab)(?:\.gz)?$/u.test(name);
	const delimiter = isTabbed ? '\t' : format === 'csv' ? guessDelimiter(plain.head) : ',';
	return { format, delimiter, chunks: withoutByteOrderMark(plain.chunks), close: plain.close };
}

interface Peeked {
	readonly head: Uint8Array;
	/** The head is the whole content. */
	readonly isWhole: boolean;
	readonly chunks: AsyncIterable<Uint8Array>;
	close(): Promise<void>;
}

async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
	const iterator = source[Symbol.asyncIterator]();
	const first: Uint8Array[] = [];
	let length = 0;
	let isWhole = false;
	let failure: { readonly error: unknown } | null = null;
	while (length < HEAD_BYTES && !isWhole && failure === null) {
		try {
			const next = await iterator.next();
			if (next.done === true) isWhole = true;
			else {
				first.push(next.value);
				length += next.value.length;
			}
		} catch (error) {
			if (length === 0) throw error;
			failure = { error };
		}
	}
	const head = new Uint8Array(Math.min(length, HEAD_BYTES));
	let at = 0;
	for (const chunk of first) {
		head.set(chunk.subarray(0, head.length - at), at);
		at = Math.min(head.length, at + chunk.length);
	}
	const close = async () => {
		await iterator.return?.();
	};
	return { head, isWhole, chunks: resume(first, failure, iterator, close), close };
}

/** A failure met while peeking comes after the bytes before it, as it would without a peek. */
async function* resume(
	first: Uint8Array[],
	failure: { readonly error: unknown } | null,
	iterator: AsyncIterator<Uint8Array>,
	close: () => Promise<void>
): AsyncGenerator<Uint8Array> {
	try {
		while (first.length > 0) yield first.shift()!;
		if (failure !== null) throw failure.error;
		for (;;) {
			const next = await iterator.next();
			if (next.done === true) return;
			yield next.value;
		}
	} finally {
		await close();
	}
}

async function* withoutByteOrderMark(
	chunks: AsyncIterable<Uint8Array>
): AsyncGenerator<Uint8Array> {
	let held: Uint8Array | null = new Uint8Array(0);
	for await (const chunk of chunks) {
		if (held === null) {
			yield chunk;
			continue;
		}
		const joined: Uint8Array = new Uint8Array(held.length + chunk.length);
		joined.set(held);
		joined.set(chunk, held.length);
		held = joined;
		if (held.length < 3) continue;
		yield startsWith(held, [0xef, 0xbb, 0xbf]) ? held.subarray(3) : held;
		held = null;
	}
	if (held !== null) yield held;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
	return prefix.every((byte, index) => bytes[index] === byte);
}

function refuseArchives(head: Uint8Array): void {
	const kind = startsWith(head, [0x50, 0x4b, 0x03, 0x04])
		? 'zip'
		: startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])
			? 'Zstandard'
			: startsWith(head, [0x42, 0x5a, 0x68])
				? 'bzip2'
				: startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a])
					? 'xz'
					: null;
	if (kind === null) return;
	throw new AppError(
		'file-format',
		`This is a ${kind} archive. Unpack it first and open the file inside; gzip is unpacked by itself.`
	);
}

function refuseOtherEncodings(head: Uint8Array): void {
	if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) {
		throw new AppError(
			'file-format',
			'This file is encoded as UTF-16. Save it as UTF-8 and open it again.'
		);
	}
	if (head.subarray(0, 1024).includes(0)) {
		throw new AppError(
			'file-format',
			'This is not a text file. JSONL, JSON, CSV, TSV and Parquet can be read, also packed with gzip.'
		);
	}
}

function textFormat(name: string, head: string, isWhole: boolean): FileFormat {
	const start = head.trimStart();
	if (start.startsWith('[')) return 'json';
	if (start.startsWith('{')) return objectFormat(name, start, isWhole);
	return 'csv';
}

/** A file that begins with `{` holds one object a line, or one object around a list. */
function objectFormat(name: string, start: string, isWhole: boolean): FileFormat {
	const end = start.indexOf('\n');
	if (end < 0 && !isWhole) return name.endsWith('.json') ? 'json' : 'jsonl';
	const first = parseOrNull(end < 0 ? start : start.slice(0, end));
	if (first === null) return name.endsWith('.jsonl') || name.endsWith('.ndjson') ? 'jsonl' : 'json';
	const isAlone = isWhole && (end < 0 || start.slice(end).trim() === '');
	return isAlone && name.endsWith('.json') && holdsRows(first) ? 'json' : 'jsonl';
}

function parseOrNull(text: string): object | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' ? value : null;
	} catch {
		return null;
	}
}

/** A list of objects that is not one row's conversation. */
function holdsRows(object: object): boolean {
	return Object.entries(object).some(([key, value]: [string, unknown]) => {
		const first: unknown = Array.isArray(value) ? value[0] : null;
		const isChat = key === 'messages' || key === 'conversations' || key === 'conversation';
		return typeof first === 'object' && first !== null && !isChat;
	});
}
