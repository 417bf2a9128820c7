import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../src/cli/load-kernel.ts';
import { SequenceDistances } from '../../../src/lib/core/select/edit-distance/sequence-distances.ts';
import {
	boundOfDistance,
	exactDistance,
	normalisedDistance
} from '../../../src/lib/core/select/levenshtein.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

const kernel = loadKernel();
const levenshtein = (a: string, b: string): number => normalisedDistance(kernel, a, b).distance;

/** Plain dynamic programming over the whole matrix, as the textbook has it. */
function reference(a: string, b: string): number {
	const from = [...a];
	const to = [...b];
	const cost = Array.from({ length: from.length + 1 }, (_, i) =>
		Array.from({ length: to.length + 1 }, (_, j) => (i === 0 ? j : i))
	);
	for (let i = 1; i <= from.length; i++) {
		for (let j = 1; j <= to.length; j++) {
			const change = from[i - 1] === to[j - 1] ? 0 : 1;
			cost[i]![j] = Math.min(
				cost[i - 1]![j]! + 1,
				cost[i]![j - 1]! + 1,
				cost[i - 1]![j - 1]! + change
			);
		}
	}
	return cost[from.length]![to.length]!;
}

describe('the distance of two texts', () => {
	const letters = fc.constantFrom('a', 'b', 'c', '\u{1F600}', '\u{1D465}', '\u0301', '\ud800');
	it.each([8, 40, 150])('agrees with dynamic programming up to %i characters', (maxLength) => {
		const text = fc.string({ unit: letters, maxLength });
		fc.assert(
			fc.property(text, text, (a, b) => {
				expect(levenshtein(a, b)).toBe(reference(a, b));
				expect(levenshtein(b, a)).toBe(levenshtein(a, b));
			}),
			{ seed: 7, numRuns: 300 }
		);
	});

	it('agrees with dynamic programming around common ends and word sizes', () => {
		const body = fc.string({ unit: letters, minLength: 28, maxLength: 68 });
		fc.assert(
			fc.property(body, body, fc.string({ maxLength: 40 }), (a, b, ends) => {
				const [left, right] = [ends + a + ends, ends + b + ends];
				expect(levenshtein(left, right)).toBe(reference(left, right));
			}),
			{ seed: 8, numRuns: 200 }
		);
	});
});

describe('normalisedDistance', () => {
	it('divides by the longer length in code points', () => {
		expect(normalisedDistance(kernel, '\u{1F600}\u{1F600}', '\u{1F600}abc')).toEqual({
			distance: 3,
			normalised: 0.75
		});
		expect(normalisedDistance(kernel, '', '')).toEqual({ distance: 0, normalised: 0 });
		expect(normalisedDistance(kernel, '', 'ab')).toEqual({ distance: 2, normalised: 1 });
	});
});

describe('boundOfDistance', () => {
	it('is no less than the distance, over the same length', () => {
		const random = createRandom('bounds');
		// One part of each moved far to the other end: no band along the diagonal holds the shortest way.
		const part = Int32Array.from({ length: 400 }, () => random.integer(40));
		const other = part.map((symbol) => symbol + 40);
		const [a, b] = [Int32Array.of(...part, ...other), Int32Array.of(...other, ...part)];
		const distances = new SequenceDistances(kernel, [a, b, part]);
		expect(exactDistance(distances, 0, 1)).toEqual({ distance: 800, normalised: 1 });
		const bound = boundOfDistance(distances, 0, 1);
		expect(bound.distance).toBeGreaterThanOrEqual(800);
		expect(bound.normalised).toBe(bound.distance / 800);
		expect(boundOfDistance(distances, 0, 2)).toEqual({ distance: 400, normalised: 0.5 });
		expect(boundOfDistance(distances, 0, 0)).toEqual({ distance: 0, normalised: 0 });
	});
});
