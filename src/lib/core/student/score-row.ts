import type { ScoredText } from '../generate/engine.ts';
import type { Row } from '../model/tables.ts';
import type { Measured } from './measured.ts';
import { splitIntoSentences } from './sentences.ts';
import { stepHeadSurprisal } from './step-head.ts';
import { studentSignal } from './student-signal.ts';

/** Grows when a definition below changes: older rows are then computed again. */
export const SCORING_VERSION = 2;

/**
 * What a student thinks of one trajectory, as a row (METRICS §3).
 *
 * @param scorer id of the teacher entry that plays the student
 * @param response the text that was scored
 */
export function scoreRow(
	trajectoryId: string,
	scorer: string,
	response: string,
	{ track, starts, localTrack, truncated }: ScoredText
): Row<'scores'> {
	const signal = studentSignal(track);
	const stepHead = stepHeadSurprisal(track, splitIntoSentences(response, starts));
	const local = localTrack === null ? null : studentSignal(localTrack);
	const measured: Readonly<Record<string, Measured>> = {
		surprisal: signal.meanSurprisal,
		rsr: signal.rsr,
		step_head_surprisal: stepHead.surprisal
	};
	return {
		trajectory_id: trajectoryId,
		scorer,
		version: SCORING_VERSION,
		tokens: signal.tokens,
		truncated,
		surprisal: signal.meanSurprisal.value,
		rank_cap: signal.rankCap,
		capped_rank: signal.meanCappedRank.value,
		rsr: signal.rsr.value,
		step_head_surprisal: stepHead.surprisal.value,
		step_head_tokens: stepHead.keptTokens,
		local_surprisal: local?.meanSurprisal.value ?? null,
		local_tokens: local?.tokens ?? 0,
		reason: Object.entries(measured)
			.filter(([, { reason }]) => reason !== null)
			.map(([column, { reason }]) => `${column}: ${reason}`)
			.join(', ')
	};
}
