/** The word lists of METRICS §4 (after LIMO's rule score, arXiv 2502.03387). */
export const MARKER_LISTS = {
	check: ['check', 'verify'],
	perhaps: ['perhaps', 'might'],
	wait: ['wait', 'alternatively', 'actually'],
	therefore: ['therefore', 'since']
} as const;

export type MarkerList = keyof typeof MARKER_LISTS;

const LISTS = Object.keys(MARKER_LISTS) as MarkerList[];
const LIST_OF_WORD = new Map<string, MarkerList>(
	LISTS.flatMap((list) => MARKER_LISTS[list].map((word) => [word, list] as const))
);
/** Whole words in any script: a letter, digit or underscore on either side makes another word of it. */
const MARKER = new RegExp(
	`(?<![\\p{L}\\p{M}\\p{N}_])(?:${[...LIST_OF_WORD.keys()].join('|')})(?![\\p{L}\\p{M}\\p{N}_])`,
	'giu'
);

/** Occurrences of each list's words, as whole words, upper or lower case. */
export function countMarkers(text: string): Record<MarkerList, number> {
	const counts = { check: 0, perhaps: 0, wait: 0, therefore: 0 };
	for (const [word] of text.matchAll(MARKER)) {
		const list = LIST_OF_WORD.get(word.toLowerCase());
		if (list !== undefined) counts[list]++;
	}
	return counts;
}
