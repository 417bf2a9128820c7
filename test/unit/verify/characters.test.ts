import { describe, expect, it } from 'vitest';
import { asciiMath } from '../../../src/lib/core/verify/characters.ts';

describe('an answer in Unicode', () => {
	it.each([
		['x~1', 'x~1'],
		['x²', 'x^{2}'],
		['x¹²', 'x^{12}'],
		['x⁻ⁿ', 'x^{-n}'],
		['x₁₂', 'x_{12}'],
		['xₙ₊₁', 'x_{n+1}'],
		['x²y₁', 'x^{2}y_{1}'],
		['０９', '09'],
		['٠٩', '09'],
		['۰۹', '09'],
		['०९', '09'],
		['／', '／'],
		['：', ': '],
		['½', '\\frac{1}{2}'],
		['√2', '\\sqrt 2'],
		['–5', '-5'],
		['30°', '30^\\circ '],
		['1\u00a0234', '1 234'],
		['a\u200bb\u0000c', 'abc'],
		['Évariste 🧮', 'Évariste 🧮']
	])('is written in ASCII as far as it has signs of mathematics: %j is %j', (text, ascii) => {
		expect(asciiMath(text)).toBe(ascii);
	});
});
