import { describe, expect, it } from 'vitest';
import type { AnswerType } from '../../../src/lib/core/verify/answer-types.ts';
import { compareTexts } from '../../../src/lib/core/verify/verifier.ts';

type Pair = readonly [gold: string, response: string, type?: AnswerType];

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const setOf = (items: readonly number[]): string => `\\{${items.join(',')}\\}`;
const unionOf = (parts: number): string =>
	upTo(parts)
		.map((n) => `(${String(2 * n)},${String(2 * n + 1)})`)
		.join('\\cup');
const MATRIX = '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}';

/** What a person reads beside the verdict, and pairs of answers that are judged for that reason. */
const REASONS: Readonly<Record<string, readonly Pair[]>> = {
	'equal: the answers are the same': [
		['[1,2)', '[1, 2)'],
		['\\infty', '\\infty'],
		['(1,2)', ']1,2['],
		['x'.repeat(5_000), 'x'.repeat(5_000)]
	],
	'equal: the numbers are equal': [
		['\\frac{1}{2}', '0.5'],
		['1234', '1,234'],
		['50%', '\\frac{1}{2}'],
		['200%', '2'],
		['5 million', '5000000'],
		['200 minutes', '3\\text{ hours }20\\text{ minutes}']
	],
	'equal: the numbers are equal, in per cent': [
		['50', '50%'],
		['150%', '150']
	],
	'equal: rounded like the expected answer the numbers are equal': [
		['3.14', '\\pi'],
		['0.333', '1/3']
	],
	'equal: both are infinite': [['+\\infty', '\\infty']],
	'equal: the letters are the same': [['B', '(B)']],
	'equal: the texts are the same': [['B. Paris', 'Paris']],
	'equal: the words are the same': [['the red house', 'Red House']],
	'equal: both say the same': [
		['yes', 'Yes'],
		['No', 'False', 'boolean']
	],
	'equal: the ratios are equal': [
		['3:4', '6:8'],
		['1:2:3', '20:40:60'],
		['1.5:2', '3:4']
	],
	'equal: the values are equal': [
		['(1+i)^2', '2i'],
		['\\sqrt{2} million', '1000000\\sqrt{2}']
	],
	'equal: the expressions are the same': [['5\\sqrt{2} cm', '5\\sqrt{2}']],
	'equal: the expressions are equal': [
		['x^2-1', '(x-1)(x+1)'],
		['2m', '\\sqrt{4}m'],
		['2\\pi h', '\\pi h+\\pi h'],
		['-\\frac{5}{2}x', '-2\\frac{1}{2}x']
	],
	'equal: the equations are the same up to a factor': [['x+y=3', '2x+2y=6']],
	'equal: all elements are equal': [
		['[0.5,1]', '[\\frac{1}{2},1]'],
		['(1,2,3)', '[1,2,3]'],
		['(1,2,3)', '1,2,3'],
		['[1,2)', '(1,2)', 'tuple'],
		['[1,2)', '(1,2)', 'list'],
		['(1,2)', '1,2', 'tuple'],
		['(1,2)', '1,2', 'list'],
		['[3,\\infty)', '[3,\\infty]'],
		['(-\\infty,\\infty)', '[-\\infty,\\infty]'],
		['(x=1,y=2)', '(1,2)']
	],
	'equal: the elements are equal': [
		['\\{1,2\\}', '2,1'],
		['\\{1,2\\}', '1,2,2'],
		['1, 2', '2 or 1'],
		['1 or 2', '2, 1'],
		['1 or 1 or 2', '1 or 2'],
		['x=1, y=2', 'y=2, x=1'],
		['(x=1,y=2)', '(y=2,x=1)'],
		['5', '5,5', 'set'],
		['5', '5 or 5']
	],
	'equal: all entries are equal': [[MATRIX, '[[1,2],[3,4]]']],
	'equal: the parts are equal': [
		['x<1 or x>2', '(-\\infty,1)\\cup(2,\\infty)'],
		['(1,2)\\cup{5}', '(1,2)\\cup\\{5\\}']
	],

	'different: the numbers differ': [
		['5', '6'],
		['5', '6m'],
		['18 apples', '19 oranges'],
		['1,2', '2,1', 'tuple'],
		['1,2', '2,1', 'list'],
		['1,1,2', '2,1,2'],
		[MATRIX, '[[1,2],[3,5]]'],
		['[[1,2],[3]]', '[[1,2],[4]]']
	],
	'different: the values differ': [
		['i^2', '1'],
		['1 hour', '\\sqrt{3601}'],
		['\\sqrt{2} hours', '60'],
		['60', '\\sqrt{2} hours'],
		['i\\pi', '3.14'],
		['3.14', 'i\\pi'],
		['\\pi+i', '3.14']
	],
	'different: the expressions differ': [
		['x^2-1', '(x-1)^2'],
		['ab', 'AB'],
		['x+y', 'X+Y'],
		['2\\pi h', '4\\pi'],
		['-x', '-2\\frac{1}{2}x'],
		['2\\pi h', '2\\pi m'],
		['4 m', '\\sqrt{9} m']
	],
	'different: the equations differ': [['x+y=3', '2x+2y=7']],
	'different: the inequalities differ': [['x+y<3', 'x+y>3']],
	'different: the relation signs differ': [['x+y<3', 'x+y\\le 3']],
	'different: different things are named': [['x=5', 'y=5']],
	'different: the units differ': [['5 cm', '5 kg']],
	'different: the letters differ': [['B', 'option C']],
	'different: the words differ': [['Paris', 'London', 'text']],
	'different: one affirms and the other denies': [['Yes', 'No, it is impossible.']],
	'different: the signs differ': [['-\\infty', '\\infty']],
	'different: one is finite and the other is not': [['\\infty', '5']],
	'different: the ratios differ': [
		['3:4', '4:3'],
		['3:4', '3:4:5'],
		['10:30', '1:4'],
		['0:4', '3:4'],
		['3:4', '0:4']
	],
	'different: one side is a ratio': [['3:4', '[3,4]']],
	'different: the numbers of elements differ': [
		['1,2,3', '1,2'],
		['1,1,2', '2,1']
	],
	'different: an element is missing': [
		['\\{1,2\\}', '\\{1,3\\}'],
		['(1,2)\\cup(3,4)', '(1,2)\\cup(1,2)'],
		['(x=1,y=2)', '(y=2,x=3)']
	],
	'different: one side is a single value, the other is several': [
		['1,2', '12'],
		['0.5', '(0,5)'],
		['1,234, 5', '12345'],
		['5', '5,6', 'set'],
		['5', '5 or 6']
	],
	'different: the brackets differ: an end is open in one and closed in the other': [
		['[1,2)', '(1,2)'],
		['(-\\infty,3]', '[-\\infty,3)']
	],
	'different: an end of the expected union is missing': [
		['(-\\infty,3)\\cup(4,5]', '(4,5]'],
		[unionOf(60), unionOf(59)],
		['(1,2)\\cup(3,4)', '(1,2)\\cup(2,4)\\cup(5,6)']
	],
	'different: the shapes of the matrices differ': [[MATRIX, '[[1,2],[3,4],[5,6]]']],
	'different: the numbers of entries differ': [
		[MATRIX, '-2'],
		[MATRIX, '[]'],
		[MATRIX, '[1,[3,4]]'],
		[MATRIX, '[[1,2],[3]]'],
		[MATRIX, '[(1,2),(3,4)]']
	],

	'unclear: an answer is empty': [
		['', '5'],
		['5', '']
	],
	'unclear: an answer is too long': [['x'.repeat(5_000), 'y'.repeat(5_000)]],
	'unclear: one side is words': [
		['5', 'cat, dog'],
		['1, cat', 'dog, 1'],
		['\\{5, 7\\}', '\\{cat, 7\\}']
	],
	'unclear: one side is partly words': [['5', '5 or more']],
	'unclear: other words may mean the same': [
		['Paris', 'London'],
		['1, cat', '1, dog'],
		['\\{1, cat\\}', '\\{1, dog\\}']
	],
	'unclear: yes and true may answer different questions': [['yes', 'true']],
	'unclear: the response names no option': [['B', 'The answer is B.']],
	'unclear: the letters agree and the texts differ': [['B. 5', 'B. 7']],
	'unclear: the letters differ and the texts agree': [['B. Paris', 'C. Paris']],
	'unclear: the letters differ in case only': [
		['k', 'K'],
		['b', '(B)']
	],
	'unclear: a letter may be a unit or a variable': [
		['5', '5m'],
		['\\sqrt{2}', '\\sqrt{2} m'],
		['2\\pi h', '2\\pi'],
		['\\sqrt{2} m', '100\\sqrt{2} cm'],
		['\\sqrt{9} m', '3 m']
	],
	'unclear: the units may differ': [
		['18 apples', '18 oranges'],
		['30 degrees', '7 apples'],
		['5 kg', '6 apples'],
		['5 apples', '6 kg']
	],
	'unclear: one side leaves the unit open': [
		['1 hour', '60'],
		['0.5', '50 cents']
	],
	'unclear: one side leaves the scale open': [
		['5', '5 dozen'],
		['1%', '1'],
		['5 million', '5'],
		['\\sqrt{2}\\%', '\\sqrt{2}']
	],
	'unclear: the names may mean different things': [['x=5 m', 'Area = 5']],
	'unclear: one side is an equation and the other is not': [['5', '2x=10']],
	'unclear: an equation holds everywhere or nowhere': [['x=x', 'y=y']],
	'unclear: an equation cannot be read': [['x+1=\\int', 'x=1']],
	'unclear: an answer cannot be read as one mathematical expression': [
		['101', '101_2'],
		['x=1', 'x=']
	],
	'unclear: an expression is beyond what is evaluated': [['1', '100000!']],
	'unclear: the base of a logarithm is open': [['\\log 100', '2']],
	'unclear: the expressions are defined in different places': [['\\ln x^2', '2\\ln x']],
	'unclear: the expected answer may be cut off, not rounded': [['0.1666', '1/6']],
	'unclear: the numbers agree only after rounding': [['12.5', '12.46']],
	'unclear: the response is a rounded value': [['1/3', '0.333']],
	'unclear: the response is a rounded value of an exact answer': [['\\pi', '3.14']],
	'unclear: one side is a ratio or a time, and the other is one value': [['10:30', '10.5']],
	'unclear: these may be times of day': [
		['3:04', '6:08'],
		['10:30', '1:3'],
		['1:3', '10:30'],
		['1 : 20', '3:60']
	],
	'unclear: a comma may separate decimals or elements': [['0.5', '0,5']],
	'unclear: a comma may separate thousands or elements': [
		['(1,234)', '1234'],
		['(1,000, 2)', '(1000,2)']
	],
	'unclear: one side has brackets that the other has not': [['1,2', '(1,2)']],
	'unclear: the elements agree only in another order': [
		['1,2', '2,1'],
		['x=1, 2', '2, x=1'],
		['1,1,2', '\\{2,1\\}'],
		[upTo(60).join(','), upTo(60).reverse().join(',')]
	],
	'unclear: the lists are too long to compare in any order': [
		[setOf(upTo(61)), setOf([1, ...upTo(60)])],
		[setOf(upTo(60)), setOf([1, ...upTo(60)])],
		[setOf([1, ...upTo(60)]), setOf(upTo(60))]
	],
	'unclear: the unions are too long to compare': [
		[unionOf(61), unionOf(60)],
		[unionOf(60), unionOf(61)]
	],
	'unclear: the unions may be the same in other parts': [
		['(1,3)', '(1,2)\\cup[2,3)'],
		['(1,2)\\cup(3,4)', '(1,4)\\cup(2,3)\\cup(2,3)']
	],
	'unclear: one side is a matrix and the other is not': [
		['\\begin{pmatrix}1\\\\2\\end{pmatrix}', '(1,2)']
	]
};

describe('the reason of a verdict', () => {
	const cases = Object.entries(REASONS).flatMap(([reason, pairs]) =>
		pairs.map((pair) => ({ reason, pair, title: pair.join(' against ').slice(0, 80) }))
	);

	it.each(cases)('$title is $reason', async ({ reason, pair: [gold, response, type = 'auto'] }) => {
		const { kind, why } = await compareTexts(gold, response, type);
		expect(`${kind}: ${why}`).toBe(reason);
	});

	it('is the limit of time, where a comparison takes longer', async () => {
		const { kind, why } = await compareTexts('(x+1)^{3}', 'x^3+3x^2+3x+1', 'auto', 0);
		expect(`${kind}: ${why}`).toBe('unclear: the comparison took too long');
	});
});
