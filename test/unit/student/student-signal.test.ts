import { describe, expect, it } from 'vitest';
import {
	rsrTerm,
	studentSignal,
	surprisalTerm
} from '../../../src/lib/core/student/student-signal.ts';
import { trackOf } from './student-reference.ts';

const missing = (reason: string) => ({ value: null, reason });

describe('studentSignal', () => {
	it('divides the capped ranks by the surprisal', () => {
		const signal = studentSignal(trackOf([-1, -2, -5], [1, 7, 300]));
		expect(signal).toMatchObject({ tokens: 3, rankCap: 100 });
		expect(signal.meanSurprisal.value).toBeCloseTo(8 / 3, 12);
		expect(signal.meanCappedRank.value).toBe(36);
		expect(signal.meanEntropy.value).toBe(1);
		expect(signal.rsr.value).toBe(108 / 8);
	});

	it('reports another cap', () => {
		const signal = studentSignal(trackOf([-1, -2, -5], [1, 7, 300]), 5);
		expect(signal.rankCap).toBe(5);
		expect(signal.rsr.value).toBe(11 / 8);
		expect(() => studentSignal(null, 0)).toThrow(RangeError);
		expect(() => studentSignal(null, 2.5)).toThrow(RangeError);
	});

	it('says why there is no number, and never gives NaN or Infinity', () => {
		expect(studentSignal(null).rsr).toEqual(missing('not-scored'));
		expect(studentSignal(trackOf([])).meanSurprisal).toEqual(missing('no-tokens'));
		const certain = studentSignal(trackOf([0, 0]));
		expect(certain.rsr).toEqual(missing('zero-surprisal'));
		expect(certain.meanSurprisal).toEqual({ value: 0, reason: null });
		for (const impossible of [-Infinity, NaN]) {
			const signal = studentSignal(trackOf([-1, impossible], [1, 9]));
			expect(signal.sumSurprisal).toEqual(missing('not-finite'));
			expect(signal.meanSurprisal).toEqual(missing('not-finite'));
			expect(signal.rsr).toEqual(missing('not-finite'));
			expect(signal.meanCappedRank.value).toBe(5);
		}
	});
});

it('what one response adds to a set is a numerator and a denominator, or nothing', () => {
	const long = studentSignal(trackOf([-1, -1, -1], [1, 2, 3]));
	expect(rsrTerm(long)).toEqual({ numerator: 2, denominator: 1 });
	expect(surprisalTerm(long)).toEqual({ numerator: 3, denominator: 3 });
	expect(rsrTerm(studentSignal(null))).toBeNull();
	expect(surprisalTerm(studentSignal(trackOf([])))).toBeNull();
});
