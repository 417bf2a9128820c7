/** Turns token ids into text; a tokenizer's decode without special tokens. */
export type Decode = (ids: Int32Array) => string;

const REPLACEMENT = '\ufffd';
/** Tokens of context that a new token is decoded with: tokenizers glue spaces by what came before. */
const CONTEXT_TOKENS = 6;

/**
 * Text of a growing list of tokens, without decoding it anew each time. A character that is still
 * incomplete is held back until its last token is there. Decoding a window again and taking what is new
 * is what makes this right for tokenizers that drop or add spaces at the beginning.
 */
export class TextStream {
	readonly #decode: Decode;
	/** Tokens before `#from` are out of the window; those up to `#told` have been told. */
	#from = 0;
	#told = 0;

	constructor(decode: Decode) {
		this.#decode = decode;
	}

	/** @param ids all tokens so far. @returns the text that became certain since the last call. */
	push(ids: Int32Array): string {
		const before = this.#decode(ids.subarray(this.#from, this.#told));
		const after = this.#decode(ids.subarray(this.#from));
		if (after.length <= before.length || after.endsWith(REPLACEMENT)) return '';
		this.#from = Math.max(this.#from, ids.length - CONTEXT_TOKENS, 0);
		// The window must not begin inside a character.
		while (this.#from > 0 && this.#decode(ids.subarray(this.#from)).startsWith(REPLACEMENT)) {
			this.#from -= 1;
		}
		this.#told = ids.length;
		return after.slice(before.length);
	}
}

/**
 * Passes text on until a stop text appears; what may be the beginning of one is held back.
 */
export class StopFilter {
	readonly #stops: readonly string[];
	#held = '';
	#stopped = false;

	constructor(stops: readonly string[]) {
		this.#stops = stops;
	}

	get stopped(): boolean {
		return this.#stopped;
	}

	/** @returns what of the text so far is certain and not yet returned. */
	push(text: string): string {
		if (this.#stopped) return '';
		const whole = this.#held + text;
		const at = firstStop(whole, this.#stops);
		if (at >= 0) {
			this.#stopped = true;
			this.#held = '';
			return whole.slice(0, at);
		}
		const safe = whole.length - heldBack(whole, this.#stops);
		this.#held = whole.slice(safe);
		return whole.slice(0, safe);
	}
}

/**
 * Where the stop text begins that is complete first; -1 where there is none. The first to be complete,
 * not the first to begin: so the pieces in which a text arrives make no difference.
 */
export function firstStop(text: string, stops: readonly string[]): number {
	const found = stops
		.map((stop) => ({ at: text.indexOf(stop), length: stop.length }))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => a.at + a.length - (b.at + b.length) || a.at - b.at);
	return found[0]?.at ?? -1;
}

/** Length of the longest end of `text` with which a stop text begins. */
function heldBack(text: string, stops: readonly string[]): number {
	const longest = Math.min(text.length, Math.max(0, ...stops.map((stop) => stop.length - 1)));
	for (let length = longest; length > 0; length--) {
		const end = text.slice(-length);
		if (stops.some((stop) => stop.startsWith(end))) return length;
	}
	return 0;
}
