/**
 * Every named query: its parameters and its rows. The statement of `area/name` is
 * `src/workers/db/sql/area/name.sql`; parameters appear there as `$name`. Numbers arrive as
 * numbers: the SQL casts BIGINT and DECIMAL to DOUBLE or INTEGER. Lists go in as '|'-joined ids.
 */
export interface Queries {
	/** Ids of trajectories without an analysis or rule verdict of the current versions, oldest first. */
	'analysis/pending': { params: { version: number; graderVersion: number }; row: { id: string } };
	'analysis/inputs': {
		params: { ids: string };
		row: {
			id: string;
			response: string;
			reasoning: string | null;
			reasoning_style: string;
			finish_reason: string;
			reported_tokens: number | null;
			question: string;
			gold: string | null;
			answer_type: string;
		};
	};
	/** What the project already knows about these questions, so that an import only adds. */
	'import/known-questions': {
		params: { ids: string };
		row: { id: string; gold: string | null; answer_type: string; domain: string };
	};
	'project/counts': {
		params: Record<never, never>;
		row: {
			questions: number;
			teachers: number;
			trajectories: number;
			analysed: number;
			rejects: number;
			imports: number;
			benchmark_items: number;
		};
	};
}

export type QueryName = keyof Queries;
export type QueryParams<Q extends QueryName> = Queries[Q]['params'];
export type QueryRow<Q extends QueryName> = Queries[Q]['row'];
