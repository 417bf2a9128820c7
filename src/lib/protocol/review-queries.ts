import type { AgreementRow } from '../core/review/agreement.ts';
import type { ErrorRow } from '../core/review/error-rates.ts';
import type { Stratum } from '../core/review/stratum.ts';

/** The queue of one pass. `seed` and `audit` decide which agreed trajectories are in it. */
export type ReviewPass = {
	seed: number;
	/** How many of those on which graders agree are asked about. */
	audit: number;
	/** From 1. */
	pass: number;
};

/** Named queries of the place Review: `src/workers/db/sql/review`. See queries.ts. */
export interface ReviewQueries {
	/** What a person is asked about next; '' as stratum for any. */
	'review/next': {
		params: ReviewPass & { stratum: Stratum | ''; limit: number };
		row: { id: string; stratum: Stratum };
	};
	/** One row per stratum that is not empty. */
	'review/progress': {
		params: ReviewPass;
		row: {
			stratum: Stratum;
			/** Trajectories of the project. */
			size: number;
			queued: number;
			reviewed: number;
			skipped: number;
		};
	};
	/** No row where the trajectory does not exist. */
	'review/item': {
		params: { id: string; pass: number };
		row: {
			id: string;
			question: string;
			gold: string | null;
			extracted: string | null;
			expected: string | null;
			response: string;
			reasoning: string | null;
			reasoning_style: string;
			teacher: string;
			note: string;
			person_verdict: string;
			/** In this pass: a verdict, 'skipped' or 'none'. */
			review: string;
		};
	};
	/** One row per pair of graders and what they said. */
	'review/agreement': { params: Record<string, never>; row: AgreementRow };
	/** One row per grader, stratum and what it said. */
	'review/errors': { params: Record<string, never>; row: ErrorRow };
}
