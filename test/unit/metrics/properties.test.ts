import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	distinctN,
	numbersEntropyNats,
	ORDERS,
	readCorpus
} from '../../../src/lib/core/metrics/diversity.ts';
import { countMarkers, MARKER_LISTS } from '../../../src/lib/core/metrics/markers.ts';
import { longestRepeatedBlock, repetitionShare } from '../../../src/lib/core/metrics/repetition.ts';
import { foreignScriptShare } from '../../../src/lib/core/metrics/script-mix.ts';
import { selfBleu } from '../../../src/lib/core/metrics/self-bleu.ts';
import { textMetrics } from '../../../src/lib/core/metrics/text-metrics.ts';
import { estimateTokens } from '../../../src/lib/core/metrics/tokens.ts';
import { wordsOf } from '../../../src/lib/core/metrics/words.ts';
import { detectReasoningStyle } from '../../../src/lib/core/model/reasoning.ts';
import { mixedText } from '../dedup/mixed-text.ts';

const SETTINGS = { seed: 20250815, numRuns: 300 };

/** Texts of any characters, some with the marks of reasoning, some that go round in circles. */
const anyText = fc.oneof(
	mixedText(40),
	fc
		.array(fc.constantFrom('<think>', '</think>', 'wait, ', 'so 12', '\n', '漢字'), {
			maxLength: 9
		})
		.map((parts) => parts.join('')),
	fc.tuple(mixedText(8), fc.integer({ min: 1, max: 30 })).map(([text, times]) => text.repeat(times))
);
const response = fc.record({
	response: anyText,
	reasoning: fc.option(anyText),
	question: mixedText(6),
	finishReason: fc.constantFrom('stop', 'length', 'unknown'),
	reportedTokens: fc.option(fc.nat(100_000))
});

/** Words of every kind that markers, scripts and token counts look at. */
const word = fc.constantFrom(
	...Object.values(MARKER_LISTS).flat(),
	...['Wait', 'CHECK', 'rechecked', 'sum', '12', '3.5', 'слово', 'λόγος', '\\frac', 'x', '漢']
);
const words = fc.array(word, { minLength: 1, maxLength: 60 });
const reordered = words.chain((items) =>
	fc.tuple(
		fc.constant(items),
		fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
	)
);

describe('the metrics of a text', () => {
	it('stay within their bounds, whatever the text', () => {
		fc.assert(
			fc.property(response, (given) => {
				const style = detectReasoningStyle(given.response, given.reasoning);
				const found = textMetrics({ ...given, style });
				const { chars, words: count, tokens, ...rest } = found;
				for (const value of [chars, count, tokens, rest.reasoning_chars, rest.answer_chars]) {
					expect(Number.isInteger(value) && value >= 0).toBe(true);
				}
				expect(count).toBeLessThanOrEqual(chars);
				expect(rest.reasoning_chars + rest.answer_chars).toBeLessThanOrEqual(chars);
				for (const share of [rest.repetition_share, rest.foreign_script_share]) {
					expect(share >= 0 && share <= 1).toBe(true);
				}
				expect(2 * rest.longest_repeat_chars).toBeLessThanOrEqual(chars);
				expect(rest.compression_ratio > 0 && rest.compression_ratio < 1_032).toBe(true);
				const rates = [rest.check_rate, rest.perhaps_rate, rest.wait_rate, rest.therefore_rate];
				for (const rate of rates) expect(rate >= 0 && Number.isFinite(rate)).toBe(true);
				expect(textMetrics({ ...given, style })).toEqual(found);
			}),
			SETTINGS
		);
	});

	it('count words, markers, scripts and tokens alike in any order of the words', () => {
		fc.assert(
			fc.property(reordered, ([given, moved]) => {
				const [text, other] = [given.join(' '), moved.join(' ')];
				expect(wordsOf(other)).toHaveLength(wordsOf(text).length);
				expect(countMarkers(other)).toEqual(countMarkers(text));
				expect(estimateTokens(other)).toBe(estimateTokens(text));
				expect(foreignScriptShare(other, 'How many?')).toBeCloseTo(
					foreignScriptShare(text, 'How many?'),
					12
				);
			}),
			SETTINGS
		);
	});

	it('keep rates and shares, and double counts, where the text is written twice', () => {
		fc.assert(
			fc.property(words, (given) => {
				const text = given.join(' ');
				const twice = `${text} ${text}`;
				const [once, again] = [countMarkers(text), countMarkers(twice)];
				for (const list of Object.keys(MARKER_LISTS) as (keyof typeof MARKER_LISTS)[]) {
					expect(again[list]).toBe(2 * once[list]);
				}
				expect(wordsOf(twice)).toHaveLength(2 * wordsOf(text).length);
				expect(Math.abs(estimateTokens(twice) - 2 * estimateTokens(text))).toBeLessThanOrEqual(1);
				expect(foreignScriptShare(twice, 'How many?')).toBe(foreignScriptShare(text, 'How many?'));
			}),
			SETTINGS
		);
	});

	it('see a text that is written twice as repeated', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const twice = `${text}\n${text}`;
				expect(longestRepeatedBlock(twice)).toBeGreaterThanOrEqual([...text].length);
				expect(repetitionShare(twice)).toBeGreaterThanOrEqual(
					// All but the line feed in between, where a gram of 20 words fits in.
					wordsOf(text).length < 20 ? 0 : repeatedAtLeast(text)
				);
			}),
			SETTINGS
		);
	});

	it('do not shrink where something is added', () => {
		fc.assert(
			fc.property(anyText, anyText, (text, more) => {
				const longer = `${text} ${more}`;
				expect(longestRepeatedBlock(longer)).toBeGreaterThanOrEqual(longestRepeatedBlock(text));
				expect(wordsOf(longer)).toHaveLength(wordsOf(text).length + wordsOf(more).length);
			}),
			SETTINGS
		);
	});
});

