import { describe, expect, it } from 'vitest';
import { cellJson } from '../../../src/lib/core/tabular/cell.ts';
import { csvRecord } from '../../../src/lib/core/tabular/csv.ts';

describe('csvRecord', () => {
	it('quotes as RFC 4180 says', () => {
		expect(csvRecord(['a', 'b,c', 'say "so"', 'two\nlines', 'two\r\nlines'], [])).toBe(
			'a,"b,c","say ""so""","two\nlines","two\r\nlines"\r\n'
		);
	});

	it('tells NULL from an empty text', () => {
		expect(csvRecord([null, ''], [])).toBe(',""\r\n');
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=cmd|x'])('disarms %j', (text) => {
		expect(csvRecord([text], [])).toBe(`'${text}\r\n`);
	});

	it('disarms what it also has to quote', () => {
		expect(csvRecord(['\rx', '=A1,B1'], [])).toBe(`"'\rx","'=A1,B1"\r\n`);
	});

	it('leaves numbers as they are, also those that no double holds', () => {
		const cells = [-1, -(2n ** 70n), '-12345678901234567890.5', -0.5];
		expect(csvRecord(cells, [true, true, true, true])).toBe(
			'-1,-1180591620717411303424,-12345678901234567890.5,-0.5\r\n'
		);
	});

	it('disarms no number, in a column of texts either', () => {
		expect(csvRecord([-1, -2n, '-3'], [false, false, false])).toBe("-1,-2,'-3\r\n");
	});

	it('writes what is nested as JSON', () => {
		expect(csvRecord([[1, null], { a: 'x' }], [])).toBe('"[1,null]","{""a"":""x""}"\r\n');
	});

	it('has no lone surrogates', () => {
		expect(csvRecord(['\ud800'], [])).toBe('\ufffd\r\n');
	});
});

describe('cellJson', () => {
	it('is JSON whatever is in it', () => {
		const cell = { 'a"b': [1, -(2n ** 64n), NaN, Infinity, null, true, '\u2028'], c: {} };
		expect(cellJson(cell)).toBe(
			'{"a\\"b":[1,-18446744073709551616,null,null,null,true,"\\u2028"],"c":{}}'
		);
	});
});
