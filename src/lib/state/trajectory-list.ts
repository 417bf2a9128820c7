import { FILTER_KEYS, filterText, type TrajectoryFilter } from '../core/model/trajectory-filter.ts';
import type { RouteParams, RouterState } from './router-state.svelte.ts';

/** A list of trajectories: what it holds and in which order. */
export interface TrajectoryList {
	readonly filter: TrajectoryFilter;
	readonly sort: string;
}

/** The list that the URL names: of the place Trajectories, and of the page of one of them. */
export function listOf(router: Pick<RouterState, 'param'>): TrajectoryList {
	return {
		filter: Object.fromEntries(FILTER_KEYS.map((key) => [key, router.param(key)])),
		sort: router.param('sort')
	};
}

/** Parameters that lead to one trajectory of a list, and with '' to the list. */
export function inList({ filter, sort }: TrajectoryList, id: string): RouteParams {
	return { ...filter, sort, id };
}

/** Parameters of the list's queries. */
export function askFor(
	{ filter, sort }: TrajectoryList,
	student: string | null
): { filter: string; sort: string; student: string } {
	return { filter: filterText(filter), sort, student: student ?? '' };
}
