import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandingFor, recallAt } from '../../../src/lib/core/dedup/lsh-index.ts';
import { findNearDuplicates } from '../../../src/lib/core/dedup/near-duplicates.ts';
import { leastAgreement } from '../../../src/lib/core/dedup/signatures.ts';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { IS_MUTATED } from '../../support/mutated.ts';
import { simdTextKernel } from '../../support/text-kernel.ts';
import { expectedDuplicates } from './expected-duplicates.ts';
import { mixedText } from './mixed-text.ts';

const wordsOf = (seed: string, n: number): string[] => {
	const random = createRandom(seed);
	return Array.from({ length: n }, () => `w${random.integer(5000)}`);
};
const changed = (words: readonly string[], at: readonly number[]): string =>
	words.map((word, i) => (at.includes(i) ? 'changed' : word)).join(' ');

describe('findNearDuplicates', () => {
	it('finds copies, near-copies and their exact similarity', () => {
		const words = wordsOf('base', 100);
		const texts = [
			words.join(' '),
			wordsOf('other', 100).join(' '),
			`${words.join(' ').toUpperCase()}!`,
			changed(words, [50])
		];
		// One changed word touches 5 of 96 shingles on either side.
		expect(findNearDuplicates(texts, 0.8)).toEqual([
			{ index: 2, originalIndex: 0, jaccard: 1 },
			{ index: 3, originalIndex: 0, jaccard: 91 / 101 }
		]);
	});

	it('agrees with all pairs compared one by one', () => {
		const random = createRandom('pairs');
		const texts = Array.from({ length: 40 }, (_, family) =>
			wordsOf(`family ${family}`, 160)
		).flatMap((words) => [
			words.join(' '),
			...[1, 2, 3].map((edits) =>
				changed(
					words,
					Array.from({ length: edits }, () => random.integer(160))
				)
			)
		]);
		for (const threshold of IS_MUTATED ? [0.8] : [0.5, 0.7, 0.8, 0.9]) {
			const expected = expectedDuplicates(texts, threshold);
			expect(expected.length).toBeGreaterThan(20);
			for (const kernel of [new PlainTextKernel(), simdTextKernel()]) {
				expect(findNearDuplicates(texts, threshold, kernel)).toEqual(expected);
			}
		}
	}, 30_000);

	it('tells apart questions that differ in a sign or a number only', () => {
		expect(findNearDuplicates(['Compute 3 + 5.', 'Compute 3 - 5.', 'Compute 35.'], 0.5)).toEqual(
			[]
		);
	});

	it('handles short, empty and wordless texts', () => {
		const texts = ['', 'Hi there', 'hi, THERE!', ' ', '∫', '∫', 'Hi'];
		expect(
			findNearDuplicates(texts, 0.8).map(({ index, originalIndex }) => [index, originalIndex])
		).toEqual([
			[2, 1],
			[3, 0],
			[5, 4]
		]);
	});

	it.skipIf(IS_MUTATED)(
		'finds all where thousands fill one template',
		() => {
			const words = wordsOf('template', 60);
			const texts = Array.from({ length: 3000 }, (_, i) => `${words.join(' ')} number ${i}`);
			expect(findNearDuplicates(texts, 0.8, simdTextKernel())).toHaveLength(2999);
		},
		30_000
	);

	it('agrees with sets of strings on texts of any characters', () => {
		const kernels = [new PlainTextKernel(), simdTextKernel()];
		fc.assert(
			fc.property(fc.array(mixedText(12), { maxLength: 12 }), (texts) => {
				const expected = expectedDuplicates(texts, 0.5);
				for (const kernel of kernels) {
					expect(findNearDuplicates(texts, 0.5, kernel)).toEqual(expected);
				}
			}),
			{ seed: 20251129, numRuns: 200 }
		);
	});
});

describe('what signatures rule out', () => {
	it('bands strictly where it can and finds 99 % at the threshold', () => {
		expect(bandingFor(0.9)).toEqual({ bands: 16, rows: 8 });
		expect(bandingFor(0.8)).toEqual({ bands: 32, rows: 4 });
		expect(bandingFor(0.5)).toEqual({ bands: 64, rows: 2 });
		for (const threshold of [0.5, 0.6, 0.61, 0.8, 0.84, 0.85, 1]) {
			expect(recallAt(threshold, bandingFor(threshold))).toBeGreaterThanOrEqual(0.99);
		}
	});

	it('compares exactly all but one in a thousand million pairs at the threshold', () => {
		// Summed up with whole binomial coefficients in Python: P(X < 73) = 9.8e-10, P(X ≤ 73) = 3.0e-09 at 0.8.
		expect(leastAgreement(0.8)).toBe(73);
		expect(leastAgreement(0.5)).toBe(31);
		expect(leastAgreement(1)).toBe(128);
		expect(leastAgreement(0.01)).toBe(0);
	});
});
