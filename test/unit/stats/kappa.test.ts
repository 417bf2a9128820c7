import { describe, expect, it } from 'vitest';
import { cohensKappa } from '../../../src/lib/core/stats/kappa.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

describe("Cohen's kappa", () => {
	it('is what it is by hand', () => {
		// 35 of 50 alike; chance: 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 − 0.5) / 0.5.
		const agreement = cohensKappa([
			[20, 5],
			[10, 15]
		])!;
		expect(agreement.items).toBe(50);
		expect(agreement.observed).toBeCloseTo(0.7, 12);
		expect(agreement.expected).toBeCloseTo(0.5, 12);
		expect(agreement.kappa).toBeCloseTo(0.4, 12);
	});

	// κ and its interval by statsmodels 0.14 (stats.inter_rater.cohens_kappa).
	it.each([
		[
			[
				[53, 5, 2],
				[11, 14, 5],
				[1, 6, 3]
			],
			0.4285714285714285,
			0.27969485445574205,
			0.5774480026871149
		],
		[
			[
				[20, 5],
				[10, 15]
			],
			0.4,
			0.151092290476661,
			0.6489077095233389
		],
		[
			[
				[88, 14, 18],
				[10, 40, 10],
				[2, 6, 12]
			],
			0.49152542372881347,
			0.3915637020535469,
			0.59148714540408
		],
		[
			[
				[1, 2, 0],
				[0, 3, 4],
				[7, 0, 9]
			],
			0.17359413202933982,
			-0.10684072450812931,
			0.45402898856680896
		]
	])('of %j is %d, %d to %d', (counts, kappa, low, high) => {
		const agreement = cohensKappa(counts)!;
		expect(agreement.kappa).toBeCloseTo(kappa, 12);
		expect(agreement.low).toBeCloseTo(low, 12);
		expect(agreement.high).toBeCloseTo(high, 12);
	});

	it('is 1 where both always agree and -1 where two halves are turned round, without a doubt', () => {
		const alike = cohensKappa([
			[5, 0],
			[0, 5]
		])!;
		expect([alike.kappa, alike.low, alike.high]).toEqual([1, 1, 1]);
		const turned = cohensKappa([
			[0, 5],
			[5, 0]
		])!;
		expect([turned.kappa, turned.low, turned.high]).toEqual([-1, -1, -1]);
	});

	it('is not defined where nothing was judged, or both only ever say one thing', () => {
		expect(cohensKappa([])).toBeNull();
		expect(
			cohensKappa([
				[0, 0],
				[0, 0]
			])
		).toBeNull();
		expect(
			cohensKappa([
				[10, 0],
				[0, 0]
			])
		).toBeNull();
	});

	it('is 0 where one of them always says the same', () => {
		const agreement = cohensKappa([
			[30, 10],
			[0, 0]
		])!;
		expect(agreement.kappa).toBeCloseTo(0, 12);
	});

	it('does not depend on which grader comes first, nor on the order of the verdicts', () => {
		const random = createRandom('kappa');
		for (let round = 0; round < 200; round++) {
			const counts = [0, 1, 2].map(() => [0, 1, 2].map(() => random.integer(20)));
			const turned = counts.map((_, i) => counts.map((row) => row[i]!));
			const order = random.shuffle([0, 1, 2]);
			const shuffled = order.map((i) => order.map((j) => counts[i]![j]!));
			const agreement = cohensKappa(counts);
			for (const other of [cohensKappa(turned), cohensKappa(shuffled)]) {
				expect(other?.kappa).toBeCloseTo(agreement!.kappa, 10);
				expect(other?.low).toBeCloseTo(agreement!.low, 10);
			}
		}
	});

	it('refuses what is no table of counts', () => {
		expect(() => cohensKappa([[1, 2]])).toThrow(RangeError);
		expect(() =>
			cohensKappa([
				[1, -1],
				[0, 3]
			])
		).toThrow(RangeError);
		expect(() => cohensKappa([[NaN]])).toThrow(RangeError);
		expect(() => cohensKappa([[Infinity]])).toThrow(RangeError);
	});
});
