import { createCRC32, createSHA256, type IHasher } from 'hash-wasm';
import { ShortWriteError } from '../../lib/core/journal/writer.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import type { ExportedFile } from '../../lib/protocol/db-api.ts';
import type { Folder } from './disk.ts';

/** Bytes that are gathered before they are hashed and written. */
const BUFFER_BYTES = 1 << 20;
/** A UTF-16 code unit becomes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

export interface WrittenFile extends ExportedFile {
	/** As in storedZip. */
	readonly crc32: number;
}

/** Where the files of an export go: a folder on the disk where the browser has one, or in memory. */
export class ExportSink {
	readonly #folder: Folder;

	constructor(folder: Folder) {
		this.#folder = folder;
	}

	async create(name: string): Promise<ExportWriter> {
		const hashers = await Promise.all([createSHA256(), createCRC32()]);
		const file = await this.#folder.open(name);
		file.truncate(0);
		return new ExportWriter(name, file, hashers, () => this.#folder.read(name));
	}

	/** A document in one piece. */
	async writeText(name: string, text: string): Promise<WrittenFile> {
		const writer = await this.create(name);
		try {
			writer.write(text);
			return await writer.finish(0);
		} finally {
			writer.close();
		}
	}
}

/** One file being written, with its checksums. `close` is safe to call at any time, more than once. */
export class ExportWriter {
	readonly #name: string;
	readonly #file: RandomAccessFile;
	readonly #sha256: IHasher;
	readonly #crc32: IHasher;
	readonly #read: () => Promise<Blob>;
	readonly #encoder = new TextEncoder();
	#buffer = new Uint8Array(BUFFER_BYTES);
	/** Bytes of the buffer that wait to be written. */
	#pending = 0;
	/** Bytes in the file. */
	#bytes = 0;
	#isOpen = true;

	constructor(
		name: string,
		file: RandomAccessFile,
		[sha256, crc32]: readonly [sha256: IHasher, crc32: IHasher],
		read: () => Promise<Blob>
	) {
		this.#name = name;
		this.#file = file;
		this.#sha256 = sha256.init();
		this.#crc32 = crc32.init();
		this.#read = read;
	}

	/**
	 * @param text well-formed: half of a surrogate pair would become U+FFFD
	 * @throws ShortWriteError, or what the disk throws, where there is no space.
	 */
	write(text: string): void {
		const bytes = text.length * MAX_BYTES_PER_UNIT;
		if (this.#pending + bytes > this.#buffer.length) this.#drain();
		if (bytes > this.#buffer.length) this.#buffer = new Uint8Array(bytes);
		this.#pending += this.#encoder.encodeInto(text, this.#buffer.subarray(this.#pending)).written;
	}

	/** @param rows data rows in the file; 0 for documents. */
	async finish(rows: number): Promise<WrittenFile> {
		this.#drain();
		this.#file.flush();
		this.close();
		return {
			name: this.#name,
			bytes: this.#bytes,
			sha256: this.#sha256.digest('hex'),
			crc32: Number.parseInt(this.#crc32.digest('hex'), 16),
			rows,
			file: new File([await this.#read()], this.#name)
		};
	}

	close(): void {
		if (this.#isOpen) this.#file.close();
		this.#isOpen = false;
	}

	#drain(): void {
		const block = this.#buffer.subarray(0, this.#pending);
		this.#pending = 0;
		this.#sha256.update(block);
		this.#crc32.update(block);
		const written = this.#file.write(block, this.#bytes);
		if (written < block.length) throw new ShortWriteError(`${written} of ${block.length} bytes`);
		this.#bytes += written;
	}
}
