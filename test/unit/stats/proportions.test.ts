import { describe, expect, it } from 'vitest';
import { passAtK } from '../../../src/lib/core/stats/pass-at-k.ts';
import { quantileOfSorted } from '../../../src/lib/core/stats/quantile.ts';
import { wilsonInterval } from '../../../src/lib/core/stats/wilson.ts';
import reference from '../../fixtures/stats/reference.json' with { type: 'json' };

describe('wilsonInterval', () => {
	it.each(reference.wilson)('agrees with SciPy for $k of $n', ({ k, n, low, high }) => {
		const interval = wilsonInterval(k, n);
		expect(interval?.low).toBeCloseTo(low, 12);
		expect(interval?.high).toBeCloseTo(high, 12);
	});

	it('has no interval without trials and refuses impossible counts', () => {
		expect(wilsonInterval(0, 0)).toBeNull();
		expect(() => wilsonInterval(2, 1)).toThrow(RangeError);
		expect(() => wilsonInterval(-1, 1)).toThrow(RangeError);
		expect(() => wilsonInterval(NaN, 1)).toThrow(RangeError);
	});
});

describe('passAtK', () => {
	it.each(reference.passAtK)('of $c right among $n with k = $k', ({ n, c, k, value }) => {
		expect(passAtK(n, c, k)).toBeCloseTo(value, 12);
	});

	it('does not overflow where C(n, k) would', () => {
		expect(passAtK(10_000, 1, 5000)).toBeCloseTo(0.5, 10);
	});

	it('is not defined with fewer than k samples and refuses impossible counts', () => {
		expect(passAtK(3, 3, 4)).toBeNull();
		expect(passAtK(0, 0, 1)).toBeNull();
		expect(() => passAtK(3, 4, 1)).toThrow(RangeError);
		expect(() => passAtK(3, 1, 0)).toThrow(RangeError);
		expect(() => passAtK(3, 0.5, 1)).toThrow(RangeError);
	});
});

describe('quantileOfSorted', () => {
	it('agrees with NumPy', () => {
		const { values, shares, expected } = reference.quantiles;
		shares.forEach((share, i) => {
			expect(quantileOfSorted(values, share)).toBeCloseTo(expected[i]!, 12);
		});
	});

	it('handles nothing and one value', () => {
		expect(quantileOfSorted([], 0.5)).toBeNull();
		expect(quantileOfSorted([4], 0.975)).toBe(4);
	});
});
