import { describe, expect, it } from 'vitest';
import { bandingFor, LshIndex, recallAt } from '../../../src/lib/core/dedup/lsh-index.ts';
import { PERMUTATIONS } from '../../../src/lib/core/dedup/text-kernel/text-kernel.ts';

const WIDE = { bands: 16, rows: 8 };

/** Two signatures agree in exactly the bands to which the same number is given. */
function signature(bands: readonly number[]): Int32Array {
	const rows = PERMUTATIONS / bands.length;
	return Int32Array.from({ length: PERMUTATIONS }, (_, at) => {
		const band = Math.floor(at / rows);
		return bands[band]! * 1_000_003 + at;
	});
}

/** A number of its own in every band but the named ones. */
function sharing(own: number, shared: Readonly<Record<number, number>>): Int32Array {
	return signature(Array.from({ length: WIDE.bands }, (_, band) => shared[band] ?? own));
}

describe('the index of signatures', () => {
	it('finds nobody at first, then who shares a band, and nobody else', () => {
		const index = new LshIndex(WIDE);
		expect(index.candidatesThenAdd(0, sharing(100, {}))).toEqual([]);
		expect(index.candidatesThenAdd(1, sharing(101, {}))).toEqual([]);
		expect(index.candidatesThenAdd(2, sharing(102, { 15: 100 }))).toEqual([0]);
		expect(index.candidatesThenAdd(3, sharing(103, { 0: 101 }))).toEqual([1]);
	});

	it('does not take a number in one band for the same in another', () => {
		const index = new LshIndex({ bands: 2, rows: 64 });
		const [a, b] = [new Int32Array(PERMUTATIONS), new Int32Array(PERMUTATIONS)];
		a.fill(7, 0, 64).fill(8, 64);
		b.fill(8, 0, 64).fill(7, 64);
		index.candidatesThenAdd(0, a);
		expect(index.candidatesThenAdd(1, b)).toEqual([]);
	});

	it('names those with most common bands first, then in the order in which they came', () => {
		const index = new LshIndex(WIDE);
		index.candidatesThenAdd(10, sharing(1, {}));
		index.candidatesThenAdd(11, sharing(2, {}));
		index.candidatesThenAdd(12, sharing(3, {}));
		index.candidatesThenAdd(13, sharing(4, {}));
		const one = { 0: 1, 1: 2, 2: 3, 3: 3, 4: 3, 5: 4, 6: 4 };
		expect(index.candidatesThenAdd(14, sharing(5, one))).toEqual([12, 13, 10, 11]);
	});

	it('keeps the first 64 members of a bucket, each of them once', () => {
		const index = new LshIndex(WIDE);
		for (let item = 0; item < 70; item++) {
			const found = index.candidatesThenAdd(item, sharing(1000 + item, { 3: 1 }));
			expect(found).toEqual(Array.from({ length: Math.min(item, 64) }, (_, i) => i));
		}
	});

	it('grows beyond its first memory', () => {
		const index = new LshIndex(WIDE);
		for (let item = 0; item < 500; item++) {
			expect(index.candidatesThenAdd(item, sharing(item, {}))).toEqual([]);
		}
		for (const item of [0, 63, 64, 255, 499]) {
			expect(index.candidatesThenAdd(1000 + item, sharing(item, {}))).toEqual([item]);
		}
	});
});

describe('the banding', () => {
	it('is the strictest that finds 99 % at the threshold, and the loosest where none does', () => {
		expect(bandingFor(0.9)).toEqual({ bands: 16, rows: 8 });
		expect(bandingFor(0.8)).toEqual({ bands: 32, rows: 4 });
		expect(bandingFor(0.5)).toEqual({ bands: 64, rows: 2 });
		expect(bandingFor(0)).toEqual({ bands: 64, rows: 2 });
	});

	it('finds by the S-curve 1 − (1 − sʳ)ᵇ', () => {
		expect(recallAt(1, WIDE)).toBe(1);
		expect(recallAt(0, WIDE)).toBe(0);
		expect(recallAt(0.8, WIDE)).toBeCloseTo(1 - (1 - 0.8 ** 8) ** 16, 12);
	});
});
