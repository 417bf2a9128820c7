import type { LocatedTrack } from '../generate/track-codec.ts';
import type { TextSpan } from './steps.ts';

/** A text in the tokens of one model. */
export interface TokenText {
	readonly text: string;
	/** Where each token begins, UTF-16, ascending, with one entry more: where the last one ends. */
	readonly bounds: Int32Array;
}

/**
 * The tokens of a track in their text; null where the track does not say where they stand (format 1), or
 * does not belong to this text.
 *
 * @param truncated the model did not read the text to its end; what follows its last token has no token
 */
export function locateInText(
	text: string,
	{ starts }: Pick<LocatedTrack, 'starts'>,
	truncated = false
): TokenText | null {
	if (starts === null || (starts.at(-1) ?? 0) > text.length) return null;
	const bounds = new Int32Array(starts.length + 1);
	bounds.set(starts);
	bounds[starts.length] = truncated ? endOfWord(text, starts.at(-1) ?? 0) : text.length;
	return { text, bounds };
}

/** Where the last token of a cut text ends is not known; the end of its word is a fair guess. */
function endOfWord(text: string, from: number): number {
	const space = text.slice(from + 1).search(/\s/);
	return space < 0 ? text.length : from + 1 + space;
}

export const tokenCount = ({ bounds }: TokenText): number => bounds.length - 1;

/** '' for an end token and for all but the last of several tokens that write one character together. */
export function textOfToken({ text, bounds }: TokenText, token: number): string {
	return text.slice(bounds[token], bounds[token + 1]);
}

const MIN_BLOCK_TOKENS = 120;
const MAX_BLOCK_TOKENS = 500;

/**
 * The tokens in blocks that are shown one by one, as they come into view: each ends after a line end where
 * one is near, otherwise in the middle of a line.
 *
 * @returns spans of tokens
 */
export function tokenBlocks(located: TokenText): TextSpan[] {
	const count = tokenCount(located);
	const blocks: TextSpan[] = [];
	let from = 0;
	while (from < count) {
		let to = Math.min(count, from + MIN_BLOCK_TOKENS);
		const last = Math.min(count, from + MAX_BLOCK_TOKENS);
		while (to < last && !textOfToken(located, to - 1).includes('\n')) to++;
		blocks.push({ from, to });
		from = to;
	}
	return blocks;
}
