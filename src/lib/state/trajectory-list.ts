import type { TrajectoryFilter } from '../protocol/queries.ts';
import type { RouteParams, RouterState } from './router-state.svelte.ts';

/** A list of trajectories: what it holds and in which order. */
export type TrajectoryList = TrajectoryFilter & { sort: string };

/** The list that the URL names: of the place Trajectories, and of the page of one of them. */
export function listOf(router: Pick<RouterState, 'param'>): TrajectoryList {
	return {
		teachers: router.param('teachers'),
		verdict: router.param('verdict'),
		format: router.param('format'),
		stage: router.param('stage'),
		reason: router.param('reason'),
		search: router.param('search'),
		question: router.param('question'),
		area: router.param('area'),
		sort: router.param('sort')
	};
}

/** Parameters that lead to one trajectory of a list, and with '' to the list. */
export function inList(list: TrajectoryList, id: string): RouteParams {
	return { ...list, id };
}
