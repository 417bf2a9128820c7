import { wellFormed } from '../export/json-text.ts';
import { type Cell, cellText } from './cell.ts';
import { notAFormula } from './formula.ts';

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One record of RFC 4180, with its CRLF. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers stay as they are. NULL is an empty field, an empty text is `""`.
 * @param isNumber per column: its cells are numbers, however they are written
 */
export function csvRecord(cells: readonly Cell[], isNumber: readonly boolean[]): string {
	return `${cells.map((cell, i) => csvField(cell, isNumber[i] === true)).join(',')}\r\n`;
}

function csvField(cell: Cell, isNumber: boolean): string {
	if (cell === null) return '';
	const text = wellFormed(cellText(cell));
	if (isNumber || typeof cell === 'number' || typeof cell === 'bigint') return text;
	if (text === '') return '""';
	const safe = notAFormula(text);
	return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
