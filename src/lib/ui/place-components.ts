import type { Component } from 'svelte';
import type { Place } from '../state/router-state.svelte.ts';
import ProjectPlace from './places/ProjectPlace.svelte';

type PlaceComponent = Component<Record<string, never>>;
type Loader = () => Promise<{ readonly default: PlaceComponent }>;

/** The place that everybody sees first comes with the page; the others when they are needed. */
export const FIRST_PLACE: PlaceComponent = ProjectPlace;

/** In the order of the work, which is the order in which they are fetched ahead. */
export const PLACE_LOADERS: Readonly<Record<Exclude<Place, 'project'>, Loader>> = {
	questions: () => import('./places/QuestionsPlace.svelte'),
	student: () => import('./places/StudentPlace.svelte'),
	teachers: () => import('./places/TeachersPlace.svelte'),
	trajectories: () => import('./places/TrajectoriesPlace.svelte'),
	compare: () => import('./places/ComparePlace.svelte'),
	review: () => import('./places/ReviewPlace.svelte'),
	choose: () => import('./places/ChoosePlace.svelte'),
	curate: () => import('./places/CuratePlace.svelte'),
	export: () => import('./places/ExportPlace.svelte'),
	sql: () => import('./places/SqlPlace.svelte')
};
