import type { RandomAccessFile } from './random-access-file.ts';

/** Big enough that reading costs little beside hashing, small enough to forget. */
export const WINDOW_BYTES = 4 * 2 ** 20;

/** A stretch of a file kept in memory, so that small reads cost one large one. */
export class FileWindow {
	readonly #file: RandomAccessFile;
	readonly #buffer: Uint8Array;
	#start = 0;
	#length = 0;

	constructor(file: RandomAccessFile) {
		this.#file = file;
		this.#buffer = new Uint8Array(Math.min(WINDOW_BYTES, file.size()));
	}

	/**
	 * A view of everything in the window from offset `at` on: at least `bytes` (at most WINDOW_BYTES),
	 * fewer only at the end of the file. Valid until the next call.
	 */
	from(at: number, bytes: number): Uint8Array {
		if (at < this.#start || at + bytes > this.#start + this.#length) {
			this.#start = at;
			this.#length = this.#file.read(this.#buffer, at);
		}
		return this.#buffer.subarray(at - this.#start, this.#length);
	}
}
