import type { Place } from './router-state.svelte.ts';

/** The places in the order of the work, under the names that people, tests and documents use. */
export const PLACE_NAMES: readonly { readonly place: Place; readonly name: string }[] = [
	{ place: 'project', name: 'Project' },
	{ place: 'questions', name: 'Questions' },
	{ place: 'student', name: 'Student' },
	{ place: 'teachers', name: 'Teachers' },
	{ place: 'trajectories', name: 'Trajectories' },
	{ place: 'compare', name: 'Compare' },
	{ place: 'review', name: 'Review' },
	{ place: 'choose', name: 'Choose' },
	{ place: 'curate', name: 'Curate' },
	{ place: 'export', name: 'Export' },
	{ place: 'sql', name: 'SQL' }
];
