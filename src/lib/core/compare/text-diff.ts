import { diffArrays } from 'diff';
import { sentenceStarts } from '../student/sentences.ts';
import { MAX_EDITS, type DiffPart, type DiffUnit } from './diff-part.ts';

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
