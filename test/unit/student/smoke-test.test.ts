import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../src/lib/core/stats/wilson.ts';
import { compareSmokeTests, type SmokeRow } from '../../../src/lib/core/student/smoke-test.ts';
import { reference } from './student-reference.ts';

const { smokeTest, passRates } = reference;

function row(question: number, teacher: string, zero: number, few: number, samples = 4): SmokeRow {
	return {
		question_id: `q${String(question).padStart(3, '0')}`,
		teacher_id: teacher,
		zero_shot_samples: samples,
		zero_shot_correct: zero,
		few_shot_samples: samples,
		few_shot_correct: few
	};
}

describe('compareSmokeTests', () => {
	const rows = smokeTest.teachers.flatMap(({ fewShot }, teacher) =>
		fewShot.map((few, q) => row(q, `t${teacher}`, smokeTest.zeroShot[q]!, few, smokeTest.samples))
	);
	const options = { teachers: ['t0', 't1'], seed: 3, resamples: 20_000 };

	it('agrees with a bootstrap in NumPy', () => {
		const { estimates, questions, leftOut } = compareSmokeTests(rows, options);
		expect({ questions, leftOut }).toEqual({ questions: smokeTest.zeroShot.length, leftOut: 0 });
		estimates.forEach(({ difference, interval, fewShotPass, zeroShotPass }, teacher) => {
			const expected = smokeTest.teachers[teacher]!;
			expect(difference).toBeCloseTo(expected.difference, 12);
			expect(fewShotPass! - zeroShotPass!).toBeCloseTo(expected.difference, 12);
			// Two generators: the quantiles of 20,000 resamples differ by less than a step of 1/240.
			expect(Math.abs(interval!.low - expected.low)).toBeLessThan(0.005);
			expect(Math.abs(interval!.high - expected.high)).toBeLessThan(0.005);
		});
		expect(estimates[1]!.pBest).toBeGreaterThan(0.95);
		expect(estimates[0]!.pBest! + estimates[1]!.pBest!).toBeCloseTo(1, 12);
	});

	it('repeats itself whatever the order of the rows', () => {
		const once = compareSmokeTests(rows, options);
		expect(compareSmokeTests([...rows].reverse(), options)).toEqual(once);
	});

	it('is paired: a difference that all questions share is certain', () => {
		const shared = Array.from({ length: 30 }, (_, q) => row(q, 'a', q % 4, (q % 4) + 1));
		const [estimate] = compareSmokeTests(shared, { teachers: ['a'], seed: 1 }).estimates;
		expect(estimate).toMatchObject({ difference: 0.25, interval: { low: 0.25, high: 0.25 } });
	});

	it('counts questions that every teacher has both kinds of samples for', () => {
		const some = [
			row(1, 'a', 1, 2),
			row(1, 'b', 1, 3),
			row(2, 'a', 4, 4),
			row(3, 'a', 0, 0),
			row(3, 'b', 0, 0, 0),
			row(4, 'a', 0, 2),
			{ ...row(4, 'b', 0, 2), zero_shot_samples: 0 },
			row(5, 'a', 1, 2),
			{ ...row(5, 'b', 1, 0), few_shot_samples: 0 }
		];
		const test = compareSmokeTests(some, { teachers: ['a', 'b'], seed: 1 });
		expect(test).toMatchObject({ questions: 1, leftOut: 4 });
		expect(test.estimates.map(({ difference }) => difference)).toEqual([0.25, 0.5]);
	});

	it('has nothing to say without questions', () => {
		expect(compareSmokeTests([], { teachers: ['a'], seed: 1 })).toEqual({
			questions: 0,
			leftOut: 0,
			estimates: [
				{ difference: null, interval: null, pBest: null, zeroShotPass: null, fewShotPass: null }
			]
		});
	});
});

describe('the pass rate of a question', () => {
	it.each(passRates)('$correct of $samples has SciPy’s Wilson interval', (rate) => {
		const interval = wilsonInterval(rate.correct, rate.samples)!;
		expect(interval.low).toBeCloseTo(rate.low, 12);
		expect(interval.high).toBeCloseTo(rate.high, 12);
	});
});
