import { EXCERPT_CHARS, MAX_RECORD_BYTES, type RawRecord } from './source-record.ts';

/** Collects the bytes of one record over chunk borders, up to a cap. */
export class RecordBuffer {
	#parts: Uint8Array[] = [];
	#length = 0;
	readonly #maxBytes: number;

	constructor(maxBytes = MAX_RECORD_BYTES) {
		this.#maxBytes = maxBytes;
	}

	get isEmpty(): boolean {
		return this.#length === 0;
	}

	/** Beyond the cap bytes are counted, not kept. */
	add(bytes: Uint8Array): void {
		if (bytes.length === 0) return;
		if (this.#length <= this.#maxBytes) this.#parts.push(bytes);
		this.#length += bytes.length;
	}

	/** The record that ends here, and an empty buffer for the next one. */
	take(line: number): RawRecord {
		const record = this.#record(line);
		this.#parts = [];
		this.#length = 0;
		return record;
	}

	#record(line: number): RawRecord {
		if (this.#length > this.#maxBytes) {
			const megabytes = Math.floor(this.#maxBytes / 1_048_576);
			const start = this.#parts[0]?.subarray(0, EXCERPT_CHARS) ?? new Uint8Array();
			return {
				line,
				error: `longer than ${String(megabytes)} MB`,
				excerpt: new TextDecoder().decode(start)
			};
		}
		const [first] = this.#parts;
		if (first !== undefined && this.#parts.length === 1) return { line, bytes: first };
		const bytes = new Uint8Array(this.#length);
		let at = 0;
		for (const part of this.#parts) {
			bytes.set(part, at);
			at += part.length;
		}
		return { line, bytes };
	}
}

/** Cuts a stream of bytes into records; holds what is needed between two chunks. */
export interface Splitter {
	push(chunk: Uint8Array): Iterable<RawRecord>;
	/** The record that the end of the file ends. Throws an AppError where the file is broken off. */
	end(): Iterable<RawRecord>;
}

export async function* splitRecords(
	chunks: AsyncIterable<Uint8Array>,
	splitter: Splitter
): AsyncGenerator<RawRecord> {
	for await (const chunk of chunks) yield* splitter.push(chunk);
	yield* splitter.end();
}
