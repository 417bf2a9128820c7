import { describe, expect, it } from 'vitest';
import {
	bleu4,
	distinctN,
	numbersEntropyNats,
	selfBleu
} from '../../../src/lib/core/metrics/diversity.ts';
import reference from '../../fixtures/stats/reference.json' with { type: 'json' };

const { texts, scores } = reference.bleu;

describe('distinctN', () => {
	it('is the share of different n-grams', () => {
		expect(distinctN(['a b a b', 'A, b!'], 1)).toBe(2 / 6);
		expect(distinctN(['a b a b', 'A, b!'], 2)).toBe(2 / 4);
		expect(distinctN(['a b a b'], 4)).toBe(1);
	});

	it('is not defined without n-grams', () => {
		expect(distinctN([], 1)).toBeNull();
		expect(distinctN(['one two'], 3)).toBeNull();
	});
});

describe('self-BLEU', () => {
	it.each(texts.map((text, i) => ({ text, i })))('sentence $i agrees with NLTK', ({ text, i }) => {
		const words = texts.map((other) => other.split(' '));
		const others = words.filter((_, other) => other !== i);
		expect(bleu4(text.split(' '), others)).toBeCloseTo(scores[i]!, 12);
	});

	it('is the mean, whatever the order drawn', () => {
		for (const seed of [1, 2]) {
			expect(selfBleu(texts, { seed, sampleSize: 100 })).toBeCloseTo(reference.bleu.selfBleu, 12);
		}
	});

	it('is 1 for copies, 0 for texts with nothing in common, undefined for one', () => {
		const options = { seed: 1, sampleSize: 10 };
		expect(selfBleu(['a b c d e', 'a b c d e'], options)).toBeCloseTo(1, 12);
		expect(selfBleu(['a b c d', 'e f g h'], options)).toBe(0);
		expect(selfBleu(['a b c d', ''], options)).toBeNull();
	});

	it('draws a fixed sample', () => {
		const options = { seed: 5, sampleSize: 3 };
		expect(selfBleu(texts, options)).toBe(selfBleu(texts, options));
	});
});

describe('numbersEntropyNats', () => {
	it('is the entropy of the numbers', () => {
		expect(numbersEntropyNats(['1,000 and 1000', '3.5'])).toBeCloseTo(
			-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3),
			12
		);
		expect(numbersEntropyNats(['none'])).toBe(0);
	});
});
