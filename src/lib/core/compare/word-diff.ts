import { diffArrays } from 'diff';

/** A run of words that both texts have, or only the first, or only the second. */
export interface DiffPart {
	readonly kind: 'same' | 'first' | 'second';
	readonly text: string;
}

/** Give up on texts that differ more than this many words: the diff would help nobody, and cost seconds. */
const MAX_EDITS = 1_500;

/**
 * Word diff of two texts, white space kept: joining all parts that are not 'second' gives the first
 * text back, joining all that are not 'first' the second. Null where the texts differ by more than
 * 1,500 words and white spaces (Myers' algorithm takes time in proportion to length × edits).
 */
export function wordDiff(first: string, second: string): DiffPart[] | null {
	const changes = diffArrays(words(first), words(second), { maxEditLength: MAX_EDITS });
	if (!changes) return null;
	return changes.map((change) => ({
		kind: change.added ? 'second' : change.removed ? 'first' : 'same',
		text: change.value.join('')
	}));
}

/** Words, runs of white space, and single punctuation marks; joined they are the text. */
function words(text: string): string[] {
	return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}
