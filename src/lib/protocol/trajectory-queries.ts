import type { TrajectoryList } from './trajectory-list-queries.ts';

/** Named queries of the page of one trajectory: `src/workers/db/sql/lists`. See queries.ts. */
export interface TrajectoryQueries {
	/** Its way through a list; no row where the trajectory does not exist. */
	'lists/trajectory-neighbours': {
		params: TrajectoryList & { id: string };
		row: {
			/** Ids; '' at the ends of the list. */
			previous: string;
			next: string;
			/** From 1; 0 where the filters leave it out. */
			position: number;
			/** Of the whole list. */
			count: number;
		};
	};
	/** One row per grader: 'rule', 'reference', 'person'. */
	'lists/trajectory-verdicts': {
		params: { id: string };
		row: {
			grader: string;
			grader_version: number;
			verdict: string;
			extracted: string | null;
			expected: string | null;
			reason: string;
		};
	};
	/** What a student thinks of it (METRICS §3); no row while it has not read it. */
	'lists/trajectory-score': {
		params: { id: string; scorer: string };
		row: {
			/** Those that fitted into the student's context. */
			tokens: number;
			truncated: boolean;
			/** Nats per token. */
			surprisal: number | null;
			capped_rank: number | null;
			rank_cap: number;
			/** 1 / nats. */
			rsr: number | null;
		};
	};
}
