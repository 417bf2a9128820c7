import type { RatioMetric } from '../stats/bootstrap.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { createRandom } from '../stats/random.ts';

/** Metric of one teacher minus that of another, with a 95 % interval. */
export interface Difference {
	readonly value: number;
	readonly low: number;
	readonly high: number;
}

export interface DifferenceOptions {
	readonly questions: number;
	readonly teachers: number;
	readonly seed: number;
	readonly resamples: number;
}

/**
 * Differences between all teachers by one metric, `[a][b]`: a minus b. Percentile bootstrap over
 * QUESTIONS; both teachers see the same resample, so that a hard question is hard for both. Narrower,
 * and righter, than comparing their two intervals. null where a teacher lacks the metric.
 */
export function pairedDifferences(
	metric: RatioMetric,
	options: DifferenceOptions
): (Difference | null)[][] {
	const { questions, teachers, resamples, seed } = options;
	const whole = ratiosOf(metric, new Float64Array(questions).fill(1), teachers);
	const random = createRandom(seed);
	const weights = new Float64Array(questions);
	const draws = Array.from({ length: resamples }, () => {
		weights.fill(0);
		for (let left = questions; left > 0; left--) weights[random.integer(questions)]! += 1;
		return ratiosOf(metric, weights, teachers);
	});
	return whole.map((a, i) => whole.map((b, j) => difference(a - b, draws, i, j)));
}

function difference(
	value: number,
	draws: readonly (readonly number[])[],
	i: number,
	j: number
): Difference | null {
	if (Number.isNaN(value)) return null;
	const sorted = Float64Array.from(draws, (draw) => draw[i]! - draw[j]!)
		.filter((drawn) => !Number.isNaN(drawn))
		.sort();
	const low = quantileOfSorted(sorted, 0.025);
	const high = quantileOfSorted(sorted, 0.975);
	return low === null || high === null ? null : { value, low, high };
}

/** By teacher; NaN where the questions say nothing. */
function ratiosOf(
	{ numerators, denominators }: RatioMetric,
	weights: Float64Array,
	teachers: number
): number[] {
	return Array.from({ length: teachers }, (_, teacher) => {
		let numerator = 0;
		let denominator = 0;
		for (let question = 0; question < weights.length; question++) {
			const at = teacher * weights.length + question;
			numerator += weights[question]! * numerators[at]!;
			denominator += weights[question]! * denominators[at]!;
		}
		return denominator === 0 ? NaN : numerator / denominator;
	});
}
