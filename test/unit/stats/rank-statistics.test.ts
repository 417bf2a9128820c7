import { describe, expect, it } from 'vitest';
import type { RatioMetric } from '../../../src/lib/core/stats/bootstrap.ts';
import { agreementMatrix, kendallTauB } from '../../../src/lib/core/stats/kendall-tau.ts';
import { lengthConfounding } from '../../../src/lib/core/stats/length-confounding.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { rankStability } from '../../../src/lib/core/stats/rank-stability.ts';
import { spearman } from '../../../src/lib/core/stats/spearman.ts';
import { IS_MUTATED } from '../../support/mutated.ts';
import { reference } from '../student/student-reference.ts';

const cases = reference.rankCorrelations;

describe('kendallTauB and spearman', () => {
	it.each(cases)('agree with SciPy: $x and $y', ({ x, y, tau, rho }) => {
		const close = (mine: number | null, theirs: number | null): void => {
			if (theirs === null) expect(mine).toBeNull();
			else expect(mine).toBeCloseTo(theirs, 12);
		};
		close(kendallTauB(x, y), tau);
		close(spearman(x, y), rho);
	});

	it('leave out pairs without a value', () => {
		expect(kendallTauB([1, null, 2, 3], [1, 9, null, 2])).toBe(1);
		expect(spearman([1, null, 2, 3], [2, 9, null, 1])).toBe(-1);
		expect(kendallTauB([1, null], [1, 2])).toBeNull();
		expect(() => kendallTauB([1], [1, 2])).toThrow(RangeError);
		expect(() => spearman([1], [])).toThrow(RangeError);
	});
});

describe('agreementMatrix', () => {
	it('compares merits: of some metrics, less is better', () => {
		const matrix = agreementMatrix([
			{ better: 'higher', values: [0.9, 0.8, 0.7] },
			{ better: 'lower', values: [3, 5, 9] },
			{ better: 'higher', values: [null, 1, 2] },
			{ better: 'higher', values: [1, 1, 1] }
		]);
		expect(matrix[0]![1]).toEqual({ tau: 1, teachers: 3 });
		expect(matrix[2]![0]).toEqual({ tau: -1, teachers: 2 });
		expect(matrix[3]!.map(({ tau }) => tau)).toEqual([null, null, null, null]);
		expect(agreementMatrix([])).toEqual([]);
		matrix.forEach((row, i) => row.forEach((cell, j) => expect(cell).toEqual(matrix[j]![i])));
	});
});

describe('lengthConfounding', () => {
	const lengths = Array.from({ length: 40 }, (_, i) => 100 + i);

	it('warns of a metric that follows length, up or down', () => {
		const falling = lengths.map((length) => 1 / length);
		expect(lengthConfounding(falling, lengths)).toEqual({ rho: -1, n: 40, isConfounded: true });
		const unrelated = lengths.map((length) => (length * 7) % 11);
		expect(lengthConfounding(unrelated, lengths).isConfounded).toBe(false);
	});

	it('does not judge by a few responses, or by none that differ', () => {
		const few = lengths.map((length, i) => (i < 10 ? length : null));
		expect(lengthConfounding(few, lengths)).toEqual({ rho: 1, n: 10, isConfounded: null });
		const same = lengths.map(() => 3);
		expect(lengthConfounding(same, lengths)).toEqual({ rho: null, n: 40, isConfounded: null });
	});

	it('begins to judge at 20 responses, and to warn at half of a perfect correlation', () => {
		const up = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
		expect(lengthConfounding(up(19), up(19)).isConfounded).toBeNull();
		expect(lengthConfounding(up(20), up(20)).isConfounded).toBe(true);
		// ρ = 1 − 6 Σ d² / (n (n² − 1)): 0.73 of ranks moved by one place in a circle, 0.48 by two.
		const rotated = (by: number): number[] => up(21).map((i) => (i + by) % 21);
		expect(lengthConfounding(rotated(1), up(21)).isConfounded).toBe(true);
		expect(lengthConfounding(rotated(2), up(21)).rho).toBeCloseTo(0.4818, 4);
		expect(lengthConfounding(rotated(2), up(21)).isConfounded).toBe(false);
	});
});

