import { describe, expect, it } from 'vitest';
import {
	readDecimalComma,
	readNumber,
	readNumberWord
} from '../../../src/lib/core/verify/number.ts';
import type { Rational } from '../../../src/lib/core/verify/rational.ts';

const written = (value: Rational | null | undefined): string =>
	value == null ? 'none' : `${String(value.num)}/${String(value.den)}`;

/** Value, decimal places and significant digits; '' for the last two where the number is exact. */
function reading(text: string): string {
	const number = readNumber(text);
	if (number === null) return 'none';
	const { value, places, digits } = number;
	return places === null
		? written(value)
		: `${written(value)} to ${String(places)} places, ${String(digits)} digits`;
}

describe('a number', () => {
	it.each([
		['7', '7/1'],
		['-3', '-3/1'],
		['- 3', '-3/1'],
		['+3', '3/1'],
		['0', '0/1'],
		['3.140', '157/50 to 3 places, 4 digits'],
		['0.0050', '1/200 to 4 places, 2 digits'],
		['.25', '1/4 to 2 places, 2 digits'],
		['5.', '5/1 to 0 places, 1 digits'],
		['-.5', '-1/2 to 1 places, 1 digits'],
		['', 'none'],
		['-', 'none'],
		['--3', 'none'],
		['x3', 'none'],
		['3x', 'none'],
		['1.2.3', 'none']
	])('%s is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});

	it.each([
		['1,234', '1234/1'],
		['1,234.5', '2469/2 to 1 places, 5 digits'],
		['12,34,567', '1234567/1'],
		['1 234', '1234/1'],
		["1'234", '1234/1'],
		['1_234_567', '1234567/1'],
		['1.234.567', '1234567/1'],
		['1.234,5', '2469/2 to 1 places, 5 digits'],
		// A point and three digits are a decimal; a comma and other groups are open.
		['1.234', '617/500 to 3 places, 4 digits'],
		['1,23', 'none'],
		['1234,567', 'none'],
		['1,234,56', 'none']
	])('%s with its thousands apart is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});

	it.each([
		['10^3', '1000/1'],
		['10^{-3}', '1/1000'],
		['-10^{ 2 }', '-100/1'],
		['10^{9999999}', 'none'],
		['1.5 \\times 10^{3}', '1500/1 to -2 places, 2 digits'],
		['1.5*10^(-3)', '3/2000 to 4 places, 2 digits'],
		['2\\cdot10^3', '2000/1'],
		['2 x 10^3', '2000/1'],
		['2e3', '2000/1'],
		['6.02E23', `602${'0'.repeat(21)}/1 to -21 places, 3 digits`],
		['x \\times 10^{3}', 'none'],
		['2 \\times 10^{9999999}', 'none']
	])('%s in scientific notation is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});

	it.each([
		['0.\\overline{3}', '1/3'],
		['.\\bar{6}', '2/3'],
		['1.2\\overline{34}', '611/495'],
		['-0.\\dot{9}', '-1/1'],
		['3.\\overline{x}', 'none']
	])('%s, which repeats, is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});

	it('that repeats is read with 200 digits at most', () => {
		const long = (whole: number, fixed: number, period: number): string =>
			reading(`${'1'.repeat(whole)}.${'2'.repeat(fixed)}\\overline{${'3'.repeat(period)}}`);
		for (const [whole, fixed, period] of [
			[100, 50, 50],
			[50, 100, 50],
			[50, 50, 100]
		] as const) {
			expect(long(whole, fixed, period)).not.toBe('none');
			expect(long(whole + 1, fixed, period)).toBe('none');
		}
	});

	it.each([
		['\\frac{1}{2}', '1/2'],
		['\\frac12', '1/2'],
		['\\frac1{2}', '1/2'],
		['\\frac{1}2', '1/2'],
		['\\frac{-3}{4}', '-3/4'],
		['\\frac{ - 3 }{ 4 }', '-3/4'],
		['-\\frac{3}{-4}', '3/4'],
		['3/4', '3/4'],
		['3 / 4', '3/4'],
		['-3/4', '-3/4'],
		['3/-4', '-3/4'],
		['1.5/3', '1/2'],
		['1,000/10', '100/1'],
		['3/0', 'none'],
		['3/4/5', 'none'],
		['3/x', 'none'],
		['\\frac{x}{2}', 'none'],
		['\\frac{3-}{4}', 'none']
	])('%s, a fraction, is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});

	it.each([
		['2\\frac{1}{2}', '5/2'],
		['-2\\frac{1}{2}', '-5/2'],
		['1,000 \\frac{1}{2}', '2001/2'],
		['2 1/2', '5/2'],
		['2 and 1/2', '5/2'],
		['2-1/2', '5/2'],
		['2\\frac{0}{2}', '2/1'],
		['2\\frac{2}{2}', 'none'],
		['2\\frac{5}{2}', 'none'],
		['2\\frac{-1}{2}', 'none'],
		['2\\frac{x}{2}', 'none'],
		['1,2\\frac{1}{2}', 'none']
	])('%s, a mixed number, is %s', (text, expected) => {
		expect(reading(text)).toBe(expected);
	});
});

describe('a decimal with a comma', () => {
	it.each([
		['0,5', '1/2'],
		['-12,34', '-617/50'],
		['+3,14', '157/50'],
		['1,5,2', 'none'],
		['1,5 b', 'none'],
		['a 1,5', 'none'],
		['1,', 'none'],
		[',5', 'none']
	])('%s is %s', (text, expected) => {
		expect(written(readDecimalComma(text))).toBe(expected);
	});
});

describe('a number in words', () => {
	it.each([
		['zero', '0/1'],
		['Seven', '7/1'],
		['nineteen', '19/1'],
		['twenty', '20/1'],
		['Twenty-one', '21/1'],
		['forty nine', '49/1'],
		['NINETY-NINE', '99/1'],
		['twenty zero', 'none'],
		['twenty-ten', 'none'],
		['twenty x', 'none'],
		['twenty-one two', 'none'],
		['seven one', 'none'],
		['hundred', 'none'],
		['', 'none']
	])('%s is %s', (text, expected) => {
		expect(written(readNumberWord(text)?.value)).toBe(expected);
	});
});
