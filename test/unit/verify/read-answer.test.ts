import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/lib/core/verify/answer.ts';
import { cleanAnswer } from '../../../src/lib/core/verify/clean.ts';
import { compareTexts } from '../../../src/lib/core/verify/verifier.ts';
import { readAnswer } from '../../../src/lib/core/verify/read-answer.ts';

/** How an answer was read, in a line: words stand in quotes. */
function readingOf(answer: Answer): string {
	switch (answer.kind) {
		case 'words':
			return `“${answer.text}”`;
		case 'infinity':
			return answer.sign < 0 ? '-∞' : '+∞';
		case 'truth':
			return answer.value ? 'affirmed' : 'denied';
		case 'ratio':
			return answer.parts.map((part) => part.head).join(' to ');
		case 'scalar':
			return answer.head + (answer.unit === null ? '' : ' in units');
		case 'matrix':
			return `matrix ${answer.rows.map((row) => row.map(readingOf).join(' & ')).join(' / ')}`;
		case 'union':
			return answer.parts.map(readingOf).join(' ∪ ');
		case 'group':
			return [
				answer.isInterval ? 'interval' : '',
				answer.brackets || 'bare',
				answer.items.map(readingOf).join(' | ') || 'nothing'
			]
				.join(' ')
				.trim();
		case 'labelled':
			return `${answer.label}: ${readingOf(answer.value)}`;
		case 'relation':
			return `relation ${answer.sides.join(` ${answer.sign} `)}`;
	}
}

const read = (text: string): string => readingOf(readAnswer(cleanAnswer(text), 'auto'));

const listed = (count: number, separator: string): string =>
	Array.from({ length: count }, (_, index) => String(index)).join(separator);
const nested = (depth: number): string => '['.repeat(depth) + '1' + ']'.repeat(depth);

describe('an answer that needs no reading', () => {
	it.each([
		['inf', '+∞'],
		['+oo', '+∞'],
		['Infinity', '+∞'],
		['-\\infty', '-∞'],
		['infinite', '“infinite”'],
		['yes', 'affirmed'],
		['true', 'affirmed'],
		['No.', 'denied'],
		['Yes, it is.', 'affirmed'],
		['No; it is impossible', 'denied'],
		['No, it is true', '“No, it is true”'],
		['Yes, not so', '“Yes, not so”'],
		['yes because', '“yes because”'],
		['nothing', '“nothing”'],
		['\\emptyset', '{} nothing'],
		['\\mathbb{R}', '() -∞ | +∞'],
		['\\mathbb R', '() -∞ | +∞'],
		['ℝ', '() -∞ | +∞'],
		['R', 'R'],
		['3:4', '3 to 4'],
		['3 : 4', '3 to 4'],
		['3.5:4', '3.5 to 4'],
		['3:4:5:6:7', '3 to 4 to 5 to 6 to 7'],
		['3:4:5:6:7:8', '“3:4:5:6:7:8”'],
		['5 apples', '5 in units'],
		['5k', '“5k”'],
		['\\pm 1 \\pm 2', '“\\pm 1 \\pm 2”'],
		['cat', '“cat”'],
		['hello (x)', '“hello (x)”'],
		['sin x', 'sin x'],
		['theta', 'theta'],
		['ab', 'ab'],
		['abc', '“abc”'],
		['x)', '“x)”'],
		['3(', '“3(”']
	])('%s', (text, reading) => {
		expect(read(text)).toBe(reading);
	});

	it('keeps the words of a truth apart from what follows it', () => {
		expect(readAnswer('Yes, it is', 'auto')).toEqual({ kind: 'truth', text: 'Yes', value: true });
	});
});

