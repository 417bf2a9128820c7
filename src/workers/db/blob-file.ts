import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';

/** A file that a person picked, read piece by piece. It cannot be written. */
export class BlobFile implements RandomAccessFile {
	readonly #blob: Blob;
	readonly #reader = new FileReaderSync();

	constructor(blob: Blob) {
		this.#blob = blob;
	}

	size(): number {
		return this.#blob.size;
	}

	read(into: Uint8Array, at: number): number {
		const part = this.#blob.slice(at, at + into.length);
		const bytes = new Uint8Array(this.#reader.readAsArrayBuffer(part));
		into.set(bytes);
		return bytes.length;
	}

	write(): number {
		return 0;
	}

	truncate(): void {
		throw new TypeError('a picked file is read only');
	}

	flush(): void {
		// Nothing was written.
	}

	close(): void {
		// Nothing is held.
	}
}
