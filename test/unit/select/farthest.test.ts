import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farthest } from '../../../src/lib/core/select/farthest.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

type Matrix = readonly (readonly number[])[];

function randomMatrix(n: number, seed: number, levels: number): Matrix {
	const random = createRandom(seed);
	const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
	for (let i = 0; i < n; i++) {
		for (let j = 0; j < i; j++) matrix[i]![j] = matrix[j]![i] = random.integer(levels);
	}
	return matrix;
}

const namesOf = (n: number): string[] =>
	Array.from({ length: n }, (_, i) => `t${String(i).padStart(4, '0')}`);

function smallest(matrix: Matrix, members: readonly number[]): number {
	let low = Infinity;
	for (const i of members) for (const j of members) if (i < j) low = Math.min(low, matrix[i]![j]!);
	return low;
}

/** All subsets by bit mask; the first in lexicographic order among the best. */
function byBitMask(matrix: Matrix, count: number): number[] {
	const n = matrix.length;
	const subsets = Array.from({ length: 2 ** n }, (_, mask) =>
		Array.from({ length: n }, (_, i) => i).filter((i) => mask & (1 << i))
	).filter((members) => members.length === count);
	const best = Math.max(...subsets.map((members) => smallest(matrix, members)));
	const keys = subsets
		.filter((members) => smallest(matrix, members) === best)
		.map((members) => members.map((i) => String(i).padStart(4, '0')).join())
		.sort();
	return keys[0]!.split(',').map(Number);
}

describe('farthest', () => {
	it('maximises the smallest distance, ties by id', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 9 }),
				fc.integer({ min: 2, max: 5 }),
				fc.integer({ min: 2, max: 20 }),
				fc.nat(),
				(n, count, levels, seed) => {
					if (count >= n) return;
					const ids = namesOf(n);
					const matrix = randomMatrix(n, seed, levels);
					const chosen = farthest(ids, (i, j) => matrix[i]![j]!, count);
					expect(chosen).toEqual(byBitMask(matrix, count).map((i) => ids[i]));
				}
			),
			{ seed: 3, numRuns: 150 }
		);
	});

	it.each([
		[12, 4, 'enumerated'],
		[80, 6, 'greedy']
	])('does not depend on the order of the ids (%i choose %i, %s)', (n, count) => {
		const ids = namesOf(n);
		const matrix = randomMatrix(n, 1, 6);
		const expected = farthest(ids, (i, j) => matrix[i]![j]!, count);
		for (const seed of [1, 2, 3]) {
			const order = createRandom(seed).shuffle(ids.map((_, i) => i));
			const chosen = farthest(
				order.map((i) => ids[i]!),
				(i, j) => matrix[order[i]!]![order[j]!]!,
				count
			);
			expect(chosen).toEqual(expected);
		}
	});

	it('starts the greedy choice with the farthest pair and is at least half as good as the best', () => {
		const random = createRandom(9);
		const points = namesOf(120).map(() => [random.next(), random.next()] as const);
		const far: Matrix = points.map(([x, y]) => points.map(([u, v]) => Math.hypot(x - u, y - v)));
		const ids = namesOf(120);
		const chosen = farthest(ids, (i, j) => far[i]![j]!, 5).map((id) => ids.indexOf(id));
		const all = ids.flatMap((_, i) => ids.map((_, j) => [i, j] as const));
		const pair = all.reduce((best, at) =>
			far[at[0]]![at[1]]! > far[best[0]]![best[1]]! ? at : best
		);
		expect(chosen).toEqual(expect.arrayContaining([...pair]));
		// Gonzalez 1985 for distances with a triangle inequality; five points in the unit square
		// cannot be more than 1/√2 apart.
		expect(smallest(far, chosen)).toBeGreaterThan(Math.SQRT1_2 / 2);
	});

	it.each([
		[0, []],
		[-1, []],
		[1, ['a']],
		[3, ['a', 'b', 'c']],
		[9, ['a', 'b', 'c']]
	])('of three, %i', (count, chosen) => {
		expect(farthest(['c', 'a', 'b'], () => 1, count)).toEqual(chosen);
	});

	it('takes nothing from nothing, and copies in the order of their ids', () => {
		expect(farthest([], () => 0, 4)).toEqual([]);
		expect(farthest(namesOf(60), () => 0, 7)).toEqual(namesOf(60).slice(0, 7));
	});
});