/** From the first word to the last, of both copies. */
function repeatedAtLeast(text: string): number {
	const found = wordsOf(text);
	const covered = found.at(-1)!.end - found[0]!.start;
	return (2 * covered) / (2 * [...text].length + 1);
}

describe('the diversity of a corpus', () => {
	const document = fc
		.array(fc.constantFrom('a', 'b', 'c', 'd', '1', '2', '1,000', '漢', '+'), { maxLength: 14 })
		.map((parts) => parts.join(' '));
	const documents = fc.array(document, { minLength: 1, maxLength: 8 });
	const measured = (texts: readonly string[]): (number | null)[] => {
		const corpus = readCorpus(texts);
		return [
			...ORDERS.map((n) => distinctN(corpus, n)),
			selfBleu(corpus),
			numbersEntropyNats(corpus)
		];
	};

	it('stays within its bounds', () => {
		fc.assert(
			fc.property(documents, (texts) => {
				const entropy = measured(texts).pop()!;
				const numbers = texts.flatMap((text) => text.match(/\d[\d,]*/g) ?? []);
				expect(entropy).toBeGreaterThanOrEqual(0);
				expect(entropy).toBeLessThanOrEqual(Math.log(Math.max(1, new Set(numbers).size)) + 1e-12);
				for (const share of measured(texts).slice(0, -1)) {
					expect(share === null || (share >= 0 && share <= 1 + 1e-12)).toBe(true);
				}
			}),
			SETTINGS
		);
	});

	it('is the same in any order of the documents', () => {
		const shuffled = documents.chain((texts) =>
			fc.tuple(
				fc.constant(texts),
				fc.shuffledSubarray(texts, { minLength: texts.length, maxLength: texts.length })
			)
		);
		fc.assert(
			fc.property(shuffled, ([texts, moved]) => {
				const [expected, found] = [measured(texts), measured(moved)];
				expected.forEach((value, at) => {
					if (value === null) expect(found[at]).toBeNull();
					else expect(found[at]).toBeCloseTo(value, 12);
				});
			}),
			SETTINGS
		);
	});

	it('falls where every document is there twice, and the entropy of its numbers stays', () => {
		fc.assert(
			fc.property(documents, (texts) => {
				const [once, twice] = [measured(texts), measured([...texts, ...texts])];
				for (const at of [0, 1, 2, 3]) {
					if (once[at] === null) expect(twice[at]).toBeNull();
					else expect(twice[at]).toBeCloseTo(once[at]! / 2, 12);
				}
				if (once[4] !== null) expect(twice[4]).toBeGreaterThanOrEqual(once[4]! - 1e-12);
				expect(twice[5]).toBeCloseTo(once[5]!, 12);
			}),
			SETTINGS
		);
	});

	it('is nothing among copies of one document of four words or more', () => {
		fc.assert(
			fc.property(document, fc.integer({ min: 2, max: 6 }), (text, copies) => {
				const corpus = readCorpus(Array<string>(copies).fill(text));
				fc.pre(distinctN(corpus, 4) !== null);
				expect(selfBleu(corpus)).toBeCloseTo(1, 12);
			}),
			SETTINGS
		);
	});
});
