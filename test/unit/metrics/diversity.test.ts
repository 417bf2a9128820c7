import { array, assert, constantFrom, property, uniqueArray, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	allDocuments,
	distinctN,
	numbersEntropyNats,
	ORDERS,
	readCorpus
} from '../../../src/lib/core/metrics/diversity.ts';
import { bleuAgainstOthers, selfBleu } from '../../../src/lib/core/metrics/self-bleu.ts';
import reference from '../../fixtures/stats/reference.json' with { type: 'json' };
import { naiveDistinctN, naiveSelfBleu } from './naive-diversity.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { casesOf } from '../../support/mutated.ts';

const { texts, scores } = reference.bleu;
const distinct = (of: readonly string[], n: 1 | 2 | 3 | 4) => distinctN(readCorpus(of), n);
const entropy = (of: readonly string[]) => numbersEntropyNats(readCorpus(of));
const bleu = (of: readonly string[]) => selfBleu(readCorpus(of));

/** Corpora of few words, so that n-grams repeat, with a part of their documents in any order. */
const word = constantFrom('a', 'b', 'B', 'c', '7', '漢', '__proto__', 'constructor', '!', '\ud800');
const document = array(word, { maxLength: 12 }).map((words) => words.join(' '));
const corpusAndPart = array(document, { minLength: 1, maxLength: 7 }).chain((documents) =>
	uniqueArray(nat(documents.length - 1)).map((part) => ({ documents, part }))
);

describe('distinctN', () => {
	it('is the share of different n-grams', () => {
		expect(distinct(['a b a b', 'A, b!'], 1)).toBe(2 / 6);
		expect(distinct(['a b a b', 'A, b!'], 2)).toBe(2 / 4);
		expect(distinct(['a b a b'], 4)).toBe(1);
	});

	it('is not defined without n-grams', () => {
		expect(distinct([], 1)).toBeNull();
		expect(distinct(['one two'], 3)).toBeNull();
	});

	it('agrees with the definition on any part of a corpus', () => {
		assert(
			property(corpusAndPart, ({ documents, part }) => {
				const corpus = readCorpus(documents);
				const chosen = part.map((at) => documents[at]!);
				for (const n of ORDERS) {
					expect(distinctN(corpus, n, Int32Array.from(part))).toBe(naiveDistinctN(chosen, n));
				}
			})
		);
	});
});

describe('self-BLEU', () => {
	it('agrees with NLTK, sentence by sentence', () => {
		const corpus = readCorpus(texts);
		const found = bleuAgainstOthers(corpus, allDocuments(corpus));
		scores.forEach((score, i) => expect(found[i]).toBeCloseTo(score, 12));
		expect(selfBleu(corpus)).toBeCloseTo(reference.bleu.selfBleu, 12);
	});

	it('does not depend on the order', () => {
		expect(bleu([...texts].reverse())).toBeCloseTo(reference.bleu.selfBleu, 12);
	});

	it('is 1 for copies, 0 for texts with nothing in common, undefined for one', () => {
		expect(bleu(['a b c d e', 'a b c d e'])).toBeCloseTo(1, 12);
		expect(bleu(['a b c d', 'e f g h'])).toBe(0);
		expect(bleu(['a b c d', ''])).toBeNull();
	});

	it('agrees with the definition on any part of a corpus', () => {
		assert(
			property(corpusAndPart, ({ documents, part }) => {
				const found = selfBleu(readCorpus(documents), Int32Array.from(part));
				const expected = naiveSelfBleu(part.map((at) => documents[at]!));
				if (expected === null) expect(found).toBeNull();
				else expect(found).toBeCloseTo(expected, 12);
			})
		);
	});
});

describe('numbersEntropyNats', () => {
	it('is the entropy of the numbers', () => {
		expect(entropy(['1,000 and 1000', '3.5'])).toBeCloseTo(
			-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3),
			12
		);
		expect(entropy(['none'])).toBe(0);
		expect(entropy([])).toBe(0);
	});

	it('looks at the chosen documents alone', () => {
		const corpus = readCorpus(['1 2', '1 1', '3']);
		expect(numbersEntropyNats(corpus, Int32Array.of(1))).toBe(0);
		expect(numbersEntropyNats(corpus, Int32Array.of(2, 0))).toBeCloseTo(Math.log(3), 12);
	});

	it('takes long runs of digits and commas in linear time', () => {
		const cpuMs = startCpuTimer();
		expect(entropy(['1,'.repeat(casesOf(80_000)), '9'.repeat(casesOf(160_000))])).toBeCloseTo(
			Math.log(2),
			12
		);
		expect(cpuMs()).toBeLessThan(1000);
	});
});