describe('brackets', () => {
	it.each([
		['(1,2)', '() 1 | 2'],
		['(1;2)', '() 1 | 2'],
		['[1,2)', '[) 1 | 2'],
		['(1,2]', '(] 1 | 2'],
		[']1, 2[', '() 1 | 2'],
		[']1, 2]', '“]1, 2]”'],
		['\\langle 1,2 \\rangle', '() 1 | 2'],
		['((1,2))', '() 1 | 2'],
		['[(1,2),(3,4)]', '[] () 1 | 2 | () 3 | 4'],
		['()', '() nothing'],
		['[]', '[] nothing'],
		['(1)', '1'],
		['(x+1)', 'x+1'],
		['[5]', '[] 5'],
		['(1,,2)', '“(1,,2)”'],
		['(1,2,)', '“(1,2,)”'],
		['\\{\\}', '{} nothing'],
		['\\{1\\}', '{} 1'],
		['{1,2}', '{} 1 | 2'],
		['\\{1,,2\\}', '“\\{1,,2\\}”'],
		['\\{x : x > 3\\}', '“\\{x : x > 3\\}”'],
		['\\{1, x | 3\\}', '“\\{1, x | 3\\}”'],
		['\\{x \\mid x>1, x<2\\}', '“\\{x \\mid x>1, x<2\\}”']
	])('%s', (text, reading) => {
		expect(read(text)).toBe(reading);
	});

	it('keep the text of a single value with them', () => {
		expect(readAnswer('(5 cm)', 'auto')).toMatchObject({ text: '(5 cm)', head: '5' });
	});

	it('are opened eight levels deep', () => {
		expect(read(nested(8))).toMatch(/^(?:\[\] ){8}1$/);
		expect(read(nested(9))).toMatch(/^(?:\[\] ){9}“1”$/);
		expect(read('('.repeat(9) + '5' + ')'.repeat(9))).toBe('“5”');
	});
});

describe('several values without brackets', () => {
	it.each([
		['1, and 2', 'bare 1 | 2'],
		['1 and 2', 'bare 1 | 2'],
		['1; 2', 'bare 1 | 2'],
		['1,2,', 'bare 1 | 2'],
		['1,,2', '“1,,2”'],
		['x and y', 'bare x | y'],
		['1 or 2', 'or 1 | 2'],
		['1, 2 or 3', 'or 1 | 2 | 3'],
		['1, 2, or 3', 'or 1 | 2 | 3'],
		['(1,2) or (3,4)', 'or () 1 | 2 | () 3 | 4'],
		['x=1 or x=2', 'or x: 1 | x: 2'],
		['x<1 or x>2', 'interval () -∞ | 1 ∪ interval () 2 | +∞'],
		['x<1 or 2', 'or x: interval () -∞ | 1 | 2'],
		['x=(1,2) or x=3', 'or x: () 1 | 2 | x: 3'],
		['1 or ', '“1 or”'],
		['(1,2)\\cup(3,4)', '() 1 | 2 ∪ () 3 | 4'],
		['x \\in (1,2)\\cup(3,4)', '() 1 | 2 ∪ () 3 | 4'],
		['(1,2) U (3,4)', '() 1 | 2 ∪ () 3 | 4'],
		['\\pm 3', 'or 3 | -3'],
		['3 \\pm 2', 'or 3 +2 | 3 -2'],
		['3\\pm2', 'or 3+2 | 3-2'],
		['3 \\mp 2', 'or 3 -2 | 3 +2'],
		['3\\mp2', 'or 3-2 | 3+2'],
		['3 +- 2', 'or 3 +2 | 3 -2'],
		['3+-2', 'or 3+2 | 3-2'],
		['3 +/- 2', 'or 3 +2 | 3 -2'],
		['3+/-2', 'or 3+2 | 3-2'],
		['\\pm1\\mp2', 'or 1-2 | -1+2'],
		['1 \\pm \\sqrt{2}', 'or 1 +\\sqrt{2} | 1 -\\sqrt{2}']
	])('%s', (text, reading) => {
		expect(read(text)).toBe(reading);
	});
});

