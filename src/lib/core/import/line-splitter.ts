import { RecordBuffer, type Splitter } from './record-buffer.ts';
import type { RawRecord } from './source-record.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Lines of a byte stream, counted from 1; blank lines are counted and not given. Works on bytes,
 * because one invalid line must not spoil the decoding of its neighbours.
 */
export class LineSplitter implements Splitter {
	#line = 1;
	readonly #buffer: RecordBuffer;

	constructor(maxBytes?: number) {
		this.#buffer = new RecordBuffer(maxBytes);
	}

	*push(chunk: Uint8Array): Iterable<RawRecord> {
		let from = 0;
		for (;;) {
			if (this.#buffer.isEmpty) from = this.#skipBlank(chunk, from);
			const end = chunk.indexOf(NEWLINE, from);
			if (end < 0) break;
			this.#buffer.add(chunk.subarray(from, end));
			yield* this.#take();
			this.#line += 1;
			from = end + 1;
		}
		this.#buffer.add(chunk.subarray(from));
	}

	*end(): Iterable<RawRecord> {
		yield* this.#take();
	}

	/** The position after the blank lines that begin here: a bomb holds a billion of them, which must cost seconds. */
	#skipBlank(chunk: Uint8Array, from: number): number {
		let start = from;
		for (let at = from; at < chunk.length; at++) {
			if (chunk[at] === NEWLINE) {
				this.#line += 1;
				start = at + 1;
			} else if (!isBlankByte(chunk[at])) break;
		}
		return start;
	}

	*#take(): Iterable<RawRecord> {
		if (this.#buffer.isEmpty) return;
		const record = this.#buffer.take(this.#line);
		if ('error' in record || !record.bytes.every(isBlankByte)) yield record;
	}
}

function isBlankByte(byte: number | undefined): boolean {
	return byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN;
}
