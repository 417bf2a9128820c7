import { describe, expect, it } from 'vitest';
import { errorRates, type ErrorRow } from '../../../src/lib/core/review/error-rates.ts';

const row = (
	stratum: ErrorRow['stratum'],
	said: ErrorRow['said'],
	[size, sampled, errors]: [number, number, number],
	grader = 'rule'
): ErrorRow => ({ grader, stratum, said, size, sampled, errors });

describe('error rates of graders', () => {
	it('weigh what was asked for often and seldom by how much there is of it, as by hand', () => {
		const [rates, ...others] = errorRates([
			row('differ', 'correct', [20, 20, 8]),
			row('differ', 'wrong', [30, 30, 3]),
			row('agreed', 'correct', [700, 35, 1]),
			row('agreed', 'wrong', [250, 15, 0])
		]);
		expect(others).toEqual([]);
		expect(rates).toMatchObject({ grader: 'rule', decided: 1000, sampled: 100, errors: 12 });
		// 11 of the 50 that differ; 1 of 50 that were drawn from 950: 19.
		expect(rates!.all!.rate).toBeCloseTo((11 + 19) / 1000, 12);
		// Of 720: 8 of 20, and 1 of 35 of 700: 20.
		expect(rates!.ofCorrect!.rate).toBeCloseTo((8 + 20) / 720, 12);
		// Of 280: 3 of 30, and none of 15.
		expect(rates!.ofWrong!.rate).toBeCloseTo(3 / 280, 12);
		for (const rate of [rates!.all!, rates!.ofCorrect!, rates!.ofWrong!]) {
			expect(rate.low).toBeLessThanOrEqual(rate.rate);
			expect(rate.high).toBeGreaterThan(rate.rate);
		}
	});

	it('say nothing of a whole of which a part was not looked at', () => {
		const [rates] = errorRates([
			row('differ', 'correct', [2, 2, 1]),
			row('agreed', 'correct', [10, 0, 0]),
			row('unsure', 'wrong', [4, 2, 1])
		]);
		expect(rates).toMatchObject({ decided: 16, sampled: 4, errors: 2, all: null, ofCorrect: null });
		expect(rates!.ofWrong!.rate).toBe(0.5);
	});

	it('are told for each grader', () => {
		expect(errorRates([])).toEqual([]);
		const both = errorRates([
			row('agreed', 'correct', [1, 1, 0], 'judge'),
			row('agreed', 'wrong', [1, 1, 1], 'rule')
		]);
		expect(both.map(({ grader, all }) => [grader, all!.rate])).toEqual([
			['judge', 0],
			['rule', 1]
		]);
	});
});
