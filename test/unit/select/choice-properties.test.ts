import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../src/cli/load-kernel.ts';
import { farthest } from '../../../src/lib/core/select/farthest.ts';
import { normalisedDistance } from '../../../src/lib/core/select/levenshtein.ts';

const SETTINGS = { seed: 20250817, numRuns: 200 };
const kernel = loadKernel();

/** Texts of few letters, so that many are equally far apart and ties are the rule. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1F600}', '\u0301'), maxLength: 8 });
const texts = fc.array(text, { minLength: 2, maxLength: 9 });
const count = fc.integer({ min: 1, max: 5 });

/** Names that no sorting of numbers would bring into order. */
const nameOf = (place: number): string => `t${['9', '10', 'a', 'Z', 'é', '_'][place % 6]}${place}`;

interface Item {
	readonly id: string;
	readonly text: string;
}

function chosenFrom(items: readonly Item[], seats: number): readonly string[] {
	const distance = (i: number, j: number): number =>
		normalisedDistance(kernel, items[i]!.text, items[j]!.text).normalised;
	return farthest(
		items.map(({ id }) => id),
		distance,
		seats
	);
}

describe('the choice of the farthest, by the distances of their texts', () => {
	const items = texts.map((all) => all.map((of, place): Item => ({ id: nameOf(place), text: of })));
	const shuffled = items.chain((all) =>
		fc.tuple(
			fc.constant(all),
			fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
		)
	);

	it('is the same every time, whatever the order of the rows', () => {
		fc.assert(
			fc.property(shuffled, count, ([all, moved], seats) => {
				const chosen = chosenFrom(all, seats);
				expect(chosenFrom(all, seats)).toEqual(chosen);
				expect(chosenFrom(moved, seats)).toEqual(chosen);
			}),
			SETTINGS
		);
	});

	it('takes as many as there are seats for, each once, in the order of the ids', () => {
		fc.assert(
			fc.property(items, count, (all, seats) => {
				const chosen = chosenFrom(all, seats);
				expect(chosen).toHaveLength(Math.min(seats, all.length));
				expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => (a < b ? -1 : 1)));
				const ids = all.map(({ id }) => id);
				for (const id of chosen) expect(ids).toContain(id);
			}),
			SETTINGS
		);
	});

	it('is as good as any other set of as many', () => {
		const spread = (all: readonly Item[]): number =>
			Math.min(
				...all.flatMap((a, i) =>
					all.slice(i + 1).map((b) => normalisedDistance(kernel, a.text, b.text).normalised)
				)
			);
		const withOther = fc
			.tuple(items, fc.integer({ min: 2, max: 5 }))
			.filter(([all, seats]) => all.length > seats)
			.chain(([all, seats]) =>
				fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: seats, maxLength: seats }))
			);
		fc.assert(
			fc.property(withOther, ([all, other]) => {
				const chosen = chosenFrom(all, other.length);
				const best = spread(all.filter(({ id }) => chosen.includes(id)));
				expect(best).toBeGreaterThanOrEqual(spread(other));
			}),
			SETTINGS
		);
	});
});

describe('the edit distance', () => {
	const distance = (a: string, b: string): number => normalisedDistance(kernel, a, b).distance;

	it('is a metric: 0 for the same text alone, the same both ways, never longer by a detour', () => {
		fc.assert(
			fc.property(text, text, text, (a, b, c) => {
				expect(distance(a, a)).toBe(0);
				expect(distance(a, b) === 0).toBe(a === b);
				expect(distance(b, a)).toBe(distance(a, b));
				expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
			}),
			{ ...SETTINGS, numRuns: 500 }
		);
	});

	it('lies between the difference of the lengths and the longer one, and ignores common ends', () => {
		fc.assert(
			fc.property(text, text, text, (a, b, ends) => {
				const [left, right] = [[...a].length, [...b].length];
				const { distance: far, normalised } = normalisedDistance(kernel, a, b);
				expect(far).toBeGreaterThanOrEqual(Math.abs(left - right));
				expect(far).toBeLessThanOrEqual(Math.max(left, right));
				expect(normalised).toBe(far === 0 ? 0 : far / Math.max(left, right));
				expect(distance(ends + a + ends, ends + b + ends)).toBe(far);
			}),
			{ ...SETTINGS, numRuns: 500 }
		);
	});
});
