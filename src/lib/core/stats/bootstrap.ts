import { quantileOfSorted } from './quantile.ts';
import { createRandom, type Random } from './random.ts';
import { shareOfWins } from './share-of-wins.ts';
import type { Interval } from './wilson.ts';

/**
 * One metric of several teachers as sums per question: the metric of a teacher is
 * Σ numerators / Σ denominators over questions. Both arrays hold `teacher * questions + question`;
 * a question that says nothing about a teacher has 0 in both.
 */
export interface RatioMetric {
	readonly numerators: Float64Array;
	readonly denominators: Float64Array;
	readonly better: 'higher' | 'lower' | 'none';
}

export interface BootstrapOptions {
	readonly questions: number;
	readonly teachers: number;
	readonly seed: number;
	readonly resamples: number;
}

export interface BootstrapEstimate {
	/** Percentile interval, 95 %; null where no resample defines the metric. */
	readonly interval: Interval | null;
	/** Share of resamples in which this teacher is best, ties shared; null without direction or value. */
	readonly pBest: number | null;
}

export const DEFAULT_RESAMPLES = 2000;

/**
 * Percentile bootstrap over QUESTIONS (METRICS §7): a resample draws questions with replacement and
 * takes all their samples. Every teacher and every metric sees the same resamples, so comparisons
 * are paired by question.
 *
 * @returns `[metric][teacher]`
 */
export function bootstrapRatios(
	metrics: readonly RatioMetric[],
	options: BootstrapOptions
): BootstrapEstimate[][] {
	const draws = drawRatios(metrics, options);
	return metrics.map(({ better }, metric) => {
		const ofTeacher = draws[metric] ?? [];
		const wins = better === 'none' ? [] : shareOfWins(ofTeacher, better);
		return ofTeacher.map((values, teacher) => ({
			interval: percentileInterval(values),
			pBest: wins[teacher] ?? null
		}));
	});
}

/** `[metric][teacher]` → the metric in each resample, NaN where its denominator is 0. */
function drawRatios(metrics: readonly RatioMetric[], options: BootstrapOptions): Float64Array[][] {
	const { questions, teachers, resamples } = options;
	const draws = metrics.map(() =>
		Array.from({ length: teachers }, () => new Float64Array(resamples).fill(NaN))
	);
	resampleQuestions(options, (weights, resample) => {
		metrics.forEach((metric, m) => {
			for (let teacher = 0; teacher < teachers; teacher++) {
				draws[m]![teacher]![resample] = weightedRatio(metric, weights, teacher * questions);
			}
		});
	});
	return draws;
}

/** @param visit is given how often each question was drawn; the array is used again for the next resample */
export function resampleQuestions(
	{ questions, resamples, seed }: Omit<BootstrapOptions, 'teachers'>,
	visit: (weights: Float64Array, resample: number) => void
): void {
	const random = createRandom(seed);
	const weights = new Float64Array(questions);
	for (let resample = 0; resample < resamples; resample++) {
		drawWeights(weights, random);
		visit(weights, resample);
	}
}

function drawWeights(weights: Float64Array, random: Random): void {
	weights.fill(0);
	for (let left = weights.length; left > 0; left--) {
		const question = random.integer(weights.length);
		weights[question] = weights[question]! + 1;
	}
}

function weightedRatio(metric: RatioMetric, weights: Float64Array, offset: number): number {
	const { numerators, denominators } = metric;
	let numerator = 0;
	let denominator = 0;
	for (let question = 0; question < weights.length; question++) {
		const weight = weights[question]!;
		numerator += weight * numerators[offset + question]!;
		denominator += weight * denominators[offset + question]!;
	}
	return denominator === 0 ? NaN : numerator / denominator;
}

/** 95 %; NaN is left out, null where nothing is left. */
export function percentileInterval(values: Float64Array): Interval | null {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort();
	const low = quantileOfSorted(sorted, 0.025);
	const high = quantileOfSorted(sorted, 0.975);
	return low === null || high === null ? null : { low, high };
}
