import { diffArrays } from 'diff';
import { sentenceStarts } from '../student/sentences.ts';

/** What is compared as a whole: words, or the steps of a solution, which are its sentences (METRICS §3). */
export type DiffUnit = 'word' | 'step';

/** A run of units that both texts have, or only the first, or only the second. */
export interface DiffPart {
	readonly kind: 'same' | 'first' | 'second';
	readonly text: string;
}

/** Texts that differ by more units than this are not compared: it would take minutes and show little. */
export const MAX_EDITS = 20_000;

/**
 * Diff of two texts, white space kept: joining all parts that are not 'second' gives the first text back,
 * joining all that are not 'first' the second. Null where the texts differ by more than `maxEdits` units
 * (Myers' algorithm takes time in proportion to length × edits: about ten seconds for two chains of thought
 * of 30,000 characters).
 */
export function textDiff(
	first: string,
	second: string,
	unit: DiffUnit,
	maxEdits = MAX_EDITS
): DiffPart[] | null {
	const split = unit === 'word' ? words : steps;
	const changes = diffArrays(split(first), split(second), { maxEditLength: maxEdits });
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

function steps(text: string): string[] {
	const starts = sentenceStarts(text);
	return starts.map((start, i) => text.slice(start, starts[i + 1]));
}
