import type { Crc32c } from './crc32c.ts';
import { ARROW_PAYLOAD, encodeFrameHead, FRAME_HEAD_BYTES, MAX_PAYLOAD_BYTES } from './frame.ts';
import { encodeHeader, HEADER_BYTES } from './header.ts';
import type { RandomAccessFile } from './random-access-file.ts';

/** The disk took fewer bytes than it was given. */
export class ShortWriteError extends Error {
	override readonly name = 'ShortWriteError';
}

/** Appends frames. Every failure leaves the file at its last whole frame. */
export class JournalWriter {
	readonly #file: RandomAccessFile;
	readonly #crc32c: Crc32c;
	#end: number;

	/** @param end offset after the last whole frame: ScanReport.end, or HEADER_BYTES. */
	constructor(file: RandomAccessFile, crc32c: Crc32c, end: number) {
		this.#file = file;
		this.#crc32c = crc32c;
		this.#end = end;
	}

	/** Bytes of the journal up to and with its last whole frame. */
	get end(): number {
		return this.#end;
	}

	/**
	 * Writes a frame; it is on the disk only after `flush`.
	 * @throws whatever the file throws, or ShortWriteError; the frame is then taken back.
	 */
	append(kind: number, payload: Uint8Array, flags = ARROW_PAYLOAD): void {
		if (payload.length > MAX_PAYLOAD_BYTES) {
			throw new RangeError(`a frame of ${payload.length} bytes is above ${MAX_PAYLOAD_BYTES}`);
		}
		const head = encodeFrameHead(kind, flags, payload, this.#crc32c);
		try {
			writeAll(this.#file, head, this.#end);
			writeAll(this.#file, payload, this.#end + FRAME_HEAD_BYTES);
		} catch (error) {
			this.truncateTo(this.#end);
			throw error;
		}
		this.#end += FRAME_HEAD_BYTES + payload.length;
	}

	flush(): void {
		this.#file.flush();
	}

	/** Writes the header and waits for the disk: from here on the journal counts. */
	seal(generation: number): void {
		this.#file.flush();
		writeAll(this.#file, encodeHeader(generation, this.#crc32c), 0);
		this.#file.flush();
	}

	/**
	 * Takes back everything after `end`, an earlier value of `this.end`. A disk that refuses even this
	 * leaves a tail that the next frame overwrites or the next scan reports.
	 */
	truncateTo(end: number): void {
		this.#end = end;
		try {
			this.#file.truncate(end);
			this.#file.flush();
		} catch {
			// The frame that failed is not whole, so no reader takes it for one.
		}
	}
}

/** An empty journal whose header is still missing: see `seal`. */
export function beginJournal(file: RandomAccessFile, crc32c: Crc32c): JournalWriter {
	file.truncate(0);
	writeAll(file, new Uint8Array(HEADER_BYTES), 0);
	return new JournalWriter(file, crc32c, HEADER_BYTES);
}

function writeAll(file: RandomAccessFile, bytes: Uint8Array, at: number): void {
	const written = file.write(bytes, at);
	if (written < bytes.length) {
		throw new ShortWriteError(`${written} of ${bytes.length} bytes were written`);
	}
}
