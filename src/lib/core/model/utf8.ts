/** A UTF-16 code unit becomes at most three bytes of UTF-8. */
export const MAX_BYTES_PER_UNIT = 3;

const FIRST_BYTES = 64 * 1024;
const encoder = new TextEncoder();

/**
 * Encodes one text after another into memory that it keeps. Browsers encode at a few hundred megabytes a second,
 * so a text that is hashed and stored is encoded once.
 */
export class Utf8Buffer {
	#bytes = new Uint8Array(FIRST_BYTES);

	/** Good until the next call. Lone surrogates become U+FFFD. */
	encode(text: string): Uint8Array {
		const most = text.length * MAX_BYTES_PER_UNIT;
		if (most > this.#bytes.length) {
			this.#bytes = new Uint8Array(Math.max(most, 2 * this.#bytes.length));
		}
		return this.#bytes.subarray(0, encoder.encodeInto(text, this.#bytes).written);
	}
}