describe('matrices', () => {
	it.each([
		['\\begin{pmatrix} 1 \\\\ 2 \\\\ \\end{pmatrix}', 'matrix 1 / 2'],
		['(\\begin{matrix}1&2\\end{matrix})', 'matrix 1 & 2'],
		['\\begin{matrix}1&2\\end{matrix}', '“\\begin{matrix}1&2\\end{matrix}”'],
		['\\{\\begin{matrix}1\\end{matrix}\\}', '{} “\\begin{matrix}1\\end{matrix}”'],
		['[\\begin{array}{cc}1&2\\\\ \\hline 3&4\\end{array}]', 'matrix 1 & 2 / 3 & 4'],
		['\\begin{array}{r|r} 1&2 \\end{array}', 'matrix 1 & 2']
	])('%s', (text, reading) => {
		expect(read(text)).toBe(reading);
	});

	it('inside of matrices are words', () => {
		const inner = '\\begin{pmatrix}1\\end{pmatrix}';
		expect(read(`\\begin{pmatrix}${inner}\\end{pmatrix}`)).toMatch(/^“/);
	});
});

describe('at most 500 parts', () => {
	it.each([
		['alternatives', (parts: number) => listed(parts, ' or ')],
		['elements', (parts: number) => listed(parts, ',')],
		['elements in brackets', (parts: number) => `(${listed(parts, ',')})`],
		['unions', (parts: number) => listed(parts, '\\cup')],
		['rows', (parts: number) => `\\begin{pmatrix}${listed(parts, '\\\\')}\\end{pmatrix}`]
	])('are read: %s', (_, text) => {
		expect(read(text(500))).not.toContain('“');
		expect(read(text(501))).toBe(`“${cleanAnswer(text(501))}”`);
	});
});

describe('relations', () => {
	it.each([
		['x_1 = 5', 'x_1: 5'],
		["x' = 3", "x': 3"],
		['|AB| = 5', '|AB|: 5'],
		['f(x) = x^2', 'f(x): x^2'],
		['\\text{Area} = 6', '\\text{Area}: 6'],
		['x=5 \\Rightarrow y = 6', 'y: 6'],
		['x = 2+3 = 5', 'x: 5'],
		['x = \\sqrt{2} \\approx 1.41', 'x: \\sqrt{2}'],
		['x \\approx 3.1', 'x: 3.1'],
		['\\approx 5', '5'],
		['= 5', '5'],
		['e = 5', '5'],
		['2+3 = 5', '5'],
		['2+3 = x', 'relation 2+3 = x'],
		['2x+y = 3', 'relation 2x+y = 3'],
		['x = x', 'relation x = x'],
		['x = 2x+1', 'relation x = 2x+1'],
		['x = x_1', 'relation x = x_1'],
		['x > 3', 'x: interval () 3 | +∞'],
		['3 < x', 'x: interval () 3 | +∞'],
		['x \\ge 3', 'x: interval [) 3 | +∞'],
		['3 \\ge x', 'x: interval (] -∞ | 3'],
		['\\alpha < 5', '\\alpha: interval () -∞ | 5'],
		['1 < x \\le 2', 'x: interval (] 1 | 2'],
		['2 \\ge x > 1', 'x: interval (] 1 | 2'],
		['1 \\le x < 2', 'x: interval [) 1 | 2'],
		['x < y', 'relation x < y'],
		['x \\ne 3', 'relation x \\ne 3'],
		['x+1 > 3', 'relation x+1 > 3'],
		['1 < 2', 'relation 1 < 2'],
		['x \\in (1,2)', 'x: () 1 | 2'],
		['2 \\in x', '“2 \\in x”'],
		['x \\in A \\in B', '“x \\in A \\in B”'],
		// A chain that is neither rising nor falling says nothing that could be compared.
		['1 < x > 2', '1 < x > 2'],
		['1 < x < y', '1 < x < y']
	])('%s', (text, reading) => {
		expect(read(text)).toBe(reading);
	});
});

describe('all real numbers', () => {
	it('are the interval without ends, however they are written', async () => {
		for (const response of ['\\mathbb{R}', 'ℝ', '(-\\infty,\\infty)']) {
			expect((await compareTexts('(-\\infty, \\infty)', response, 'auto')).kind).toBe('equal');
		}
	});
});
