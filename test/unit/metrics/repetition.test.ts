import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	compressionRatio,
	longestRepeatedBlock,
	repetitionShare
} from '../../../src/lib/core/metrics/repetition.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { IS_MUTATED } from '../../support/mutated.ts';

const numbered = (from: number, to: number): string =>
	Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(' ');

/** The definition, literally: every n-gram as text, every code point of the repeated ones marked. */
function shareByDefinition(text: string): number {
	const words = [...text.matchAll(/\S+/g)].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		text: match[0]
	}));
	const grams = words
		.slice(0, Math.max(0, words.length - 19))
		.map((_, i) => words.slice(i, i + 20));
	const key = (gram: typeof words): string => gram.map((word) => word.text).join(' ');
	const covered = new Set<number>();
	for (const gram of grams) {
		if (grams.filter((other) => key(other) === key(gram)).length < 2) continue;
		for (let at = gram[0]!.start; at < gram[19]!.end; at++) covered.add(at);
	}
	return text === '' ? 0 : covered.size / text.length;
}

/** All pairs of non-overlapping windows, longest first. */
function blockByDefinition(text: string): number {
	const points = [...text];
	for (let length = Math.floor(points.length / 2); length > 0; length--) {
		for (let i = 0; i + 2 * length <= points.length; i++) {
			const block = points.slice(i, i + length).join('');
			for (let j = i + length; j + length <= points.length; j++) {
				if (points.slice(j, j + length).join('') === block) return length;
			}
		}
	}
	return 0;
}

describe('repetitionShare', () => {
	it('is 0 for short, empty and unrepeated texts', () => {
		expect(repetitionShare('')).toBe(0);
		expect(repetitionShare('one two three')).toBe(0);
		expect(repetitionShare(numbered(0, 500))).toBe(0);
	});

	it('is 1 for a loop, overlaps included', () => {
		expect(repetitionShare(Array(200).fill('again').join(' '))).toBe(1);
	});

	it('counts exactly the characters of the repeated words', () => {
		const block = numbered(0, 20);
		const text = `${block} x ${numbered(100, 140)} ${block}`;
		expect(repetitionShare(text)).toBeCloseTo((2 * block.length) / text.length, 12);
		expect(repetitionShare(`${numbered(0, 19)} x ${numbered(0, 19)}`)).toBe(0);
	});

	it('agrees with the definition on random texts of few words', () => {
		const word = fc.constantFrom('a', 'b', 'the');
		fc.assert(
			fc.property(fc.array(word, { minLength: 15, maxLength: 70 }), (words) => {
				const text = words.join(' ');
				expect(repetitionShare(text)).toBeCloseTo(shareByDefinition(text), 12);
			}),
			{ seed: 1, numRuns: 200 }
		);
	});

	it('sees loops in scripts without spaces', () => {
		expect(repetitionShare('等等让我再检查一下这个答案是否正确'.repeat(10))).toBe(1);
	});
});

describe('longestRepeatedBlock', () => {
	it.each([
		['', 0],
		['a', 0],
		['ab', 0],
		['aa', 1],
		['abcabc', 3],
		['aaaaa', 2],
		['abcxabcyabc', 3],
		['\u{1F600}b\u{1F600}b', 2],
		['\ud800x\ud800x', 2]
	])('of %j is %i', (text, length) => {
		expect(longestRepeatedBlock(text)).toBe(length);
	});

	it('agrees with the definition on random texts', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1D465}'), maxLength: 40 });
		fc.assert(
			fc.property(text, (value) => {
				expect(longestRepeatedBlock(value)).toBe(blockByDefinition(value));
			}),
			{ seed: 1, numRuns: 300 }
		);
	});

	it.skipIf(IS_MUTATED).each([
		['one letter', () => 'a'.repeat(160_000), 80_000],
		['a short loop', () => 'wait, let me check. '.repeat(8000), 80_000],
		['Thue-Morse, which breaks rolling hashes', thueMorse, 65_536 / 2]
	])(
		'takes well under a second for 160,000 characters of %s',
		(_, make, least) => {
			const text = make();
			const cpuMs = startCpuTimer();
			expect(longestRepeatedBlock(text)).toBeGreaterThanOrEqual(least);
			repetitionShare(text);
			compressionRatio(text);
			expect(cpuMs()).toBeLessThan(5000);
		},
		30_000
	);
});

function thueMorse(): string {
	let text = 'a';
	while (text.length < 131_072) {
		text += text.replace(/[ab]/g, (letter) => (letter === 'a' ? 'b' : 'a'));
	}
	return text;
}

describe('compressionRatio', () => {
	it('is high for loops, low for noise, 1 for nothing', () => {
		expect(compressionRatio('')).toBe(1);
		expect(compressionRatio('again and '.repeat(1000))).toBeGreaterThan(50);
		expect(compressionRatio('q7#Zp')).toBeLessThan(1);
	});
});
