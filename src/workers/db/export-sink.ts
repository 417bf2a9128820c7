import { createSHA256 } from 'hash-wasm';
import { ShortWriteError } from '../../lib/core/journal/writer.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import type { ExportedFile } from '../../lib/protocol/db-api.ts';
import type { Folder } from './disk.ts';

/** Bytes that are gathered before a write to the disk. */
const BUFFER_BYTES = 1 << 20;

/** Where the files of an export go: a folder on the disk where the browser has one, or in memory. */
export class ExportSink {
	readonly #folder: Folder;

	constructor(folder: Folder) {
		this.#folder = folder;
	}

	async create(name: string): Promise<ExportWriter> {
		const file = await this.#folder.open(name);
		file.truncate(0);
		return new ExportWriter(name, file, await createSHA256(), () => this.#folder.read(name));
	}

	/** A document in one piece. */
	async writeText(name: string, text: string): Promise<ExportedFile> {
		const writer = await this.create(name);
		try {
			writer.write(text);
			return await writer.finish(0);
		} finally {
			writer.close();
		}
	}
}

type Hasher = Awaited<ReturnType<typeof createSHA256>>;

/** One file being written, and its hash. `close` is safe to call at any time, more than once. */
export class ExportWriter {
	readonly #name: string;
	readonly #file: RandomAccessFile;
	readonly #hasher: Hasher;
	readonly #read: () => Promise<Blob>;
	readonly #encoder = new TextEncoder();
	#pending: Uint8Array[] = [];
	#pendingBytes = 0;
	#bytes = 0;
	#isOpen = true;

	constructor(name: string, file: RandomAccessFile, hasher: Hasher, read: () => Promise<Blob>) {
		this.#name = name;
		this.#file = file;
		this.#hasher = hasher;
		this.#read = read;
		this.#hasher.init();
	}

	/** @throws ShortWriteError, or what the disk throws, where there is no space. */
	write(data: string | Uint8Array): void {
		const bytes = typeof data === 'string' ? this.#encoder.encode(data) : data;
		this.#hasher.update(bytes);
		this.#pending.push(bytes);
		this.#pendingBytes += bytes.length;
		if (this.#pendingBytes >= BUFFER_BYTES) this.#drain();
	}

	/** @param rows data rows in the file; 0 for documents. */
	async finish(rows: number): Promise<ExportedFile> {
		this.#drain();
		this.#file.flush();
		this.close();
		const file = new File([await this.#read()], this.#name);
		return { name: this.#name, bytes: this.#bytes, sha256: this.#hasher.digest('hex'), rows, file };
	}

	close(): void {
		if (this.#isOpen) this.#file.close();
		this.#isOpen = false;
	}

	#drain(): void {
		const block = new Uint8Array(this.#pendingBytes);
		let end = 0;
		for (const bytes of this.#pending) {
			block.set(bytes, end);
			end += bytes.length;
		}
		this.#pending = [];
		this.#pendingBytes = 0;
		const written = this.#file.write(block, this.#bytes);
		if (written < block.length) throw new ShortWriteError(`${written} of ${block.length} bytes`);
		this.#bytes += written;
	}
}
