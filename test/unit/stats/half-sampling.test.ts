import { describe, expect, it } from 'vitest';
import { distinctN, readCorpus } from '../../../src/lib/core/metrics/diversity.ts';
import {
	halfSampleEstimates,
	type HalfSampledMetric,
	type HalfSampleEstimate,
	type Statistic
} from '../../../src/lib/core/stats/half-sampling.ts';
import { createRandom, type Random } from '../../../src/lib/core/stats/random.ts';
import { IS_MUTATED } from '../../support/mutated.ts';

const everything = { low: -Infinity, high: Infinity };

function meanOf(values: readonly number[]): Statistic {
	return (questions) =>
		questions.reduce((sum, question) => sum + values[question]!, 0) / questions.length;
}

function metricOf(
	statistics: readonly Statistic[],
	better: HalfSampledMetric['better'] = 'higher'
): HalfSampledMetric {
	return { statistics, better, range: everything };
}

function estimatesOf(
	metric: HalfSampledMetric,
	questions: number,
	{ seed = 1, halfSamples = 200 } = {}
): HalfSampleEstimate[] {
	return halfSampleEstimates([metric], { questions, seed, halfSamples })[0]!;
}

function errorOf({ interval }: HalfSampleEstimate): number {
	return (interval!.high - interval!.low) / (2 * 1.959963984540054);
}

describe('halfSampleEstimates', () => {
	it.each([100, 101])('has the standard error of a mean of %i questions', (questions) => {
		const random = createRandom('values');
		const values = Array.from({ length: questions }, () => random.next());
		const mean = values.reduce((sum, value) => sum + value, 0) / questions;
		const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		const expected = Math.sqrt(squares / (questions - 1) / questions);
		const [estimate] = estimatesOf(metricOf([meanOf(values)]), questions, { halfSamples: 20_000 });
		expect(estimate!.value).toBeCloseTo(mean, 12);
		expect(Math.abs(errorOf(estimate!) / expected - 1)).toBeLessThan(0.02);
		expect((estimate!.interval!.low + estimate!.interval!.high) / 2).toBeCloseTo(mean, 12);
	});

	it('has the odd-sized factor: of 5 questions, 2 stay and 3 go', () => {
		const [estimate] = estimatesOf(metricOf([meanOf([1, 2, 3, 4, 5])]), 5, { halfSamples: 20_000 });
		expect(Math.abs(errorOf(estimate!) / Math.sqrt(2.5 / 5) - 1)).toBeLessThan(0.02);
	});

	it.skipIf(IS_MUTATED).each([
		{ what: 'right, open vocabulary', vocabulary: 100_000, from: 0.85, to: 1.15 },
		{ what: 'too wide, vocabulary nearly used up', vocabulary: 300, from: 1, to: 2 }
	])('of distinct words is $what, against corpora drawn anew', ({ vocabulary, from, to }) => {
		const random = createRandom('corpora');
		const found = Array.from({ length: 150 }, () => {
			const corpus = readCorpus(Array.from({ length: 60 }, () => skewedText(random, vocabulary)));
			const statistic: Statistic = (questions) => distinctN(corpus, 1, questions);
			const [estimate] = estimatesOf(metricOf([statistic]), 60);
			return { value: estimate!.value!, error: errorOf(estimate!) };
		});
		const trueError = deviation(found.map(({ value }) => value));
		const meanError = found.reduce((sum, { error }) => sum + error, 0) / found.length;
		expect(meanError / trueError).toBeGreaterThan(from);
		expect(meanError / trueError).toBeLessThan(to);
	});

	it('shares wins among equals and gives a clear winner all', () => {
		const values = [1, 5, 2, 8, 3, 9, 4, 7];
		const better = values.map((value) => value + 1);
		const tied = estimatesOf(metricOf([meanOf(values), meanOf(values)]), 8);
		expect(tied.map(({ pBest }) => pBest)).toEqual([0.5, 0.5]);
		const clear = estimatesOf(metricOf([meanOf(values), meanOf(better)]), 8);
		expect(clear.map(({ pBest }) => pBest)).toEqual([0, 1]);
		const lower = estimatesOf(metricOf([meanOf(values), meanOf(better)], 'lower'), 8);
		expect(lower.map(({ pBest }) => pBest)).toEqual([1, 0]);
		const unranked = estimatesOf(metricOf([meanOf(values)], 'none'), 8);
		expect(unranked[0]!.pBest).toBeNull();
		expect(unranked[0]!.interval).not.toBeNull();
	});

	it('clips the interval to what is possible', () => {
		const metric = { ...metricOf([meanOf([0, 0, 0, 1])]), range: { low: 0, high: 1 } };
		const [estimate] = estimatesOf(metric, 4);
		expect(estimate!.interval!.low).toBe(0);
		expect(estimate!.interval!.high).toBeLessThanOrEqual(1);
	});

	it('says nothing of fewer than 4 questions, but the value', () => {
		expect(estimatesOf(metricOf([meanOf([1, 2, 3])]), 3)).toEqual([
			{ value: 2, interval: null, pBest: null }
		]);
	});

	it('leaves out a teacher without a value', () => {
		const estimates = estimatesOf(metricOf([meanOf([1, 2, 3, 4]), () => null]), 4);
		expect(estimates[0]!.pBest).toBe(1);
		expect(estimates[1]).toEqual({ value: null, interval: null, pBest: null });
	});

	it('draws different questions, half of them, the same for every teacher and from a seed', () => {
		const seen: number[][] = [[], []];
		const record = (teacher: number): Statistic => {
			return (questions) => {
				expect(new Set(questions).size).toBe(questions.length);
				seen[teacher]!.push(...questions);
				return questions.length;
			};
		};
		estimatesOf(metricOf([record(0), record(1)]), 9, { halfSamples: 3 });
		expect(seen[0]).toEqual(seen[1]);
		expect(seen[0]).toHaveLength(3 * 4 + 9);
		const values = [1, 5, 2, 8, 3, 9];
		const of = (seed: number) => estimatesOf(metricOf([meanOf(values)]), 6, { seed });
		expect(of(1)).toEqual(of(1));
		expect(of(1)).not.toEqual(of(2));
	});
});

/** 20 words; the word of rank r is about as frequent as 1/r. */
function skewedText(random: Random, vocabulary: number): string {
	const draw = () => `w${Math.floor(vocabulary ** random.next())}`;
	return Array.from({ length: 20 }, draw).join(' ');
}

function deviation(values: readonly number[]): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1));
}
