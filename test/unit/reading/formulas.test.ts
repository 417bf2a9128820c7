import { describe, expect, it } from 'vitest';
import { findFormulas, formulaAt } from '../../../src/lib/core/reading/formulas.ts';

describe('findFormulas', () => {
	it('tells where a formula stands, what is between its marks, and whether it has its own line', () => {
		expect(findFormulas('a $x$ b')).toEqual([{ from: 2, to: 5, source: 'x', display: false }]);
		const sources = ['$x+1$', '\\(x+1\\)', '$$x+1$$', '\\[x+1\\]'].map(
			(text) => findFormulas(text)[0]
		);
		expect(sources.map((found) => found!.source)).toEqual(['x+1', 'x+1', 'x+1', 'x+1']);
		expect(sources.map((found) => found!.display)).toEqual([false, false, true, true]);
	});

	it('finds several in order, one mark of dollars beside two', () => {
		expect(findFormulas('$a$ and $$b$$ and $c$').map(({ source }) => source)).toEqual([
			'a',
			'b',
			'c'
		]);
	});

	it('takes neither prices nor escaped dollars for formulas', () => {
		for (const text of ['$3 and $5', '\\$x$', '$ x$', '$x $', '$x\n$', '$x', '\\(x']) {
			expect(findFormulas(text)).toEqual([]);
		}
	});
});

describe('formulaAt', () => {
	it('finds one that begins right there', () => {
		expect(formulaAt('a \\(y\\)', 2)).toEqual({ from: 2, to: 7, source: 'y', display: false });
		expect(formulaAt('a \\(y\\)', 1)).toBeNull();
		expect(formulaAt('a \\(y\\)', 3)).toBeNull();
	});
});
