import { describe, expect, it } from 'vitest';
import { codePointCount, codePointsOf } from '../../../src/lib/core/metrics/code-points.ts';
import { countMarkers } from '../../../src/lib/core/metrics/markers.ts';
import { foreignScriptShare } from '../../../src/lib/core/metrics/script-mix.ts';
import {
	normalisedWords,
	normalisedWordsAndSigns,
	wordsOf
} from '../../../src/lib/core/metrics/words.ts';

describe('codePointsOf', () => {
	it('counts astral characters once and keeps lone surrogates', () => {
		expect([...codePointsOf('a\u{1F600}\ud800')]).toEqual([0x61, 0x1f600, 0xd800]);
		expect(codePointCount('a\u{1F600}\ud800')).toBe(3);
		expect(codePointCount('')).toBe(0);
	});
});

describe('wordsOf', () => {
	it('splits at white space as wc does and says where in code points', () => {
		expect(wordsOf('  \u{1F600}x  3+4=7.\n')).toEqual([
			{ text: '\u{1F600}x', start: 2, end: 4 },
			{ text: '3+4=7.', start: 6, end: 12 }
		]);
		expect(wordsOf(' \n\t')).toEqual([]);
	});

	it('takes each character of a script without spaces as a word', () => {
		expect(wordsOf('答案是 42').map((word) => word.text)).toEqual(['答', '案', '是', '42']);
	});
});

describe('normalised words', () => {
	it('ignores case, punctuation and compatibility forms', () => {
		expect(normalisedWords('The ﬁrst, "Ｔest": x²!')).toEqual(['the', 'first', 'test', 'x2']);
	});

	it('keeps signs where they matter', () => {
		expect(normalisedWordsAndSigns('Compute $3 + 5$.')).toEqual(['compute', '3', '+', '5']);
		expect(normalisedWordsAndSigns('3-5')).not.toEqual(normalisedWordsAndSigns('3+5'));
	});
});

describe('countMarkers', () => {
	it('counts whole words of each list, in any case', () => {
		expect(
			countMarkers(
				'Wait. Let me CHECK and verify: perhaps, since it might; therefore actually wait'
			)
		).toEqual({ check: 2, perhaps: 2, wait: 3, therefore: 2 });
	});

	it('does not count parts of words', () => {
		expect(countMarkers('waiting checked await mighty sincere überwait wait_time check2')).toEqual({
			check: 0,
			perhaps: 0,
			wait: 0,
			therefore: 0
		});
	});
});

describe('foreignScriptShare', () => {
	const english = 'How many eggs are left?';
	it.each([
		['plain English', 'There are nine eggs.', english, 0],
		['Chinese in an English answer', 'abcd 我们一起', english, 4 / 8],
		['a Chinese answer to a Chinese question', '答案是九', '还剩几个鸡蛋', 0],
		['maths is no language', '答案 $x + \\sqrt{y} = \\pi$', '还剩几个', 0],
		['single Greek letters are symbols', 'the angle θ is π', english, 0],
		['Greek words are language', 'abcd λόγος', english, 5 / 9],
		['Japanese uses Han characters', '答えは九です', 'いくつ残りますか', 0],
		['Japanese with more Han than kana is Japanese', 'いくつ', '残存卵数は', 0],
		['Han without kana is Chinese', 'いくつ', '残存卵数', 1],
		['the script of most letters is that of the question', '我们', 'ab 我们一起', 0],
		['the other one is foreign', 'abcd', 'ab 我们一起', 1],
		['of two alike the first', 'abcd', 'ab 我们', 0],
		['a letter that stands alone, with an accent', 'é 九', english, 1],
		['no letters at all', '42', english, 0],
		['a question without letters', 'nine 九', '3 + 6', 1 / 5]
	])('%s', (_, response, question, share) => {
		expect(foreignScriptShare(response, question)).toBeCloseTo(share, 12);
	});
});
