import { describe, expect, it } from 'vitest';
import type { TokenTrack } from '../../../src/lib/core/generate/token-track.ts';
import { splitIntoSteps } from '../../../src/lib/core/reading/steps.ts';
import { tokensOfSteps } from '../../../src/lib/core/reading/step-tokens.ts';
import {
	binMeans,
	HEAT_LEVELS,
	heatLevel,
	heatOf,
	heatRange,
	isOfStudent,
	MEASURES,
	mostSurprising
} from '../../../src/lib/core/reading/token-measures.ts';
import {
	showBidi,
	showHidden,
	visibleText
} from '../../../src/lib/core/reading/hidden-characters.ts';
import {
	locateInText,
	textOfToken,
	tokenBlocks,
	tokenCount
} from '../../../src/lib/core/reading/token-text.ts';

const track = (logprobs: readonly number[]): TokenTrack => ({
	ids: new Int32Array(logprobs.length),
	logprobs: Float32Array.from(logprobs),
	entropies: Float32Array.from(logprobs, (logprob) => -logprob / 2),
	ranks: Int32Array.from(logprobs, (_, index) => 10 ** index)
});

describe('heat', () => {
	it('is the entropy, the surprisal, or the capped rank on a log scale', () => {
		const some = track([-1, -4, -2, -8]);
		expect([...heatOf(some, 'teacher-entropy')]).toEqual([0.5, 2, 1, 4]);
		expect([...heatOf(some, 'teacher-logprob')]).toEqual([1, 4, 2, 8]);
		expect([...heatOf(some, 'student-surprisal')]).toEqual([1, 4, 2, 8]);
		expect([...heatOf(some, 'student-rank')]).toEqual([0, 1, 2, 2]);
		expect([...heatOf(some, 'student-entropy')]).toEqual([0.5, 2, 1, 4]);
	});

	it('is of the model whose name it has', () => {
		expect(MEASURES.filter(isOfStudent)).toEqual([
			'student-surprisal',
			'student-rank',
			'student-entropy'
		]);
	});

	it('goes from the 5th to the 95th percentile, ranks from 1 to 100', () => {
		const values = Float32Array.from({ length: 101 }, (_, index) => index);
		expect(heatRange(values, 'student-surprisal')).toEqual({ low: 5, high: 95 });
		expect(heatRange(values, 'student-rank')).toEqual({ low: 0, high: 2 });
	});

	it('falls back to the extremes, and has one colour where all is equal or nothing is known', () => {
		const mostlyZero = new Float32Array(100);
		mostlyZero[7] = 3;
		expect(heatRange(mostlyZero, 'teacher-entropy')).toEqual({ low: 0, high: 3 });
		const equal = heatRange(Float32Array.from([2, 2]), 'teacher-entropy');
		expect(heatLevel(2, equal)).toBe(0);
		expect(heatLevel(2, { low: 2, high: 2 })).toBe(0);
		expect(heatRange(Float32Array.from([NaN, Infinity]), 'teacher-entropy')).toEqual({
			low: 0,
			high: 0
		});
		// Sure everywhere: what is left is noise.
		const sure = heatRange(Float32Array.from([0, 0.001, 0.002, 0.003]), 'teacher-entropy');
		expect(sure.high - sure.low).toBeCloseTo(0.1);
	});

	it('has levels of equal width that never fall, clamped at both ends', () => {
		const range = { low: 1, high: 3 };
		const levels = Array.from({ length: 41 }, (_, index) => heatLevel(index / 10, range));
		expect(levels).toEqual([...levels].sort((a, b) => a - b));
		expect(new Set(levels).size).toBe(HEAT_LEVELS);
		expect(heatLevel(-5, range)).toBe(0);
		expect(heatLevel(Infinity, range)).toBe(HEAT_LEVELS - 1);
		expect(heatLevel(NaN, range)).toBe(-1);
	});
});

describe('mostSurprising', () => {
	it('lists the least probable first, earlier ones before equal later ones', () => {
		expect(mostSurprising(track([-1, -9, -3, -9, NaN, -Infinity]), 4)).toEqual([5, 1, 3, 2]);
		expect(mostSurprising(track([-1]), 10)).toEqual([0]);
		expect(mostSurprising(track([NaN, -1, NaN]), 10)).toEqual([1]);
		expect(mostSurprising(track([-5, -6, -7, -1]), 2)).toEqual([2, 1]);
		expect(mostSurprising(track([-2, -2, -2]), 2)).toEqual([0, 1]);
		expect(mostSurprising(track([]), 10)).toEqual([]);
	});
});

describe('binMeans', () => {
	it('averages stretches that together are the whole', () => {
		expect([...binMeans(Float32Array.from([1, 3, 5, 7, 9]), 2)]).toEqual([2, 7]);
		expect([...binMeans(Float32Array.from([1, 2]), 10)]).toEqual([1, 2]);
		expect([...binMeans(Float32Array.from([1, Infinity, NaN, NaN]), 2)]).toEqual([1, NaN]);
		expect(binMeans(new Float32Array(0), 5).length).toBe(0);
		const many = Float32Array.from({ length: 50_000 }, (_, index) => index);
		const bins = binMeans(many, 300);
		expect(bins.length).toBe(300);
		expect(bins.reduce((sum, mean) => sum + mean, 0) / 300).toBeCloseTo(24_999.5, 0);
	});
});

