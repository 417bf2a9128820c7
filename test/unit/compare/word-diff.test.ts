import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../../src/lib/core/compare/word-diff.ts';

const join = (first: string, second: string, leaveOut: 'first' | 'second'): string =>
	(wordDiff(first, second) ?? [])
		.filter((part) => part.kind !== leaveOut)
		.map((part) => part.text)
		.join('');

describe('wordDiff', () => {
	it('marks the words that differ and nothing else', () => {
		expect(wordDiff('She has 3 eggs.', 'She has 4 eggs.')).toEqual([
			{ kind: 'same', text: 'She has ' },
			{ kind: 'first', text: '3' },
			{ kind: 'second', text: '4' },
			{ kind: 'same', text: ' eggs.' }
		]);
	});

	it('takes empty and equal texts', () => {
		expect(wordDiff('', '')).toEqual([]);
		expect(wordDiff('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
		expect(wordDiff('', 'a')).toEqual([{ kind: 'second', text: 'a' }]);
	});

	it('keeps both texts whole, whatever they hold', () => {
		const text = fc.string({ unit: 'binary', maxLength: 80 });
		fc.assert(
			fc.property(text, text, (first, second) => {
				expect(join(first, second, 'second')).toBe(first);
				expect(join(first, second, 'first')).toBe(second);
			})
		);
	});

	it('gives up on texts with nothing in common rather than block', () => {
		const long = (letter: string): string =>
			Array.from({ length: 20_000 }, (_, i) => `${letter}${i}`).join(' ');
		expect(wordDiff(long('a'), long('b'))).toBeNull();
	});
});
