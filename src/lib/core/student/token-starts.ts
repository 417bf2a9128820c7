import { type Decode, TextStream } from '../generate/text-stream.ts';

/** A response in a model's tokens, and where each of them begins in its text. */
export interface LocatedTokens {
	/** What the tokens decode to. */
	readonly text: string;
	/**
	 * Per token, the UTF-16 offset of the first character that it helps to write; ascending. Tokens
	 * that write one character together begin at the same place; one that writes nothing (an end token)
	 * begins where the next one does.
	 */
	readonly starts: Int32Array;
}

/** For tokenizers that tell each token's text. */
export function locatePieces(pieces: readonly string[]): LocatedTokens {
	const starts = new Int32Array(pieces.length);
	let at = 0;
	for (const [token, piece] of pieces.entries()) {
		starts[token] = at;
		at += piece.length;
	}
	return { text: pieces.join(''), starts };
}

/**
 * For tokenizers that only decode lists of ids: token after token, through a window, so that characters
 * written by several tokens and spaces that depend on what came before are right.
 */
export function locateTokens(ids: Int32Array, decode: Decode): LocatedTokens {
	const stream = new TextStream(decode);
	const starts = new Int32Array(ids.length);
	let at = 0;
	for (let token = 0; token < ids.length; token++) {
		starts[token] = at;
		at += stream.push(ids.subarray(0, token + 1)).length;
	}
	return { text: ids.length === 0 ? '' : decode(ids), starts };
}
