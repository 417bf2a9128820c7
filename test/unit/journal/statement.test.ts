import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { bindNames, inlineNames } from '../../../src/workers/db/statement.ts';

describe('bindNames', () => {
	it('numbers names by first use and repeats the number', () => {
		expect(bindNames('a = $x AND b = $y OR c = $x', { x: 1, y: 'z', unused: 2 })).toEqual({
			sql: 'a = $1 AND b = $2 OR c = $1',
			params: [1, 'z']
		});
	});

	it('leaves strings, identifiers and comments alone', () => {
		const sql = `SELECT '$a''$a', "$a" -- $a\n/* $a */, $a`;
		expect(bindNames(sql, { a: null })).toEqual({
			sql: `SELECT '$a''$a', "$a" -- $a\n/* $a */, $1`,
			params: [null]
		});
	});

	it('survives a stretch without end', () => {
		expect(bindNames("SELECT $a, '$a", { a: true }).sql).toBe("SELECT $1, '$a");
	});

	it.each([{}, { a: undefined }, { a: [1] }, { a: 1n }])('refuses %s', (values) => {
		expect(() => bindNames('$a', values)).toThrow(AppError);
		expect(() => bindNames('$constructor', values)).toThrow(AppError);
	});
});

describe('inlineNames', () => {
	it('quotes values', () => {
		const values = { a: "it's", b: -1.5, c: null, d: false, e: Infinity };
		expect(inlineNames('$a $b $c $d $e', values)).toBe(
			"'it''s' -1.5 NULL FALSE 'Infinity'::DOUBLE"
		);
	});

	it('does not read a value as SQL', () => {
		expect(inlineNames('$a, $b', { a: '$b', b: "'; DROP" })).toBe("'$b', '''; DROP'");
	});
});
