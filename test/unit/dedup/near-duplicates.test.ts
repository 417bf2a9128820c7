import { describe, expect, it } from 'vitest';
import { bandingFor, recallAt } from '../../../src/lib/core/dedup/lsh-index.ts';
import { minhashSignature } from '../../../src/lib/core/dedup/minhash.ts';
import {
	findNearDuplicates,
	jaccard,
	shinglesOf
} from '../../../src/lib/core/dedup/near-duplicates.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

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
		for (const threshold of [0.5, 0.7, 0.8, 0.9]) {
			const shingles = texts.map(shinglesOf);
			const expected = shingles.flatMap((own, index) => {
				const similarities = shingles.slice(0, index).map((other) => jaccard(own, other));
				const best = Math.max(0, ...similarities);
				return best >= threshold
					? [{ index, originalIndex: similarities.indexOf(best), jaccard: best }]
					: [];
			});
			expect(expected.length).toBeGreaterThan(20);
			expect(findNearDuplicates(texts, threshold)).toEqual(expected);
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

	it('stays quick when thousands fill one template', () => {
		const words = wordsOf('template', 60);
		const texts = Array.from({ length: 3000 }, (_, i) => `${words.join(' ')} number ${i}`);
		const start = performance.now();
		expect(findNearDuplicates(texts, 0.8)).toHaveLength(2999);
		expect(performance.now() - start).toBeLessThan(10_000);
	}, 30_000);
});

describe('MinHash', () => {
	it('estimates the Jaccard similarity without bias', () => {
		const members = Int32Array.from({ length: 3000 }, (_, i) => Math.imul(i + 1, 0x9e37_79b1));
		// 1000 of 2000 in common: 1/3 … over twenty disjoint cuts the mean has an error of about 0.01.
		let agreements = 0;
		for (let cut = 0; cut < 20; cut++) {
			const a = minhashSignature(members.slice(cut * 50, cut * 50 + 1000));
			const b = minhashSignature(members.slice(cut * 50 + 500, cut * 50 + 1500));
			agreements += a.filter((value, i) => value === b[i]).length;
		}
		expect(Math.abs(agreements / (20 * 128) - 1 / 3)).toBeLessThan(0.04);
	});

	it('bands strictly where it can and finds 99 % at the threshold', () => {
		expect(bandingFor(0.9)).toEqual({ bands: 16, rows: 8 });
		expect(bandingFor(0.8)).toEqual({ bands: 32, rows: 4 });
		expect(bandingFor(0.5)).toEqual({ bands: 64, rows: 2 });
		for (const threshold of [0.5, 0.6, 0.61, 0.8, 0.84, 0.85, 1]) {
			expect(recallAt(threshold, bandingFor(threshold))).toBeGreaterThanOrEqual(0.99);
		}
	});
});
