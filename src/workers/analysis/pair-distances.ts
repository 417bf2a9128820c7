import { codePointsOf } from '../../lib/core/metrics/code-points.ts';
import { wholeText } from '../../lib/core/metrics/whole-text.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { EditDistanceKernel } from '../../lib/core/select/edit-distance/kernel.ts';
import { SequenceDistances } from '../../lib/core/select/edit-distance/sequence-distances.ts';
import {
	boundOfDistance,
	exactDistance,
	type NormalisedDistance
} from '../../lib/core/select/levenshtein.ts';
import type { TrajectoryPair } from '../../lib/protocol/analysis-data.ts';
import type { AnalysisInput } from './analyse-trajectory.ts';

/** Product of two lengths; 316,000 by 316,000 characters take seconds, without SIMD half a minute. */
const MAX_CELLS = 100_000_000_000;

/** One order for each pair, whoever asks: `a_id` < `b_id`. */
export function orderedPair({ questionId, aId, bId }: TrajectoryPair): TrajectoryPair {
	return aId < bId ? { questionId, aId, bId } : { questionId, aId: bId, bId: aId };
}

/** Levenshtein distances over code points between the whole texts of some trajectories. */
export class TextDistances {
	readonly #places: ReadonlyMap<string, number>;
	readonly #lengths: readonly number[];
	readonly #distances: SequenceDistances;

	constructor(kernel: EditDistanceKernel, inputs: readonly AnalysisInput[]) {
		const sequences = inputs.map(({ response, reasoning }) =>
			codePointsOf(wholeText(response, reasoning))
		);
		this.#places = new Map(inputs.map(({ id }, place) => [id, place]));
		this.#lengths = sequences.map((sequence) => sequence.length);
		this.#distances = new SequenceDistances(kernel, sequences);
	}

	has(id: string): boolean {
		return this.#places.has(id);
	}

	/**
	 * The exact distance.
	 * @throws AppError 'not-supported' where the texts are too long to be compared in a minute or so
	 */
	row(pair: TrajectoryPair): Row<'pairwise'> {
		const { aId, bId } = orderedPair(pair);
		const [a, b] = [this.#lengths[this.#place(aId)]!, this.#lengths[this.#place(bId)]!];
		if (a * b > MAX_CELLS) {
			throw new AppError(
				'not-supported',
				`Two responses of ${a} and ${b} characters are too long to be compared. ` +
					'Drop them by a limit on tokens, or by hand.'
			);
		}
		return this.#rowOf(pair, exactDistance);
	}

	/** What it is at most, in about a tenth of the time. @throws AppError 'not-supported' beyond memory */
	boundRow(pair: TrajectoryPair): Row<'pairwise_bounds'> {
		return this.#rowOf(pair, boundOfDistance);
	}

	#rowOf(
		pair: TrajectoryPair,
		measure: (distances: SequenceDistances, i: number, j: number) => NormalisedDistance
	): Row<'pairwise'> {
		const { questionId, aId, bId } = orderedPair(pair);
		return {
			question_id: questionId,
			a_id: aId,
			b_id: bId,
			unit: 'codepoint',
			...measure(this.#distances, this.#place(aId), this.#place(bId))
		};
	}

	#place(id: string): number {
		const place = this.#places.get(id);
		if (place === undefined) throw new Error(`There is no text of ${id}.`);
		return place;
	}
}
