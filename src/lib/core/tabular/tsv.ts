import { wellFormed } from '../export/json-text.ts';
import { notAFormula } from './formula.ts';

const NUMBER = /^-?[\d,.]+%?$/;

/**
 * A table to paste into a spreadsheet: tabs between cells, which have no tabs and line breaks of their own.
 * Formulas do not run; numbers stay as they are.
 */
export function tsvTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	return [head, ...rows].map((cells) => `${cells.map(tsvCell).join('\t')}\n`).join('');
}

function tsvCell(cell: string): string {
	const text = wellFormed(cell)
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.trim();
	return NUMBER.test(text) ? text : notAFormula(text);
}
