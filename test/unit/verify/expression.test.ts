import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/lib/core/verify/engine.ts';
import { EvaluationFailure } from '../../../src/lib/core/verify/evaluation-failure.ts';
import {
	hasBareLogarithm,
	isComplex,
	symbolsOf,
	toExpression,
	type Expression
} from '../../../src/lib/core/verify/expression.ts';
import { parseLatex } from '../../../src/lib/core/verify/latex.ts';

const engine = await loadEngine();

function written(expression: Expression): string {
	if (expression.kind === 'symbol') return expression.name;
	if (expression.kind === 'call')
		return `${expression.name}(${expression.args.map(written).join(', ')})`;
	const { num, den } = expression.value;
	return den === 1n ? String(num) : `${String(num)}/${String(den)}`;
}

/** What becomes of what the parser reads. */
const treeOf = (latex: string): string => written(toExpression(parseLatex(latex, engine)));

/** How a tree is refused; '' where it is not. */
function refusal(json: unknown): string {
	try {
		toExpression(json);
	} catch (error) {
		if (error instanceof EvaluationFailure) return error.kind;
		throw error;
	}
	return '';
}

describe('an expression', () => {
	it.each([
		['1.5', '3/2'],
		['0.\\overline{3}', '1/3'],
		['0.1\\overline{36}', '3/22'],
		['1e5', '100000'],
		['\\pi', 'pi'],
		['\\varphi', 'varphi'],
		['\\phi', 'phi'],
		['x_{ab}', 'x_ab'],
		['\\Delta', 'Delta'],
		['(x)', 'x'],
		['((x))', 'x'],
		['abc', 'Multiply(a, b, c)'],
		['k(x)', 'Multiply(k, x)'],
		['\\frac{1}{2}', 'Divide(1, 2)'],
		['\\log_2 x', 'Lb(x)'],
		['\\lfloor x\\rfloor', 'Floor(x)'],
		['30^\\circ', 'Degrees(30)'],
		['\\sin^{-1} x', 'Arcsin(x)'],
		['\\cos^{-1} x', 'Arccos(x)'],
		['\\tan^{-1} x', 'Arctan(x)'],
		['(\\sin x)^{-1}', 'Power(Sin(x), Negate(1))'],
		['\\sec^{-1} x', 'Power(Sec(x), Negate(1))'],
		['\\sin^{2} x', 'Power(Sin(x), 2)'],
		['x^{-1}', 'Power(x, Negate(1))'],
		["f'", '["Prime","f"]'],
		['f(x)', '["f",["Delimiter","x"]]'],
		['2f(x)', 'Multiply(2, ["f",["Delimiter","x"]])'],
		['h(2)x', 'Multiply(["h",["Delimiter",2]], x)']
	])('%s is %s', (latex, tree) => {
		expect(treeOf(latex)).toBe(tree);
	});

	it.each([
		['x+2\\frac{1}{2}', 'Add(x, Add(2, Divide(1, 2)))'],
		['2\\frac{1}{2}x', 'Multiply(Add(2, Divide(1, 2)), x)'],
		['-2\\frac{1}{2}x', 'Multiply(Negate(Add(2, Divide(1, 2))), x)'],
		['2\\frac{2}{3}', 'Add(2, Divide(2, 3))'],
		// No proper fraction of whole numbers behind a whole number: a product.
		['2\\frac{3}{2}x', 'Multiply(2, Divide(3, 2), x)'],
		['2\\frac{2}{2}x', 'Multiply(2, Divide(2, 2), x)'],
		['2\\frac{0}{2}x', 'Multiply(2, Divide(0, 2), x)'],
		['2\\frac{x}{2}', 'Multiply(2, Divide(x, 2))'],
		['2\\frac{1}{x}', 'Multiply(2, Divide(1, x))'],
		['2\\frac{0.5}{2}x', 'Multiply(2, Divide(1/2, 2), x)'],
		['1.5\\frac{1}{2}x', 'Multiply(3/2, Divide(1, 2), x)'],
		['x2\\frac{1}{2}', 'Multiply(x, 2, Divide(1, 2))'],
		['x\\frac{1}{2}', 'Multiply(x, Divide(1, 2))'],
		['-x\\frac{1}{2}', 'Multiply(Negate(x), Divide(1, 2))']
	])('%s as a mixed number, or none, is %s', (latex, tree) => {
		expect(treeOf(latex)).toBe(tree);
	});

	it('is read through what the parser wraps around it', () => {
		const trees: readonly (readonly [unknown, string])[] = [
			[['Annotated', 'x', { color: 'red' }], 'x'],
			[['Rational', 1, 2], 'Divide(1, 2)'],
			[['InvisibleOperator', 'x', ['HorizontalSpacing', 3], 'y'], 'Multiply(x, y)'],
			[['InvisibleOperator', 'x', ['HorizontalSpacing', 3]], 'x'],
			[['Power', ['Sin', 'x'], -1], 'Arcsin(x)'],
			[['Subscript', 'x', ['Add', 'n', 1]], '["Subscript","x",["Add","n",1]]'],
			[{ num: '2.5' }, '5/2']
		];
		for (const [json, tree] of trees) expect(written(toExpression(json))).toBe(tree);
	});

	it.each([
		['a name that is no string', [1, 2]],
		['a function that is not listed', ['Integrate', 'x']],
		['a relation', ['Equal', 'x', 1]],
		['a sequence in brackets', ['Delimiter', ['Sequence', 1, 2]]],
		['a base', ['Subscript', 101, 2]],
		['feet', ['Prime', 5]],
		['two numbers side by side', ['InvisibleOperator', 2, 3]],
		['no number', { num: 7 }],
		['another object', { str: 'x' }],
		['nothing', null],
		['an infinity', { num: '+Infinity' }],
		['a number of a million digits', { num: '1e1000000' }],
		['the name of no value', 'Nothing'],
		['a name with a space', 'x y'],
		['a name behind something else', '1x'],
		['a long name', 'abcdefghijk'],
		['capitals', 'ABC'],
		['a long index', 'x_123456789']
	])('is refused as %s', (_, json) => {
		expect(refusal(json)).toBe('refused');
	});

	it('has a name of a letter, of lower case, or of a Greek capital, perhaps with an index', () => {
		for (const name of ['x', 'X', 'alpha', 'varepsilon', 'Omega', 'x_12', 'theta_max']) {
			expect(refusal(name)).toBe('');
		}
	});

	it('is read 120 levels deep', () => {
		const wraps: readonly ((json: unknown) => unknown)[] = [
			(json) => ['Negate', json],
			(json) => ['Delimiter', json],
			(json) => ['Annotated', json],
			(json) => ['InvisibleOperator', json]
		];
		for (const wrap of wraps) {
			let json: unknown = 'x';
			for (let level = 0; level < 120; level++) json = wrap(json);
			expect(refusal(json)).toBe('');
			expect(refusal(wrap(json))).toBe('refused');
		}
	});
});

describe('what an expression holds', () => {
	const read = (latex: string): Expression => toExpression(parseLatex(latex, engine));

	it('is its variables, sorted and each once', () => {
		expect(symbolsOf(read('y+x\\cdot y+\\pi+e+i'))).toEqual(['x', 'y']);
		expect(symbolsOf(read('5'))).toEqual([]);
	});

	it('is the imaginary unit, at any depth', () => {
		expect(isComplex(read('\\sqrt{x+2i}'))).toBe(true);
		expect(isComplex(read('\\sqrt{x+2}'))).toBe(false);
		expect(isComplex(read('i'))).toBe(true);
	});

	it('is a logarithm without its base, at any depth', () => {
		expect(hasBareLogarithm(read('1+2\\log x'))).toBe(true);
		expect(hasBareLogarithm(read('1+2\\log_3 x'))).toBe(false);
		expect(hasBareLogarithm(read('x'))).toBe(false);
	});
});
