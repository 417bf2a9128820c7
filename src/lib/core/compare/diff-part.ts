/** What is compared as a whole: words, or the steps of a solution, which are its sentences (METRICS §3). */
export type DiffUnit = 'word' | 'step';

/** A run of units that both texts have, or only the first, or only the second. */
export interface DiffPart {
	readonly kind: 'same' | 'first' | 'second';
	readonly text: string;
}

/** Texts that differ by more units than this are not compared: it would take minutes and show little. */
export const MAX_EDITS = 20_000;
