import { describe, expect, it } from 'vitest';
import { tsvTable } from '../../../src/lib/core/tabular/tsv.ts';

describe('a table to paste', () => {
	it('has one line per row and one field per cell, whatever the cells hold', () => {
		const cells = ['a\tb', 'c\r\nd', '\u2028', '\u0000x', ''];
		expect(tsvTable(['1', '2', '3', '4', '5'], [cells])).toBe('1\t2\t3\t4\t5\na b\tc d\t\tx\t\n');
	});

	it('runs no formula, and leaves numbers alone', () => {
		const row = ['=1+1', '@x', '+x', '-x', '-1,250.5', '12 %', '\t=2'];
		expect(tsvTable([], [row])).toBe("\n'=1+1\t'@x\t'+x\t'-x\t-1,250.5\t12 %\t'=2\n");
	});

	it('holds no half of a character', () => {
		expect(tsvTable(['\ud800'], [])).toBe('\ufffd\n');
	});
});
