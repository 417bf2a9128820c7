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
			if (this.#buffer.isEmpty) from = this.#skipEmpty(chunk, from);
			const end = chunk.indexOf(NEWLINE, from);
			if (end < 0) break;
			this.#buffer.add(chunk.subarray(from, end));
			yield* this.#take();
			this.#line += 1;
			from = end + 1;
		}
		this.#buffer.add(chunk.subarray(from));
	}

	/** The position after the empty lines that begin here: a bomb holds a billion of them, which must cost seconds. */
	#skipEmpty(chunk: Uint8Array, from: number): number {
		let at = from;
		while (chunk[at] === NEWLINE) at += 1;
		this.#line += at - from;
		return at;
	}

	*end(): Iterable<RawRecord> {
		yield* this.#take();
	}

	*#take(): Iterable<RawRecord> {
		if (this.#buffer.isEmpty) return;
		const record = this.#buffer.take(this.#line);
		if ('error' in record || !isBlank(record.bytes)) yield record;
	}
}

function isBlank(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN);
}
