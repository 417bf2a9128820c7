import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levenshtein, normalisedDistance } from '../../../src/lib/core/select/levenshtein.ts';

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

describe('levenshtein', () => {
	it.each([
		['', '', 0],
		['', 'abc', 3],
		['kitten', 'sitting', 3],
		['flaw', 'lawn', 2],
		['same', 'same', 0],
		['\u{1F600}', '\u{1F601}', 1],
		['a\u{1F600}b', 'ab', 1],
		['\ud83d', '\u{1F600}', 1],
		['\ud83d', '\ude00', 1],
		['e\u0301', '\u00e9', 2]
	])('%j to %j costs %i', (a, b, cost) => {
		expect(levenshtein(a, b)).toBe(cost);
	});

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

	it('is exact with more symbols than UTF-16 units', () => {
		const points = Array.from({ length: 66_000 }, (_, i) => String.fromCodePoint(0x20000 + i));
		expect(levenshtein(points.join(''), 'ab')).toBe(66_000);
		const moved = [...points.slice(1), points[0]!].join('');
		expect(levenshtein(points.slice(0, 2).join(''), points.slice(1, 3).join(''))).toBe(2);
		expect(levenshtein(points.join(''), moved.slice(0, 4))).toBe(65_998);
	});

	it('takes the long road of 30,000 characters in seconds, not minutes', () => {
		const text = (step: number): string =>
			Array.from({ length: 30_000 }, (_, i) =>
				String.fromCharCode(97 + ((i * i * step) % 26))
			).join('');
		const start = performance.now();
		expect(levenshtein(text(3), text(5))).toBeGreaterThan(1000);
		expect(performance.now() - start).toBeLessThan(15_000);
	}, 30_000);
});

describe('normalisedDistance', () => {
	it('divides by the longer length in code points', () => {
		expect(normalisedDistance('\u{1F600}\u{1F600}', '\u{1F600}abc')).toEqual({
			distance: 3,
			normalised: 0.75
		});
		expect(normalisedDistance('', '')).toEqual({ distance: 0, normalised: 0 });
		expect(normalisedDistance('', 'ab')).toEqual({ distance: 2, normalised: 1 });
	});
});
