import type { TourPlace } from '../../state/tour-state.svelte.ts';

/** What one does in a place, in a sentence or two. */
export const TOUR_TEXTS: Readonly<Record<TourPlace, string>> = {
	compare: 'Read what the teachers wrote, one question at a time, side by side.',
	choose:
		'Choose a teacher by the evidence: every metric with its interval, and where they disagree.',
	curate:
		'Cut down to a small, diverse set. Each trajectory that is dropped has one reason; every step can be undone.',
	export:
		'Take home what trainers accept: the set, its card, its recipe and the hashes of all files.'
};
