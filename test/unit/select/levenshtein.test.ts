import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../src/cli/load-kernel.ts';
import { normalisedDistance } from '../../../src/lib/core/select/levenshtein.ts';

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
