import { describe, expect, it } from 'vitest';
import {
	KnownDistances,
	pairCount,
	pairIndex
} from '../../../src/lib/core/select/known-distances.ts';

describe('pairIndex', () => {
	it.each([2, 3, 7])('numbers the pairs of %i from 0, whichever is named first', (n) => {
		const pairs = Array.from({ length: n }, (_, i) =>
			Array.from({ length: n - i - 1 }, (_, k) => [i, i + 1 + k] as const)
		).flat();
		expect(pairs.map(([i, j]) => pairIndex(i, j, n))).toEqual(pairs.map((_, place) => place));
		expect(pairs.map(([i, j]) => pairIndex(j, i, n))).toEqual(pairs.map((_, place) => place));
		expect(pairCount(n)).toBe(pairs.length);
	});
});

describe('KnownDistances', () => {
	it('knows nothing, then a bound, then the distance, which stays', () => {
		const known = new KnownDistances(3);
		expect([known.bound(2, 0), known.isBounded(2, 0), known.exactCount]).toEqual([
			Infinity,
			false,
			0
		]);
		known.learn(pairIndex(0, 2, 3), 9, false);
		expect([known.bound(2, 0), known.isBounded(2, 0), known.isExact(0, 2)]).toEqual([
			9,
			true,
			false
		]);
		known.learn(pairIndex(0, 2, 3), 7, true);
		known.learn(pairIndex(0, 2, 3), 9, false);
		known.learn(pairIndex(0, 2, 3), 7, true);
		expect([known.bound(0, 2), known.isExact(2, 0), known.exactCount]).toEqual([7, true, 1]);
		expect(known.isBounded(0, 1)).toBe(false);
	});
});
