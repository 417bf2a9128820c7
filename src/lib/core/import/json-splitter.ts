import { AppError } from '../model/errors.ts';
import { RecordBuffer, type Splitter } from './record-buffer.ts';
import type { RawRecord } from './source-record.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * Cuts the rows out of a JSON file: the elements of the top-level list, or of every list of objects
 * in a top-level object (`{"version": 1, "data": [{…}, …]}`). Finds borders only; each row is then
 * parsed by JSON.parse, so a bad row costs itself alone, keys such as `__proto__` are plain keys,
 * and the memory holds one row.
 */
export class JsonSplitter implements Splitter {
	readonly #buffer: RecordBuffer;
	#record = 1;
	/** Brackets open at this byte, outside strings. */
	#depth = 0;
	/** Depth inside the list whose rows are being cut; -1 outside. */
	#rowsDepth = -1;
	/** A list began with the last byte; what comes next tells whether it holds rows. */
	#listJustOpened = false;
	#listsFound = 0;
	#inString = false;
	#escaped = false;

	constructor(maxBytes?: number) {
		this.#buffer = new RecordBuffer(maxBytes);
	}

	*push(chunk: Uint8Array): Iterable<RawRecord> {
		let from = 0;
		for (let at = 0; at < chunk.length; at += 1) {
			if (this.#inString) {
				at = this.#skipString(chunk, at);
				continue;
			}
			const byte = chunk[at]!;
			if (isSpace(byte)) continue;
			if (this.#rowsDepth < 0) {
				if (this.#rowsBegin(byte)) from = byte === OPEN_BRACE ? at : at + 1;
			} else if (this.#rowEnds(byte)) {
				this.#buffer.add(chunk.subarray(from, at));
				yield* this.#take(byte);
				from = at + 1;
			}
		}
		if (this.#rowsDepth >= 0) this.#buffer.add(chunk.subarray(from));
	}

	end(): Iterable<RawRecord> {
		if (this.#depth !== 0 || this.#inString) throw this.#broken('breaks off');
		if (this.#listsFound === 0) {
			throw new AppError(
				'file-format',
				'No list of rows was found in this JSON file. Rows are expected as [{…}, {…}] or inside an object as {"data": [{…}, {…}]}.'
			);
		}
		return [];
	}

	/** Position of the string's closing quote, or the chunk's length where it is not in this chunk. */
	#skipString(chunk: Uint8Array, start: number): number {
		for (let at = start; at < chunk.length; at += 1) {
			const byte = chunk[at]!;
			if (this.#escaped) this.#escaped = false;
			else if (byte === BACKSLASH) this.#escaped = true;
			else if (byte === QUOTE) {
				this.#inString = false;
				return at;
			}
		}
		return chunk.length;
	}

	/** Walks towards a list of rows. True at its `[` on the top level, at its first `{` in an object. */
	#rowsBegin(byte: number): boolean {
		if (this.#depth === 0 && this.#listsFound > 0) throw this.#broken('goes on after its end');
		const isRow = this.#listJustOpened && byte === OPEN_BRACE;
		this.#listJustOpened = false;
		if (isRow) return this.#enterList();
		this.#track(byte);
		if (byte !== OPEN_BRACKET) return false;
		if (this.#depth === 1) return this.#enterList();
		this.#listJustOpened = this.#depth === 2;
		return false;
	}

	#enterList(): true {
		this.#rowsDepth = this.#depth;
		this.#listsFound += 1;
		if (this.#depth === 2) this.#depth += 1;
		return true;
	}

	/** True at the comma or bracket after a row. */
	#rowEnds(byte: number): boolean {
		if (byte === COMMA && this.#depth === this.#rowsDepth) return true;
		this.#track(byte);
		if (this.#depth >= this.#rowsDepth) return false;
		if (byte === CLOSE_BRACE) throw this.#broken('has a bracket that closes nothing');
		return true;
	}

	#track(byte: number): void {
		if (byte === QUOTE) this.#inString = true;
		else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
		else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth -= 1;
	}

	*#take(endedBy: number): Iterable<RawRecord> {
		const record = this.#buffer.take(this.#record);
		if (endedBy === CLOSE_BRACKET) this.#rowsDepth = -1;
		const isEmptyTail =
			endedBy === CLOSE_BRACKET && !('error' in record) && record.bytes.every(isSpace);
		if (isEmptyTail) return;
		this.#record += 1;
		yield record;
	}

	#broken(how: string): AppError {
		return new AppError(
			'file-unreadable',
			`The JSON file ${how} at record ${String(this.#record)}. The records before it are good.`
		);
	}
}

function isSpace(byte: number): boolean {
	return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
