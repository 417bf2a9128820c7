/** Named queries of code questions: `src/workers/db/sql/code`. See queries.ts. */
export interface CodeQueries {
	/** Ids of answers to code questions without a verdict of this version, oldest first. */
	'code/pending': { params: { graderVersion: number }; row: { id: string } };
	/** What each test came to with this answer; no row while it was not run. */
	'code/cases': {
		params: { id: string };
		row: {
			/** 0-based. */
			case_index: number;
			/** See core/code/case-result.ts. */
			outcome: string;
			milliseconds: number;
			detail: string;
		};
	};
}