describe('rankStability', () => {
	const fixture = reference.rankStability;
	const metric: RatioMetric = {
		numerators: Float64Array.from(fixture.numerators),
		denominators: Float64Array.from(fixture.denominators),
		better: 'lower'
	};
	const sizes = { questions: fixture.questions, teachers: 3 };

	/** Means of `questions` draws around each teacher's centre, one sample a question. */
	function drawn(centres: readonly number[], questions: number, seed: string): RatioMetric {
		const random = createRandom(seed);
		const numerators = Float64Array.from(
			centres.flatMap((centre) => Array.from({ length: questions }, () => centre + random.next()))
		);
		return { numerators, denominators: numerators.map(() => 1), better: 'higher' };
	}

	it('gives the probabilities of drawing so many questions, as NumPy has them', () => {
		const stability = rankStability(metric, { ...sizes, seed: 1, subsamples: 4000 });
		expect(stability.order).toEqual(fixture.order);
		for (const { questions, pOrder } of fixture.points) {
			const point = stability.curve.find((one) => one.questions === questions)!;
			expect(Math.abs(point.pOrder - pOrder)).toBeLessThan(0.02);
		}
		expect(stability.verdict).toBe('settled');
		expect(stability.moreQuestions).toBe(0);
	});

	it('says how many more questions would settle an order', () => {
		const stability = rankStability(metric, { ...sizes, seed: 1, settledFrom: 0.98 });
		expect(stability.verdict).toBe('more-questions');
		expect(stability.moreQuestions).toBeGreaterThan(0);
		expect(stability.moreQuestions).toBeLessThanOrEqual(fixture.questions);
		expect(stability.pBest).toBeGreaterThanOrEqual(stability.pOrder!);
	});

	it('repeats itself with the same seed', () => {
		const options = { ...sizes, seed: 5, subsamples: 200 };
		expect(rankStability(metric, options)).toEqual(rankStability(metric, options));
	});

	it('does not promise anything of teachers that are too close', () => {
		const close = drawn([0, 0.001, 1], 40, 'close');
		const stability = rankStability(close, { questions: 40, teachers: 3, seed: 1 });
		expect(stability).toMatchObject({ verdict: 'too-close', moreQuestions: null, pBest: 1 });
		expect(stability.pOrder).toBeLessThan(0.9);
	});

	it.skipIf(IS_MUTATED)('seldom promises a number where there is no difference at all', () => {
		const verdicts = Array.from({ length: 200 }, (_, i) => {
			const equal = drawn([0, 0], 40, `equal ${i}`);
			const options = { questions: 40, teachers: 2, seed: i, subsamples: 200 };
			return rankStability(equal, options).verdict;
		});
		const shareOf = (verdict: string): number =>
			verdicts.filter((one) => one === verdict).length / verdicts.length;
		expect(shareOf('settled')).toBeLessThan(0.15);
		expect(shareOf('more-questions')).toBeLessThan(0.2);
		expect(shareOf('too-close')).toBeGreaterThan(0.65);
	});

	it('says so where there is nothing to judge by', () => {
		const options = { seed: 1, teachers: 2 };
		const silent = { curve: [], pOrder: null, pBest: null, moreQuestions: null };
		expect(rankStability(drawn([0, 1], 9, 'few'), { ...options, questions: 9 })).toEqual({
			...silent,
			order: [1, 0],
			verdict: 'too-few-questions'
		});
		const one = { ...drawn([0, 1], 20, 'one'), denominators: new Float64Array(40).fill(1, 0, 20) };
		expect(rankStability(one, { ...options, questions: 20 })).toEqual({
			...silent,
			order: [0],
			verdict: 'too-few-teachers'
		});
		const tied = { ...drawn([0, 0], 20, 'tied'), numerators: new Float64Array(40).fill(1) };
		expect(rankStability(tied, { ...options, questions: 20 }).verdict).toBe('tied');
		expect(() => rankStability({ ...tied, better: 'none' }, { ...options, questions: 20 })).toThrow(
			RangeError
		);
	});
});
