import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffUnit } from '../../../src/lib/core/compare/diff-part.ts';
import { textDiff } from '../../../src/lib/core/compare/text-diff.ts';

const join = (
	unit: DiffUnit,
	first: string,
	second: string,
	leaveOut: 'first' | 'second'
): string =>
	(textDiff(first, second, unit) ?? [])
		.filter((part) => part.kind !== leaveOut)
		.map((part) => part.text)
		.join('');

describe('textDiff', () => {
	it('marks the words that differ and nothing else', () => {
		expect(textDiff('She has 3 eggs.', 'She has 4 eggs.', 'word')).toEqual([
			{ kind: 'same', text: 'She has ' },
			{ kind: 'first', text: '3' },
			{ kind: 'second', text: '4' },
			{ kind: 'same', text: ' eggs.' }
		]);
	});

	it('takes a word for one, and so a run of white space', () => {
		expect(textDiff('a cat  sat', 'a car\n\nsat', 'word')).toEqual([
			{ kind: 'same', text: 'a ' },
			{ kind: 'first', text: 'cat  ' },
			{ kind: 'second', text: 'car\n\n' },
			{ kind: 'same', text: 'sat' }
		]);
	});

	it('marks whole steps where steps are compared', () => {
		expect(textDiff('5 + 3 = 8. So 8.', '5 + 3 = 9. So 8.', 'step')).toEqual([
			{ kind: 'first', text: '5 + 3 = 8.' },
			{ kind: 'second', text: '5 + 3 = 9.' },
			{ kind: 'same', text: ' So 8.' }
		]);
	});

	it('takes empty and equal texts', () => {
		expect(textDiff('', '', 'word')).toEqual([]);
		expect(textDiff('a b', 'a b', 'word')).toEqual([{ kind: 'same', text: 'a b' }]);
		expect(textDiff('', 'a', 'word')).toEqual([{ kind: 'second', text: 'a' }]);
	});

	it('keeps both texts whole, whatever they hold', () => {
		const text = fc.string({ unit: 'binary', maxLength: 80 });
		fc.assert(
			fc.property(text, text, (first, second) => {
				for (const unit of ['word', 'step'] as const) {
					expect(join(unit, first, second, 'second')).toBe(first);
					expect(join(unit, first, second, 'first')).toBe(second);
				}
			})
		);
	});

	it('gives up on texts with nothing in common rather than block', () => {
		const long = (letter: string): string =>
			Array.from({ length: 20_000 }, (_, i) => `${letter}${i}`).join(' ');
		expect(textDiff(long('a'), long('b'), 'word', 1_000)).toBeNull();
	});
});