describe('tokens in their text', () => {
	const located = locateInText('Hi \u{1F600}\nyes', {
		starts: Int32Array.from([0, 2, 3, 3, 5, 6, 9])
	})!;

	it('are slices; of tokens that write one character together the last has it', () => {
		const texts = Array.from({ length: tokenCount(located) }, (_, token) =>
			textOfToken(located, token)
		);
		expect(texts).toEqual(['Hi', ' ', '', '\u{1F600}', '\n', 'yes', '']);
	});

	it('are not located without starts or in another text', () => {
		expect(locateInText('abc', { starts: null })).toBeNull();
		expect(locateInText('abc', { starts: Int32Array.from([0, 7]) })).toBeNull();
		expect(locateInText('abc', { starts: Int32Array.from([0, 1, 4]) })).toBeNull();
		expect(locateInText('abc', { starts: Int32Array.from([0, 1, 3]) })).not.toBeNull();
		expect(tokenCount(locateInText('', { starts: new Int32Array(0) })!)).toBe(0);
	});

	it('end with the last word where the text was cut', () => {
		const cut = locateInText('one two three', { starts: Int32Array.from([0, 3]) }, true)!;
		expect(textOfToken(cut, 1)).toBe(' two');
		const last = locateInText('one two', { starts: Int32Array.from([0, 3]) }, true)!;
		expect(textOfToken(last, 1)).toBe(' two');
		// The last of three, in the second word; behind it another space.
		const third = locateInText('a  longer text', { starts: Int32Array.from([0, 1, 5]) }, true)!;
		expect(textOfToken(third, 2)).toBe('nger');
		const space = locateInText('a  longer', { starts: Int32Array.from([0, 1]) }, true)!;
		expect(textOfToken(space, 1)).toBe(' ');
		const whole = locateInText('one two three', { starts: Int32Array.from([0, 3]) })!;
		expect(textOfToken(whole, 1)).toBe(' two three');
	});

	it('come in blocks that hold each token once and end at line ends where they can', () => {
		const text = 'ab'.repeat(400) + '\n' + 'c\n'.repeat(2_000);
		const starts = Int32Array.from({ length: text.length }, (_, index) => index);
		const long = locateInText(text, { starts })!;
		const blocks = tokenBlocks(long);
		expect(blocks[0]!.from).toBe(0);
		expect(blocks.at(-1)!.to).toBe(text.length);
		for (const [index, { from, to }] of blocks.entries()) {
			expect(to - from).toBeLessThanOrEqual(500);
			if (index > 0) expect(from).toBe(blocks[index - 1]!.to);
		}
		expect(textOfToken(long, blocks[1]!.to - 1)).toBe('\n');
	});
});

describe('what cannot be seen', () => {
	it('is shown by signs', () => {
		expect(visibleText(' a\n\t')).toBe('·a↵→');
		expect(visibleText('\r\u00a0\u0007')).toBe('␍⍽␇');
		expect(showHidden('\u007f')).toBe('[U+007F]');
		expect(showHidden('a\u0000b\u202ec\ud800d\u200b e')).toBe('a␀b[U+202E]c[U+D800]d[U+200B] e');
		expect(showBidi('a\u202eb\u200b')).toBe('a[U+202E]b\u200b');
		expect(showHidden('ok\n\t\u{1F600} é')).toBe('ok\n\t\u{1F600} é');
	});
});

describe('tokensOfSteps', () => {
	const text = '<think>\nAdd two.\n\nThen three.\n</think>\n\nAdd two.';
	const starts = Int32Array.from({ length: text.length }, (_, index) => index);
	const located = locateInText(text, { starts })!;
	const logprobs = Float32Array.from({ length: text.length }, (_, index) => -index);

	it('finds each step where it stands, and means what its tokens say', () => {
		const part = 'Add two.\n\nThen three.';
		expect(tokensOfSteps(part, splitIntoSteps(part), located, logprobs)).toEqual([
			{ tokens: 8, surprisal: (8 + 15) / 2 },
			{ tokens: 11, surprisal: (18 + 28) / 2 }
		]);
	});

	it('counts no spaces before a step, nor needs any before the first', () => {
		const sentences = 'Add two. Then three.';
		const starts = Int32Array.from({ length: sentences.length }, (_, index) => index);
		const own = locateInText(sentences, { starts })!;
		const found = tokensOfSteps(sentences, splitIntoSteps(sentences), own, logprobs);
		expect(found.map((step) => step?.tokens)).toEqual([8, 11]);
	});

	it('says nothing of what is not there', () => {
		const part = 'Gone.\n\nThen three.';
		expect(tokensOfSteps(part, splitIntoSteps(part), located, logprobs)).toEqual([
			null,
			{ tokens: 11, surprisal: 23 }
		]);
	});

	it('takes the text for another one after three steps that are not there', () => {
		const told = (...steps: string[]) => {
			const part = steps.join('\n\n');
			const found = tokensOfSteps(part, splitIntoSteps(part), located, logprobs);
			return found.map((step) => step !== null);
		};
		expect(told('One.', 'Two.', 'Then three.')).toEqual([false, false, true]);
		expect(told('One.', 'Two.', 'Three.', 'Then three.')).toEqual([false, false, false, false]);
	});

	it('leaves out what the track does not know, and says nothing where it knows nothing', () => {
		const part = 'Add two.\n\nThen three.';
		const known = logprobs.map((value, token) => (token === 8 || token >= 18 ? NaN : value));
		expect(tokensOfSteps(part, splitIntoSteps(part), located, known)).toEqual([
			{ tokens: 8, surprisal: 12 },
			null
		]);
	});
});
