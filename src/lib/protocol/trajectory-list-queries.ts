import type { Measure } from '../core/model/trajectory-filter.ts';
import type { Page, TrajectoryFacts } from './queries.ts';

/** What a list of trajectories holds, in which order, and whose thoughts on them count. */
export type TrajectoryList = {
	/** `filterText` of core/model/trajectory-filter.ts. */
	filter: string;
	/** As in `Page`. */
	sort: string;
	/** The teacher entry that plays the student; '' for none. */
	student: string;
};

/** Named queries of the place 'Trajectories': `src/workers/db/sql/lists`. See queries.ts. */
export interface TrajectoryListQueries {
	'lists/trajectories': {
		params: TrajectoryList & Page;
		row: TrajectoryFacts & {
			/** Nats per token under the teacher itself; null where it did not write here. */
			entropy: number | null;
			/** Under the student; null while it has not read it. */
			surprisal: number | null;
			rsr: number | null;
			teacher: string;
			/** Cut to 200 characters. */
			question: string;
			domain: string;
			/** A person's, as choices; null for none. */
			tags: string | null;
			/** What the filter searched for, with what stands around it; '' where it did not search. */
			found: string;
		};
	};
	'lists/trajectories-count': {
		params: TrajectoryList;
		row: { count: number };
	};
	'lists/trajectory-ids': { params: TrajectoryList; row: { id: string } };
	/**
	 * How many trajectories each value of a facet would show while the other facets stay (cross-filtering):
	 * categories by their values as choices, 'outcome' by 'selected' or a reason, measures by the numbers of
	 * their bins.
	 */
	'lists/trajectory-facets': {
		params: Omit<TrajectoryList, 'sort'> & {
			/** Per measure `start~width` (core/stats/histogram-bins.ts), written as a filter is. */
			bins: string;
		};
		row: { facet: string; value: string; count: number };
	};
	/** One row per measure that any trajectory has. */
	'lists/measure-bounds': {
		params: { student: string };
		row: {
			measure: Measure;
			least: number;
			most: number;
			/** The 99th percentile. */
			high: number;
		};
	};
	/** @throws AppError where it is no regular expression */
	'lists/check-pattern': { params: { pattern: string }; row: { valid: boolean } };
	'lists/trajectory-decisions': {
		/** '|'-joined. */
		params: { ids: string };
		row: {
			id: string;
			/** 'keep', 'drop' or 'auto'. */
			override: string;
			person_verdict: string | null;
			/** As choices. */
			tags: string;
		};
	};
	'lists/tags': { params: Record<never, never>; row: { tag: string; trajectories: number } };
	'lists/saved-filters': {
		params: Record<never, never>;
		row: { name: string; address: string; updated_at: string };
	};
}
