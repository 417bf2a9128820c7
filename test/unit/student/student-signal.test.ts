import { describe, expect, it } from 'vitest';
import {
	rsrTerm,
	setSignal,
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

describe('setSignal', () => {
	const short = studentSignal(trackOf([-4], [10]));
	const long = studentSignal(trackOf([-1, -1, -1], [1, 2, 3]));

	it('is a ratio of means for RSR, and of sums for surprisal', () => {
		const set = setSignal([short, long]);
		expect(set).toMatchObject({ trajectories: 2, leftOut: 0, tokens: 4, rankCap: 100 });
		expect(set.rsr.value).toBe((10 + 2) / (4 + 1));
		expect(set.surprisal.value).toBe(7 / 4);
		// Neither the mean of the ratios nor the ratio of the sums.
		expect(set.rsr.value).not.toBeCloseTo((2.5 + 2) / 2, 6);
		expect(set.rsr.value).not.toBeCloseTo(16 / 7, 6);
	});

	it('leaves out what has no numbers, but not what is certain', () => {
		const none = [
			studentSignal(null),
			studentSignal(trackOf([])),
			studentSignal(trackOf([-Infinity]))
		];
		expect(setSignal([short, ...none, long])).toEqual({ ...setSignal([short, long]), leftOut: 3 });
		expect(setSignal([short, studentSignal(trackOf([0]))]).rsr.value).toBe(11 / 4);
	});

	it('says why there is no number', () => {
		expect(setSignal([]).rsr).toEqual(missing('no-tokens'));
		expect(setSignal([studentSignal(null)]).surprisal).toEqual(missing('not-scored'));
		expect(setSignal([studentSignal(trackOf([0]))]).rsr).toEqual(missing('zero-surprisal'));
		expect(setSignal([studentSignal(trackOf([0]))]).surprisal.value).toBe(0);
	});

	it('does not mix caps', () => {
		expect(() => setSignal([short, studentSignal(trackOf([-1]), 10)])).toThrow(RangeError);
	});

	it('is the ratio of sums of terms, for the bootstrap', () => {
		expect(rsrTerm(long)).toEqual({ numerator: 2, denominator: 1 });
		expect(surprisalTerm(long)).toEqual({ numerator: 3, denominator: 3 });
		expect(rsrTerm(studentSignal(null))).toBeNull();
		expect(surprisalTerm(studentSignal(trackOf([])))).toBeNull();
	});
});
