import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farthest } from '../../../src/lib/core/select/farthest.ts';
import { farthestByBounds } from '../../../src/lib/core/select/farthest-by-bounds.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

/** Distances of few different values, so that there are ties, and bounds that lie above them by up to `slack`. */
class Instance {
	readonly ids: readonly string[];
	readonly distances: readonly (readonly number[])[];
	readonly bounds: readonly (readonly number[])[];
	readonly measured = new Set<string>();

	constructor(n: number, seed: number, levels: number, slack: number) {
		const random = createRandom(seed);
		const matrix = () => Array.from({ length: n }, () => new Array<number>(n).fill(0));
		const distances = matrix();
		const bounds = matrix();
		for (let i = 0; i < n; i++) {
			for (let j = 0; j < i; j++) {
				distances[i]![j] = distances[j]![i] = random.integer(levels);
				bounds[i]![j] = bounds[j]![i] = distances[i]![j]! + random.integer(slack);
			}
		}
		// In an order that is not that of the ids.
		this.ids = random.shuffle(
			Array.from({ length: n }, (_, i) => `t${String(i).padStart(4, '0')}`)
		);
		this.distances = distances;
		this.bounds = bounds;
	}

	isExact = (i: number, j: number): boolean => this.measured.has(this.#key(i, j));
	bound = (i: number, j: number): number =>
		this.isExact(i, j) ? this.distances[i]![j]! : this.bounds[i]![j]!;
	distance = (i: number, j: number): number => this.distances[i]![j]!;

	/** Measures what is unsure until nothing is. */
	chooseLazily(count: number): readonly string[] {
		for (;;) {
			const { chosen, unsure } = farthestByBounds(this.ids, this, count);
			if (unsure.length === 0) return chosen;
			const before = this.measured.size;
			for (const [i, j] of unsure) this.measured.add(this.#key(i, j));
			if (this.measured.size === before) throw new Error('nothing new was measured');
		}
	}

	#key(i: number, j: number): string {
		return `${Math.min(i, j)}-${Math.max(i, j)}`;
	}
}

describe('farthestByBounds', () => {
	it('ends with the very set that all exact distances give, ties included', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 12 }),
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 8 }),
				fc.nat(),
				(n, count, levels, slack, seed) => {
					const instance = new Instance(n, seed, levels, slack);
					expect(instance.chooseLazily(count)).toEqual(
						farthest(instance.ids, instance.distance, count)
					);
				}
			),
			{ seed: 11, numRuns: 4000 }
		);
	});

	it('does so for the greedy choice, beyond what is enumerated', () => {
		for (let seed = 0; seed < 25; seed++) {
			const instance = new Instance(60, seed, 2 + seed, 1 + (seed % 6));
			expect(instance.chooseLazily(6)).toEqual(farthest(instance.ids, instance.distance, 6));
		}
	});

	it('measures only a few pairs where bounds are close', () => {
		const instance = new Instance(16, 5, 10_000, 100);
		instance.chooseLazily(4);
		expect(instance.measured.size).toBeLessThan(30);
		expect(instance.measured.size).toBeGreaterThanOrEqual(6);
	});

	it('names what is unsure, and does not take a bound for a distance', () => {
		const bounds = [
			[0, 5, 9],
			[5, 0, Infinity],
			[9, Infinity, 0]
		];
		const at = (i: number, j: number) => bounds[i]![j]!;
		const nothing = { bound: at, isExact: () => false };
		expect(farthestByBounds(['a', 'b', 'c'], nothing, 2)).toEqual({
			chosen: ['b', 'c'],
			unsure: [[1, 2]]
		});
		expect(farthestByBounds(['a', 'b', 'c'], { ...nothing, isExact: () => true }, 2)).toEqual({
			chosen: ['b', 'c'],
			unsure: []
		});
	});

	it.each([0, 1, 3, 7])('needs no distance to choose %i of three', (count) => {
		const unknown = { bound: () => Infinity, isExact: () => false };
		expect(farthestByBounds(['c', 'a', 'b'], unknown, count).unsure).toEqual([]);
	});
});
