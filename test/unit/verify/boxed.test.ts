import { describe, expect, it } from 'vitest';
import { lastBoxes } from '../../../src/lib/core/verify/boxed.ts';

/** Content of each box with the text it stands for; an open one ends with '…'. */
const boxes = (text: string): string[] =>
	lastBoxes(text).map(
		({ start, end, content, isClosed }) =>
			`${content}${isClosed ? '' : '…'} of ${JSON.stringify(text.slice(start, end))}`
	);

describe('boxes', () => {
	it.each([
		['none', []],
		['\\boxed{5}', ['5 of "\\\\boxed{5}"']],
		['a \\fbox {5} b', ['5 of "\\\\fbox {5}"']],
		['\\boxed{1}\\boxed{2}', ['1 of "\\\\boxed{1}"', '2 of "\\\\boxed{2}"']],
		['\\boxed{\\boxed{5}}', ['\\boxed{5} of "\\\\boxed{\\\\boxed{5}}"']],
		['\\fbox{1} \\boxed{2}', ['1 of "\\\\fbox{1}"', '2 of "\\\\boxed{2}"']],
		['\\boxed 12.5 x', ['12.5 of "\\\\boxed 12.5"']],
		['\\boxed x+', ['x of "\\\\boxed x"']],
		['\\boxed xy', []],
		['\\boxed -5', []],
		['\\boxed', []],
		['\\boxed{12', ['12… of "\\\\boxed{12"']],
		['\\boxed{12\n ', ['12… of "\\\\boxed{12"']],
		['\\boxed{12\nmore', ['12 of "\\\\boxed{12"']],
		['\\boxed{12$.\nmore', ['12 of "\\\\boxed{12$."']],
		['\\boxed{12 \\)\\] . \nmore', ['12 of "\\\\boxed{12 \\\\)\\\\] . "']],
		['\\boxed{$12 a\nmore', ['$12 a of "\\\\boxed{$12 a"']]
	])('of %j', (text, expected) => {
		expect(boxes(text)).toEqual(expected);
	});

	it('are the last fifty of a kind', () => {
		const text = Array.from({ length: 60 }, (_, index) => `\\boxed{${String(index)}}`).join(' ');
		const found = lastBoxes(text).map(({ content }) => content);
		expect([found.length, found[0], found.at(-1)]).toEqual([50, '10', '59']);
	});

	it('hold at most 20,000 characters', () => {
		const long = (chars: number): string => `\\boxed{${'x'.repeat(chars)}}`;
		expect(lastBoxes(long(19_998))[0]?.isClosed).toBe(true);
		expect(lastBoxes(long(19_999))[0]?.isClosed).toBe(false);
	});
});
