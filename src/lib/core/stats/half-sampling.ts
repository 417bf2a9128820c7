import { createRandom } from './random.ts';
import { shareOfWins } from './share-of-wins.ts';
import { Z_95, type Interval } from './wilson.ts';

/** A number that some questions, given as different indexes, say about a teacher; null where none. */
export type Statistic = (questions: Int32Array) => number | null;

export interface HalfSampledMetric {
	/** By teacher. */
	readonly statistics: readonly Statistic[];
	readonly better: 'higher' | 'lower' | 'none';
	/** Values that are possible; the interval is clipped to them. */
	readonly range: Interval;
}

export interface HalfSamplingOptions {
	readonly questions: number;
	readonly seed: number;
	readonly halfSamples: number;
}

export interface HalfSampleEstimate {
	/** Of all questions. */
	readonly value: number | null;
	/** value ± 1.96 standard errors, 95 %; null without a value or below `MIN_QUESTIONS`. */
	readonly interval: Interval | null;
	/** Share of half-samples in which this teacher is best, ties shared; null as the interval, or without direction. */
	readonly pBest: number | null;
}

export const DEFAULT_HALF_SAMPLES = 200;
/** Halves of fewer questions are single questions. */
export const MIN_QUESTIONS = 4;

/**
 * Uncertainty of statistics that repeated questions would falsify, such as the share of different
 * words: an ordinary bootstrap repeats questions. Instead, half of the questions are drawn without
 * replacement, again and again (the delete-d jackknife with d about n/2; Shao and Wu 1989, Annals of
 * Statistics 17, 1176-1197). Their spread around their own mean estimates the standard error of the
 * statistic of all questions: for a mean, exactly so; for distinct words whose vocabulary is nearly
 * used up it is too large (up to 1.6 times in the test), so the interval is on the safe side. Every
 * teacher and metric sees the same halves.
 *
 * @returns `[metric][teacher]`
 */
export function halfSampleEstimates(
	metrics: readonly HalfSampledMetric[],
	options: HalfSamplingOptions
): HalfSampleEstimate[][] {
	const { questions } = options;
	const all = Int32Array.from({ length: questions }, (_, question) => question);
	const halves = questions < MIN_QUESTIONS ? [] : drawHalves(all, options);
	return metrics.map(({ statistics, better, range }) => {
		const draws = statistics.map((statistic) =>
			Float64Array.from(halves, (half) => statistic(half) ?? NaN)
		);
		const wins = better === 'none' ? [] : shareOfWins(draws, better);
		return statistics.map((statistic, teacher) => {
			const value = statistic(all);
			const error = standardError(draws[teacher]!, questions);
			return {
				value,
				interval: value === null || error === null ? null : intervalOf(value, error, range),
				pBest: wins[teacher] ?? null
			};
		});
	});
}

function drawHalves(all: Int32Array, { seed, halfSamples }: HalfSamplingOptions): Int32Array[] {
	const random = createRandom(seed);
	return Array.from({ length: halfSamples }, () =>
		Int32Array.from(random.shuffle([...all]).slice(0, halfOf(all.length)))
	);
}

function halfOf(questions: number): number {
	return Math.floor(questions / 2);
}

/** Of the statistic of all questions, from its values on halves; null for fewer than two values. */
function standardError(values: Float64Array, questions: number): number | null {
	const known = values.filter((value) => !Number.isNaN(value));
	if (known.length < 2) return null;
	const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
	const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	const half = halfOf(questions);
	// r / d of the delete-d jackknife: 1 for even numbers of questions.
	return Math.sqrt(((squares / known.length) * half) / (questions - half));
}

function intervalOf(value: number, error: number, range: Interval): Interval {
	return {
		low: Math.max(range.low, value - Z_95 * error),
		high: Math.min(range.high, value + Z_95 * error)
	};
}
