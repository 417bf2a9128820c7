import { describe, expect, it } from 'vitest';
import { toParserLatex } from '../../../src/lib/core/verify/latex.ts';

/** With its spaces at most one wide; 'refused' where nothing is parsed. */
const dialectOf = (text: string): string =>
	toParserLatex(text)?.replace(/ +/g, ' ').trim() ?? 'refused';

describe('an expression in the dialect of the parser', () => {
	it.each([
		['x+1', 'x+1'],
		['sin x', '\\sin x'],
		['\\sin x', '\\sin x'],
		['xsin x', 'x\\sin x'],
		['xysin(x)', 'xy\\sin (x)'],
		['xarcsin(x)', 'x\\arcsin (x)'],
		['abc', 'abc'],
		['2\\text{ m }', '2 m'],
		['\\text{x}+1', 'x +1'],
		['2**3', '2^{3}'],
		['\\lg x', '\\log_{\\frac{10}{1}} x'],
		['\\log_{10} x', '\\log_{\\frac{10}{1}} x'],
		['\\log _ { 10 } x', '\\log_{\\frac{10}{1}} x'],
		['\\log_10 x', '\\log_{\\frac{10}{1}} x'],
		['\\log_{2} x', '\\log _{2} x'],
		['\\sqrt 12', '\\sqrt{12}'],
		['\\sqrt2.25', '\\sqrt{2.25}'],
		['x^10', 'x^{10}'],
		['x^-12', 'x^{-12}'],
		['x^ -12', 'x^{-12}'],
		['x^(1/2)', 'x^{1/2}'],
		['x^ ((1+y)/2)', 'x^ {(1+y)/2}'],
		['\\sqrt(x+1)', '\\sqrt {x+1}'],
		['sqrt(x)+sqrt(y)', '\\sqrt {x}+\\sqrt {y}'],
		['x^(y^(z))', 'x^{y^{z}}'],
		['[x+1]', '(x+1)'],
		['\\sqrt[3]{x}', '\\sqrt [3]{x}'],
		['\\sqrt[12]{x}', '\\sqrt [12]{x}'],
		['[x]+\\sqrt[3]{y}', '(x)+\\sqrt [3]{y}'],
		['\\frac 1 2', '\\frac 1 2'],
		['\\frac12 3', '\\frac 12 3'],
		['x_1 2', 'x_1 2'],
		['x_12 3', 'x_12 3'],
		['gcd(4,6)', '\\gcd (4,6)'],
		['||x|+|y||', '||x|+|y||']
	])('%s is %s', (text, expected) => {
		expect(dialectOf(text)).toBe(expected);
	});

	it.each([
		['nothing', ''],
		['two numbers side by side', '2 3'],
		['two numbers far apart', '2   3'],
		['a list', 'x,y'],
		['an unknown command', '\\foo'],
		['words in text', '\\text{cat}'],
		['text without braces', '\\text'],
		['an unfinished text', '\\text{m'],
		['a word', 'word'],
		['a long word', 'abcdefghijklmnopqrstuvwxyz'],
		['a word that ends like a function', 'becausesin'],
		['a short word', 'mod'],
		['a sign that is no maths', 'x;y'],
		['an arrow', 'x→y'],
		['a line end of LaTeX', 'x\\\\y'],
		['dots', '1..5'],
		['a slash of unknown reach', '1/2x'],
		['a bracket too many', '(x'],
		['seven bars', '|a|b|c|d|e|f|']
	])('is none for %s: %s', (_, text) => {
		expect(dialectOf(text)).toBe('refused');
	});

	it('is read with up to six bars and a thousand characters', () => {
		expect(dialectOf('|a|+|b|+|c|')).toBe('|a|+|b|+|c|');
		expect(dialectOf('|a|+|b|+|c|+|d|')).toBe('refused');
		expect(dialectOf('+x'.repeat(500))).not.toBe('refused');
		expect(dialectOf(`${'+x'.repeat(500)}y`)).toBe('refused');
	});
});
