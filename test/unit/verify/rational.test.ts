import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	compare,
	divide,
	equals,
	integer,
	isTerminating,
	multiply,
	parseDecimal,
	power,
	powerOfTen,
	rational,
	subtract
} from '../../../src/lib/core/verify/rational.ts';

const part = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const fraction = fc.tuple(part, part).map(([num, den]) => rational(num, den === 0n ? 1n : den));

describe('rational', () => {
	it('reduces and keeps the sign above', () => {
		expect(rational(6n, -4n)).toEqual({ num: -3n, den: 2n });
		expect(rational(0n, -5n)).toEqual({ num: 0n, den: 1n });
		expect(() => rational(1n, 0n)).toThrow(RangeError);
	});

	it('is a field', () => {
		fc.assert(
			fc.property(fraction, fraction, fraction, (a, b, c) => {
				expect(add(a, b)).toEqual(add(b, a));
				expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
				expect(add(subtract(a, b), b)).toEqual(a);
				if (b.num !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
				expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
				expect(compare(a, b) === 0).toBe(equals(a, b));
			}),
			{ seed: 20250813 }
		);
	});

	it.each([
		['-12.50', rational(-25n, 2n)],
		['.5', rational(1n, 2n)],
		['5.', integer(5)],
		['0', integer(0)],
		['007', integer(7)],
		['', null],
		['.', null],
		['1.2.3', null],
		['1e5', null],
		[' 1', null],
		['9'.repeat(4_001), null]
	])('parseDecimal(%j)', (text, value) => {
		expect(parseDecimal(text)).toEqual(value);
	});

	it('raises to powers, and refuses what would fill the memory', () => {
		expect(power(rational(2n, 3n), -2n)).toEqual(rational(9n, 4n));
		expect(power(integer(-1), 10n ** 40n)).toEqual(integer(1));
		expect(power(integer(0), 0n)).toBeNull();
		expect(power(integer(0), -1n)).toBeNull();
		expect(power(integer(9), 10n ** 9n)).toBeNull();
		expect(powerOfTen(5_000)).toBeNull();
		expect(powerOfTen(-2)).toEqual(rational(1n, 100n));
	});

	it('knows which decimals end', () => {
		expect(isTerminating(rational(3n, 8n))).toBe(true);
		expect(isTerminating(rational(1n, 3n))).toBe(false);
		expect(isTerminating(integer(0))).toBe(true);
	});
});
