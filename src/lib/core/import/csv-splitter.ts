import { RecordBuffer, type Splitter } from './record-buffer.ts';
import type { RawRecord } from './source-record.ts';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Before a cell, inside a bare one, inside quotes, or after a quote that may end the cell. */
type State = 'cell-start' | 'bare' | 'quoted' | 'after-quote';

/**
 * Records of a CSV or TSV file, in which a quoted cell may hold line breaks. A quote opens a quoted
 * cell only where the cell starts, so that `5" pipe` does not swallow the rest of the file. One pass
 * over the bytes; a record knows the physical line on which it starts.
 */
export class CsvSplitter implements Splitter {
	readonly #buffer: RecordBuffer;
	readonly #delimiter: number;
	#line = 1;
	#startLine = 1;
	#state: State = 'cell-start';

	/** `delimiter` is one ASCII character. */
	constructor(delimiter: string, maxBytes?: number) {
		this.#delimiter = delimiter.charCodeAt(0);
		this.#buffer = new RecordBuffer(maxBytes);
	}

	*push(chunk: Uint8Array): Iterable<RawRecord> {
		let from = 0;
		for (let at = 0; at < chunk.length; at += 1) {
			const byte = chunk[at]!;
			if (byte === NEWLINE) this.#line += 1;
			if (byte === NEWLINE && this.#state !== 'quoted') {
				// A bomb holds a billion empty lines, which must cost seconds.
				if (!this.#buffer.isEmpty || !isEmptyLine(chunk, from, at)) {
					this.#buffer.add(chunk.subarray(from, at));
					yield* this.#take();
				}
				from = at + 1;
				this.#startLine = this.#line;
				this.#state = 'cell-start';
			} else {
				this.#state = this.#next(byte);
			}
		}
		this.#buffer.add(chunk.subarray(from));
	}

	*end(): Iterable<RawRecord> {
		yield* this.#take();
	}

	#next(byte: number): State {
		if (this.#state === 'quoted') return byte === QUOTE ? 'after-quote' : 'quoted';
		if (this.#state === 'after-quote' && byte === QUOTE) return 'quoted';
		if (byte === this.#delimiter) return 'cell-start';
		return this.#state === 'cell-start' && byte === QUOTE ? 'quoted' : 'bare';
	}

	*#take(): Iterable<RawRecord> {
		if (this.#buffer.isEmpty) return;
		const record = this.#buffer.take(this.#startLine);
		if ('error' in record || !record.bytes.every((byte) => byte === CARRIAGE_RETURN)) yield record;
	}
}

function isEmptyLine(chunk: Uint8Array, from: number, to: number): boolean {
	return to === from || (to === from + 1 && chunk[from] === CARRIAGE_RETURN);
}

export interface CsvCells {
	readonly cells: readonly string[];
	/** Why the record is not sound; '' where it is. */
	readonly error: string;
}

/** The cells of one record as CsvSplitter cut it. Doubled quotes inside quotes become one. */
export function splitCells(record: string, delimiter: string): CsvCells {
	const text = record.endsWith('\r') ? record.slice(0, -1) : record;
	const cells: string[] = [];
	let at = 0;
	for (;;) {
		const quoted = text[at] === '"';
		const end = quoted ? closingQuote(text, at + 1) : at;
		if (end < 0) return { cells, error: 'a quoted cell is never closed' };
		const next = text.indexOf(delimiter, end);
		const cellEnd = next < 0 ? text.length : next;
		if (quoted && text.slice(end + 1, cellEnd).trim() !== '') {
			return { cells, error: 'text after the closing quote of a cell' };
		}
		cells.push(quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, cellEnd));
		if (next < 0) return { cells, error: '' };
		at = next + delimiter.length;
	}
}

/** Index of the quote that ends a quoted cell, -1 where there is none. */
function closingQuote(text: string, from: number): number {
	let at = text.indexOf('"', from);
	while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
	return at;
}
