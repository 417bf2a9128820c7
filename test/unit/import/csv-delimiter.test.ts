import { describe, expect, it } from 'vitest';
import { guessDelimiter } from '../../../src/lib/core/import/csv-delimiter.ts';

const guess = (...lines: string[]): string =>
	guessDelimiter(new TextEncoder().encode(`${lines.join('\n')}\n`));

describe('the delimiter of a CSV file', () => {
	it.each([',', '\t', ';', '|'])('is %j where it divides every record alike', (delimiter) => {
		expect(
			guess(...['a_b_c', '1_2_3', '4_5_6'].map((line) => line.replaceAll('_', delimiter)))
		).toBe(delimiter);
	});

	it('is the one that holds in most records, not the one that is there more often', () => {
		expect(guess('a;b', '1,5,7,9;2', '3,5;4', '5;6')).toBe(';');
		expect(guess('a|b,c,d', '1|2', '3|4', '5|6')).toBe('|');
	});

	it('is the one of more cells where both hold', () => {
		expect(guess('a,b;c;d', '1,2;3;4')).toBe(';');
		expect(guess('a;b,c,d', '1;2,3,4')).toBe(',');
	});

	it('is a comma where there is one column, or nothing', () => {
		expect(guess('text', 'one; two', 'three; four')).toBe(',');
		expect(guess('')).toBe(',');
		expect(guessDelimiter(new Uint8Array(0))).toBe(',');
	});

	it('does not look inside quotes, and takes a broken record for no likeness', () => {
		expect(guess('a,b', '"x;y;z",2', '"p;q",4')).toBe(',');
		expect(guess('a,b;c', '"1"x,2;3', '4;5')).toBe(';');
	});

	it('looks at the first records alone, and not at one that may be cut off', () => {
		const head = ['a;b', ...Array<string>(19).fill('1;2')];
		expect(guess(...head, ...Array<string>(200).fill('1,2,3,4'))).toBe(';');
		const cut = new TextEncoder().encode('a;b\n1;2\n3,4,5,6');
		expect(guessDelimiter(cut)).toBe(';');
	});
});
