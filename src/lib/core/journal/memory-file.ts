import type { RandomAccessFile } from './random-access-file.ts';

/** Where there is no disk, and in tests. Bytes written beyond the end leave zeros between. */
export class MemoryFile implements RandomAccessFile {
	#bytes: Uint8Array<ArrayBuffer>;
	#size: number;

	constructor(bytes: Uint8Array = new Uint8Array(0)) {
		this.#bytes = new Uint8Array(bytes);
		this.#size = bytes.length;
	}

	/** A copy of everything. */
	contents(): Uint8Array<ArrayBuffer> {
		return this.#bytes.slice(0, this.#size);
	}

	size(): number {
		return this.#size;
	}

	read(into: Uint8Array, at: number): number {
		const part = this.#bytes.subarray(at, Math.min(at + into.length, this.#size));
		into.set(part);
		return part.length;
	}

	write(bytes: Uint8Array, at: number): number {
		this.#reserve(at + bytes.length);
		this.#bytes.set(bytes, at);
		this.#size = Math.max(this.#size, at + bytes.length);
		return bytes.length;
	}

	truncate(bytes: number): void {
		this.#reserve(bytes);
		this.#bytes.fill(0, bytes);
		this.#size = bytes;
	}

	flush(): void {
		// Memory is as durable as it gets.
	}

	close(): void {
		// Nothing is held.
	}

	#reserve(bytes: number): void {
		if (bytes <= this.#bytes.length) return;
		const grown = new Uint8Array(Math.max(bytes, 2 * this.#bytes.length));
		grown.set(this.#bytes.subarray(0, this.#size));
		this.#bytes = grown;
	}
}
