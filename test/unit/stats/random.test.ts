import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import reference from '../../fixtures/stats/reference.json' with { type: 'json' };

describe('createRandom', () => {
	it.each(reference.generator)('gives the numbers of the reference for seed $seed', (expected) => {
		const reals = createRandom(expected.seed);
		expect(expected.reals.map(() => reals.next())).toEqual(expected.reals);
		const integers = createRandom(expected.seed);
		expect(expected.integers.map(() => integers.integer(1000))).toEqual(expected.integers);
	});

	it('gives different streams for different seeds, numbers and texts', () => {
		const seeds = [0, 1, 2, 'a', 'b', '', 'question-1', 'question-2'];
		const firsts = seeds.map((seed) => createRandom(seed).next());
		expect(new Set(firsts).size).toBe(seeds.length);
	});

	it('draws every integer below n about equally often', () => {
		const random = createRandom('even');
		const counts = new Array<number>(6).fill(0);
		for (let draw = 0; draw < 60_000; draw++) counts[random.integer(6)]!++;
		// Chi-square with 5 degrees of freedom: 20.5 is its 99.9 % quantile.
		const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
		expect(chiSquare).toBeLessThan(20.5);
	});

	it('shuffles a copy, every order equally often', () => {
		const random = createRandom(3);
		const items = ['a', 'b', 'c'];
		const counts = new Map<string, number>();
		for (let draw = 0; draw < 6000; draw++) {
			const order = random.shuffle(items).join('');
			counts.set(order, (counts.get(order) ?? 0) + 1);
		}
		expect(items).toEqual(['a', 'b', 'c']);
		expect(counts.size).toBe(6);
		for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
	});

	it('refuses bounds that cannot be drawn from', () => {
		for (const n of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
			expect(() => createRandom(1).integer(n)).toThrow(RangeError);
		}
		expect(createRandom(1).integer(1)).toBe(0);
	});
});
