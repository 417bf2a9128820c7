import { describe, expect, it } from 'vitest';
import { sentenceStarts, splitIntoSentences } from '../../../src/lib/core/student/sentences.ts';
import { locatePieces } from '../../../src/lib/core/student/token-starts.ts';
import { reference } from './student-reference.ts';

const sentencesOf = (text: string): string[] => {
	const starts = sentenceStarts(text);
	return starts.map((start, i) => text.slice(start, starts[i + 1]));
};

describe('sentenceStarts', () => {
	it('agrees with the independent implementation on hundreds of texts', () => {
		expect(reference.sentenceTexts.length).toBeGreaterThan(400);
		const mine = reference.sentenceTexts.map(({ text }) => ({
			text,
			starts: sentenceStarts(text)
		}));
		expect(mine).toEqual(reference.sentenceTexts);
	});

	it('ends sentences at marks and line ends, not inside numbers and formulas', () => {
		expect(sentencesOf('Pi is 3.14. \\(a. b\\) and $c. d$!\nNext? Yes')).toEqual([
			'Pi is 3.14.',
			' \\(a. b\\) and $c. d$!\n',
			'Next?',
			' Yes'
		]);
	});

	it('knows list numbers, factorials, abbreviations and prices', () => {
		expect(sentencesOf('1. Take 5! = 120, e.g. now.\n2. Pay $3. Then $4.')).toEqual([
			'1. Take 5! = 120, e.g. now.\n',
			'2. Pay $3.',
			' Then $4.'
		]);
	});

	it('ends Chinese and Japanese sentences, which have no spaces', () => {
		expect(sentencesOf('一共5.5個。「はい。」本当？终')).toEqual([
			'一共5.5個。',
			'「はい。」',
			'本当？',
			'终'
		]);
	});

	it('makes no sentence of marks of reasoning or of empty lines', () => {
		expect(sentencesOf('<think>\nA.\n\n</think>\n\nB.\n')).toEqual([
			'<think>\nA.\n\n</think>\n\n',
			'B.\n'
		]);
		expect(sentencesOf('<think>\n\n</think>\n')).toHaveLength(1);
		expect(sentenceStarts('')).toEqual([]);
	});

	it('is fast on what invites backtracking', () => {
		for (const unit of ['\\(', '$', '$a', '.', '.)', '\n ', ' ', '<|', '!', '1']) {
			const text = unit.repeat(40_000);
			expect(sentenceStarts(text)[0]).toBe(0);
		}
	});
});

describe('splitIntoSentences', () => {
	const split = (pieces: readonly string[]): string[] => {
		const { text, starts } = locatePieces(pieces);
		return splitIntoSentences(text, starts).map(({ from, to }) => pieces.slice(from, to).join('|'));
	};

	it('gives a token to the sentence in which it begins', () => {
		expect(split(['One', '.', ' Two', '. ', 'Three', '.\n', '\n', 'Four'])).toEqual([
			'One|.',
			' Two|. ',
			'Three|.\n|\n',
			'Four'
		]);
	});

	it('leaves out sentences in which no token begins', () => {
		expect(split(['A', '. B. C.', ' D'])).toEqual(['A|. B. C.', ' D']);
	});

	it('gives an end token to the last sentence, also where there is no text', () => {
		expect(split(['One.', ' Two.', ''])).toEqual(['One.', ' Two.|']);
		expect(split([''])).toEqual(['']);
		expect(split([])).toEqual([]);
	});

	it('holds every token once, in order', () => {
		for (const { tokenStarts, response } of reference.trajectories) {
			const spans = splitIntoSentences(response, Int32Array.from(tokenStarts));
			expect(spans.every(({ from, to }) => to > from)).toBe(true);
			expect(spans.map(({ from }) => from)).toEqual(
				spans.map((_, i) => (i === 0 ? 0 : spans[i - 1]!.to))
			);
			expect(spans.at(-1)?.to ?? 0).toBe(tokenStarts.length);
		}
	});
});
