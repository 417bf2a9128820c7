/** An exact number: `num / den` in lowest terms, `den` > 0. */
export interface Rational {
	readonly num: bigint;
	readonly den: bigint;
}

/** Digits beyond this are refused, not rounded: 10^10^10 must not fill the memory. */
export const MAX_DIGITS = 4_000;
const MAX_BITS = 14_000;

export const ZERO: Rational = { num: 0n, den: 1n };
export const ONE: Rational = { num: 1n, den: 1n };

export function integer(value: bigint | number): Rational {
	return { num: BigInt(value), den: 1n };
}

/** Throws RangeError where `den` is zero. */
export function rational(num: bigint, den: bigint): Rational {
	if (den === 0n) throw new RangeError('Division by zero.');
	if (den === 1n) return { num, den };
	const divisor = greatestCommonDivisor(num, den);
	const sign = den < 0n ? -1n : 1n;
	return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	let x = a < 0n ? -a : a;
	let y = b < 0n ? -b : b;
	while (y !== 0n) [x, y] = [y, x % y];
	return x === 0n ? 1n : x;
}

export function add(a: Rational, b: Rational): Rational {
	return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function subtract(a: Rational, b: Rational): Rational {
	return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
	return rational(a.num * b.num, a.den * b.den);
}

/** Throws RangeError where `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
	return rational(a.num * b.den, a.den * b.num);
}

export function negate(a: Rational): Rational {
	return { num: -a.num, den: a.den };
}

export function absolute(a: Rational): Rational {
	return a.num < 0n ? negate(a) : a;
}

export function equals(a: Rational, b: Rational): boolean {
	return a.num === b.num && a.den === b.den;
}

/** Negative where a < b, zero where equal, positive where a > b. */
export function compare(a: Rational, b: Rational): number {
	const difference = a.num * b.den - b.num * a.den;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isInteger(a: Rational): boolean {
	return a.den === 1n;
}

/** Bits of a number's longer part. */
export function bitLength(a: Rational): number {
	const longer = a.den > (a.num < 0n ? -a.num : a.num) ? a.den : a.num < 0n ? -a.num : a.num;
	return longer.toString(16).length * 4;
}

export function isTooLong(a: Rational): boolean {
	return bitLength(a) > MAX_BITS;
}

/** a^exponent for an integer exponent; null where the result would be too long or is undefined. */
export function power(a: Rational, exponent: bigint): Rational | null {
	if (exponent === 0n) return a.num === 0n ? null : ONE;
	if (exponent < 0n) {
		return a.num === 0n ? null : power(rational(a.den, a.num), -exponent);
	}
	const isUnit = a.den === 1n && a.num >= -1n && a.num <= 1n;
	if (isUnit) return a.num === -1n && exponent % 2n === 0n ? ONE : a;
	if (BigInt(bitLength(a) - 3) * exponent > BigInt(MAX_BITS)) return null;
	return { num: a.num ** exponent, den: a.den ** exponent };
}

/** Reads `-12.50`; null where it is no plain decimal, or longer than MAX_DIGITS. */
export function parseDecimal(text: string): Rational | null {
	if (text.length > MAX_DIGITS) return null;
	const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	if (whole === '' && fraction === '') return null;
	const value = rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
	return sign === '-' ? negate(value) : value;
}

/** 10^exponent, exact; null where |exponent| > MAX_DIGITS. */
export function powerOfTen(exponent: number): Rational | null {
	if (Math.abs(exponent) > MAX_DIGITS) return null;
	const magnitude = 10n ** BigInt(Math.abs(exponent));
	return exponent < 0 ? { num: 1n, den: magnitude } : { num: magnitude, den: 1n };
}

/** Whether the decimal expansion ends, as that of 3/8 does and that of 1/3 does not. */
export function isTerminating(a: Rational): boolean {
	let den = a.den;
	while (den % 2n === 0n) den /= 2n;
	while (den % 5n === 0n) den /= 5n;
	return den === 1n;
}
