import { wholeText } from '../../lib/core/metrics/whole-text.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { normalisedDistance } from '../../lib/core/select/levenshtein.ts';
import type { TrajectoryPair } from '../../lib/protocol/analysis-data.ts';
import type { AnalysisInput } from './analyse-trajectory.ts';

/** Product of two lengths; 316,000 by 316,000 characters take about half a minute. */
const MAX_CELLS = 100_000_000_000;

/** One order for each pair, whoever asks: `a_id` < `b_id`. */
export function orderedPair({ questionId, aId, bId }: TrajectoryPair): TrajectoryPair {
	return aId < bId ? { questionId, aId, bId } : { questionId, aId: bId, bId: aId };
}

/**
 * The row of `pairwise`: exact Levenshtein distance of the whole texts, over code points.
 *
 * @throws AppError 'not-supported' where the texts are too long to be compared in a minute or so
 */
export function pairwiseRow(
	pair: TrajectoryPair,
	a: AnalysisInput,
	b: AnalysisInput
): Row<'pairwise'> {
	const textA = wholeText(a.response, a.reasoning);
	const textB = wholeText(b.response, b.reasoning);
	if (textA.length * textB.length > MAX_CELLS) {
		throw new AppError(
			'not-supported',
			`Two responses of ${textA.length} and ${textB.length} characters are too long to be compared. ` +
				'Drop them by a limit on tokens, or by hand.'
		);
	}
	return {
		question_id: pair.questionId,
		a_id: pair.aId,
		b_id: pair.bId,
		unit: 'codepoint',
		...normalisedDistance(textA, textB)
	};
}
