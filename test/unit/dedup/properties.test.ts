import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BenchmarkIndex } from '../../../src/lib/core/dedup/decontaminate.ts';
import { findNearDuplicates } from '../../../src/lib/core/dedup/near-duplicates.ts';
import { mixedText } from './mixed-text.ts';

const SETTINGS = { seed: 20250818, numRuns: 200 };
const THRESHOLDS = [0.5, 0.6, 0.75, 0.8, 0.9, 1] as const;

/** Texts of which many are alike: a few sentences with some of their words changed. */
const sentence = fc.constantFrom(
	'How many apples are left when Ann eats three of the twelve that she has today ?',
	'A train leaves at nine and arrives at noon : how far does it go at 60 km / h ?',
	'Let x + y = 7 and x - y = 1 . Find x , and then find the product of x and y .'
);
const edit = fc.tuple(fc.nat(30), fc.constantFrom('', 'other', '12', 'Ann', '+'));
const variant = fc.tuple(sentence, fc.array(edit, { maxLength: 3 })).map(([text, edits]) => {
	const words = text.split(' ');
	for (const [at, word] of edits) words[at % words.length] = word;
	return words.join(' ');
});
const texts = fc.array(fc.oneof({ weight: 5, arbitrary: variant }, mixedText(10)), {
	minLength: 2,
	maxLength: 12
});

describe('near-duplicates', () => {
	it('are alike both ways', () => {
		fc.assert(
			fc.property(variant, variant, (a, b) => {
				expect(findNearDuplicates([a, b], 0.5)).toEqual(findNearDuplicates([b, a], 0.5));
			}),
			SETTINGS
		);
	});

	it('are of earlier texts, alike enough, and a text is one of its own copy', () => {
		fc.assert(
			fc.property(texts, fc.constantFrom(...THRESHOLDS), (all, threshold) => {
				for (const { index, originalIndex, jaccard } of findNearDuplicates(all, threshold)) {
					expect(originalIndex).toBeLessThan(index);
					expect(jaccard >= threshold && jaccard <= 1).toBe(true);
				}
				const copies = findNearDuplicates([...all, ...all], threshold);
				const later = copies.filter(({ index }) => index >= all.length);
				expect(later.map(({ index, jaccard }) => [index, jaccard])).toEqual(
					all.map((_, at) => [all.length + at, 1])
				);
			}),
			SETTINGS
		);
	});

	it('grow fewer as the threshold rises: a search for less holds what a search for more finds', () => {
		fc.assert(
			fc.property(texts, (all) => {
				const found = THRESHOLDS.map((threshold) => findNearDuplicates(all, threshold));
				THRESHOLDS.forEach((threshold, at) => {
					expect(found[at]).toEqual(found[0]!.filter(({ jaccard }) => jaccard >= threshold));
				});
			}),
			SETTINGS
		);
	});

	it('are the same clusters in whatever order unequal texts come', () => {
		const shuffled = texts.chain((all) =>
			fc.tuple(
				fc.constant(all),
				fc.shuffledSubarray(
					all.map((_, at) => at),
					{ minLength: all.length, maxLength: all.length }
				)
			)
		);
		fc.assert(
			fc.property(shuffled, ([all, order]) => {
				const pairs = (given: readonly string[], places: readonly number[]): string[] => {
					const alike: string[] = [];
					given.forEach((_, i) => {
						for (let j = 0; j < i; j++) {
							if (findNearDuplicates([given[j]!, given[i]!], 0.8).length === 0) continue;
							alike.push([places[i]!, places[j]!].sort((a, b) => a - b).join('-'));
						}
					});
					return alike.sort();
				};
				const places = all.map((_, at) => at);
				const moved = order.map((at) => all[at]!);
				expect(pairs(moved, order)).toEqual(pairs(all, places));
				// Which of a cluster counts as the duplicate depends on who came first, that one is does not.
				const some = (given: readonly string[]): boolean =>
					findNearDuplicates(given, 0.8).length > 0;
				expect(some(moved)).toBe(some(all));
			}),
			{ ...SETTINGS, numRuns: 60 }
		);
	});
});

describe('contamination', () => {
	const listed = fc.array(fc.oneof(variant, mixedText(15)), { minLength: 1, maxLength: 5 });
	const indexOf = (items: readonly string[]): BenchmarkIndex =>
		new BenchmarkIndex(items.map((text, at) => ({ id: `i${at}`, list: `list ${at}`, text })));

	it('is found in every item itself, and in whatever goes around it', () => {
		fc.assert(
			fc.property(listed, (items) => {
				const index = indexOf(items);
				items.forEach((text, at) => {
					if (!/[\p{L}\p{N}]/u.test(text)) return;
					expect(index.find(text).map(({ list }) => list)).toContain(`list ${at}`);
				});
			}),
			SETTINGS
		);
	});

	it('goes both ways, and does not go away where the list grows', () => {
		fc.assert(
			fc.property(variant, variant, listed, (question, item, more) => {
				const there = indexOf([item]).find(question).length > 0;
				expect(indexOf([question]).find(item).length > 0).toBe(there);
				const grown = indexOf([item, ...more]).find(question);
				expect(grown.some(({ list }) => list === 'list 0')).toBe(there);
			}),
			SETTINGS
		);
	});
});
