import { repetitionCheck, type RepetitionCheck } from '../core/judge/checks.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { QueryRow } from '../protocol/queries.ts';

/** What a judge said so far. */
export interface JudgeResults {
	readonly summary: QueryRow<'judge/summary'>;
	readonly agreement: readonly QueryRow<'judge/agreement'>[];
	readonly repetition: RepetitionCheck;
}

/** null where it said nothing yet. */
export async function readResults(
	db: Pick<DbApi, 'query'>,
	judge: string,
	margin: number
): Promise<JudgeResults | null> {
	const [summary] = await db.query('judge/summary', { judge });
	if (summary === undefined || summary.judged === 0) return null;
	const pairs = await db.query('judge/repeated', { judge });
	const repeated = pairs.map((pair) => ({
		first: { correctFirst: pair.p_correct_first, wrongFirst: pair.p_wrong_first },
		again: { correctFirst: pair.again_correct_first, wrongFirst: pair.again_wrong_first }
	}));
	return {
		summary,
		agreement: await db.query('judge/agreement', { judge, margin }),
		repetition: repetitionCheck(repeated, margin)
	};
}
