import { describe, expect, it } from 'vitest';
import { medianInterval, spreadOf } from '../../../bench/harness/spread.ts';

const ascending = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** P(X ≤ k) of n fair coins, summed up from Pascal's triangle. */
function binomialCdf(n: number, k: number): number {
	let row = [1n];
	for (let i = 0; i < n; i++) row = [1n, ...row.slice(1).map((value, j) => value + row[j]!), 1n];
	return Number(row.slice(0, k + 1).reduce((sum, value) => sum + value, 0n)) / 2 ** n;
}

describe('spreadOf', () => {
	it('gives median and quartiles of unsorted values', () => {
		expect(spreadOf([5, 1, 4, 2, 3])).toEqual({
			n: 5,
			median: 3,
			quartiles: [2, 4],
			interval: [1, 5]
		});
		expect(spreadOf([7])).toEqual({ n: 1, median: 7, quartiles: [7, 7], interval: [7, 7] });
	});

	it('refuses nothing', () => {
		expect(() => spreadOf([])).toThrow('Nothing was measured');
	});
});

describe('medianInterval', () => {
	it('has the ranks of the published tables', () => {
		// Conover 1999, table A3; Altman et al. 2000, table 18.4.
		expect(medianInterval(ascending(6))).toEqual([1, 6]);
		expect(medianInterval(ascending(15))).toEqual([4, 12]);
		expect(medianInterval(ascending(20))).toEqual([6, 15]);
		expect(medianInterval(ascending(50))).toEqual([18, 33]);
	});

	it('is the innermost pair of ranks that covers the median in 95 % of cases', () => {
		for (let n = 6; n <= 120; n++) {
			const [low, high] = medianInterval(ascending(n));
			expect(low + high).toBe(n + 1);
			expect(1 - 2 * binomialCdf(n, low - 1)).toBeGreaterThanOrEqual(0.95);
			expect(1 - 2 * binomialCdf(n, low)).toBeLessThan(0.95);
		}
	});
});
