import { describe, expect, it } from 'vitest';
import { cleanAnswer, MAX_ANSWER_CHARS } from '../../../src/lib/core/verify/clean.ts';

describe('a dollar sign', () => {
	it.each([
		['$x$', 'x'],
		['$$x$$', 'x'],
		['$ x $', 'x'],
		['$ x $ y', 'x y'],
		['cost $x$ here', 'cost x here'],
		['$x$ and $y$', 'x and y'],
		['$x$.', 'x'],
		['$5', '$5'],
		['$ 5', '$ 5'],
		['$.50', '$.50'],
		['5$', '5'],
		['$', ''],
		['$$', ''],
		['a$$b', 'ab'],
		['$18 and $20', '$18 and $20'],
		['$18, not $ 20', '$18, not $ 20'],
		['$x$5', 'x$5'],
		['\\$5', '$5'],
		['$\\$5$', '$5'],
		['$x\\$y$', 'x$y'],
		['$x y$z', 'x y z']
	])('delimits maths or stands before an amount: %s is %s', (text, clean) => {
		expect(cleanAnswer(text)).toBe(clean);
	});
});

describe('a command', () => {
	it.each([
		['\\left(1\\right)', '(1)'],
		['\\left\\{1\\right\\}', '\\{1\\}'],
		['\\left.x\\right|', 'x|'],
		['|x\\right.', '|x'],
		['a\\middle.b', 'ab'],
		['\\big.5', '.5'],
		['\\bigl(1\\bigr)', '(1)'],
		['\\(x\\)', 'x'],
		['\\[x\\]', 'x'],
		['1\\!2', '12'],
		['x\\,y', 'x y'],
		['x\\quad y', 'x y'],
		['x~y', 'x y'],
		['x~\\pi', 'x \\pi'],
		['\\dfrac{1}{2}', '\\frac{1}{2}'],
		['x\\leq 3', 'x\\le 3'],
		['x\\leq3', 'x\\le 3'],
		['50\\%', '50%'],
		['1\\lor2', '1 or 2'],
		['\\langle1\\rangle', '(1)'],
		['\\boxed{5}', '5'],
		['\\mathbf{x}', 'x']
	])('has one name, or none: %s is %s', (text, clean) => {
		expect(cleanAnswer(text)).toBe(clean);
	});

	it.each([
		['\\textbf{Paris}', 'Paris'],
		['\\text {Paris}', 'Paris'],
		['\\mathrm  {Paris}', 'Paris'],
		['\\text{ Paris. }', 'Paris'],
		['5\\textrm{ cm}', '5\\text{ cm}'],
		['5\\text{\\dfrac{a}{b}}', '5\\text{\\frac{a}{b}}'],
		['\\text{a}\\text{b}', '\\text{a}\\text{b}'],
		['\\mathrm x', 'x'],
		['5\\text', '5'],
		['5\\text{a', '5 {a'],
		['1\\text{ or }2', '1 or 2'],
		['1\\text{and}2', '1 and 2'],
		['1\\text {  or  }2', '1 or 2'],
		['1\\text{oracle}2', '1\\text{oracle}2']
	])(
		'whose argument is words is \\text, or no command where there is nothing else: %s is %s',
		(text, clean) => {
			expect(cleanAnswer(text)).toBe(clean);
		}
	);
});

describe('what is written around an answer', () => {
	it.each([
		['  5  ', '5'],
		['x \n\t y', 'x y'],
		['**5**', '5'],
		['** 5 **', '5'],
		['__5__', '5'],
		['`5`', '5'],
		['"5"', '5'],
		['*5*', '5'],
		['"**5**"', '5'],
		['**5', '**5'],
		['5**', '5**'],
		['5"', '5"'],
		['"5', '"5'],
		['****', '**'],
		['``', '``'],
		['5.', '5'],
		['5 .', '5'],
		['5.,', '5'],
		['x\\.y.', 'x\\.y'],
		['5\\.', '5\\.'],
		['5!', '5!'],
		['{5}', '5'],
		['{ 5 }', '5'],
		['{{5}}', '5'],
		['{1,2}', '{1,2}'],
		['{5}{6}', '{5}{6}'],
		['5}', '5}'],
		[`${'"'.repeat(5)}5${'"'.repeat(5)}`, '"5"']
	])('goes, as far as it is no part of it: %s is %s', (text, clean) => {
		expect(cleanAnswer(text)).toBe(clean);
	});

	it.each([
		['1{,}234', '1,234'],
		['x<=3', 'x\\le 3'],
		['x=<3', 'x\\le 3'],
		['x>=3', 'x\\ge 3'],
		['x==3', 'x=3']
	])('signs are those of LaTeX: %s is %s', (text, clean) => {
		expect(cleanAnswer(text)).toBe(clean);
	});

	it('stays where an answer is longer than what is read', () => {
		const long = `$${'x'.repeat(MAX_ANSWER_CHARS - 2)}$`;
		expect(cleanAnswer(long)).toBe('x'.repeat(MAX_ANSWER_CHARS - 2));
		expect(cleanAnswer(` ${long}`)).toBe(long);
	});
});
