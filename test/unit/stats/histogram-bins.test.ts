import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { BINS, roundBins } from '../../../src/lib/core/stats/histogram-bins.ts';

describe('the bins of a histogram', () => {
	it.each([
		[{ least: 0, most: 480, high: 470 }, true, { start: 0, width: 20 }],
		[{ least: 0, most: 100_000, high: 470 }, true, { start: 0, width: 20 }],
		[{ least: 3, most: 9, high: 9 }, true, { start: 3, width: 1 }],
		[{ least: 0, most: 1, high: 1 }, false, { start: 0, width: 0.05 }],
		[{ least: 0.3, most: 0.3, high: 0.3 }, false, { start: 0.3, width: 0.005 }],
		[{ least: 7, most: 7, high: 7 }, true, { start: 7, width: 1 }],
		[{ least: 0, most: 0, high: 0 }, false, { start: 0, width: 0.01 }],
		[{ least: -2.4, most: 2.4, high: 2.3 }, false, { start: -2.4, width: 0.2 }]
	])('of %j (whole: %j) are %j', (bounds, whole, bins) => {
		expect(roundBins(bounds, whole)).toEqual(bins);
	});

	it('hold the least and the 99th percentile, whatever the scale, and are not too wide', () => {
		const random = createRandom('bins');
		for (let i = 0; i < 2000; i++) {
			const scale = 10 ** random.integer(12) / 1e6;
			const [least, high] = [random.next() * scale, random.next() * scale].sort(
				(a, b) => a - b
			) as [number, number];
			const bounds = { least, high, most: high * (1 + random.next()) };
			const whole = random.integer(2) === 1;
			const { start, width } = roundBins(bounds, whole);
			expect(start).toBeLessThanOrEqual(least);
			expect(start + width * BINS).toBeGreaterThanOrEqual(high * (1 - 1e-9));
			if (whole) expect(Number.isInteger(start) && Number.isInteger(width)).toBe(true);
			else expect(width * BINS).toBeLessThanOrEqual(Math.max((bounds.most - least) * 6, least / 4));
		}
	});

	it('are asked for with finite bounds', () => {
		expect(() => roundBins({ least: 0, most: Infinity, high: Infinity }, false)).toThrow(
			RangeError
		);
	});
});
