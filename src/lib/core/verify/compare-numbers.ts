import type { NumberReading } from './number.ts';
import { different, equal, unclear, type Outcome } from './outcome.ts';
import {
	absolute,
	compare,
	equals,
	isTerminating,
	multiply,
	powerOfTen,
	rational,
	subtract,
	type Rational
} from './rational.ts';

/** With fewer significant digits than this, agreeing after rounding may be an accident. */
const MIN_DIGITS = 3;
/** A more precise response must say at least so many decimals more. */
const EXTRA_PLACES = 2;

/**
 * Numbers are equal when they are exactly equal. The expected answer's precision decides the rest:
 * where it is a decimal of three significant digits or more, a response that is more precise by two
 * decimals or more (1/3 and \pi are, without limit) and rounds to it is correct: 0.333 for 1/3, 3.14
 * for 3.14159. Where only rounding could make the two agree otherwise, the comparison is unclear.
 */
export function compareNumbers(gold: NumberReading, response: NumberReading): Outcome {
	if (equals(gold.value, response.value)) return equal('the numbers are equal');
	return compareRounded(gold, response, absolute(subtract(gold.value, response.value)));
}

/** The rule for numbers that differ by `distance` ≠ 0. */
function compareRounded(gold: NumberReading, response: NumberReading, distance: Rational): Outcome {
	if (gold.places !== null && isWithinHalf(distance, gold.places)) {
		return roundsTo(gold, writtenPlaces(response));
	}
	if (
		gold.places !== null &&
		isTruncated(distance, gold.places, gold.digits, writtenPlaces(response))
	) {
		return unclear('the expected answer may be cut off, not rounded');
	}
	const isRounding = response.places !== null && isWithinHalf(distance, response.places);
	if (isRounding && response.digits >= MIN_DIGITS)
		return unclear('the response is a rounded value');
	return different('the numbers differ');
}

/** A response of `places` decimals that rounds to the expected one. */
export function roundsTo(gold: NumberReading, places: number): Outcome {
	const isPrecise = gold.digits >= MIN_DIGITS && places >= (gold.places ?? 0) + EXTRA_PLACES;
	return isPrecise
		? equal('rounded like the expected answer the numbers are equal')
		: unclear('the numbers agree only after rounding');
}

/** 0.1666 for 1/6: within one unit of the last decimal, and the response is more precise. */
function isTruncated(distance: Rational, places: number, digits: number, written: number): boolean {
	const unit = powerOfTen(-places);
	return (
		digits >= MIN_DIGITS &&
		written >= places + EXTRA_PLACES &&
		unit !== null &&
		compare(distance, unit) < 0
	);
}

/** Whether a distance is at most half a unit of the last written decimal. */
export function isWithinHalf(distance: Rational, places: number): boolean {
	const unit = powerOfTen(-places);
	return unit !== null && compare(distance, multiply(unit, rational(1n, 2n))) <= 0;
}

export function isRoundedResponse(response: NumberReading): boolean {
	return response.places !== null && response.digits >= MIN_DIGITS;
}

/** Decimals of the number; without end for 1/3. */
function writtenPlaces(reading: NumberReading): number {
	if (reading.places !== null) return reading.places;
	if (!isTerminating(reading.value)) return Infinity;
	let places = 0;
	for (let den = reading.value.den; den > 1n; den = den % 10n === 0n ? den / 10n : shrink(den))
		places++;
	return places;
}

/** 2^a·5^b needs max(a, b) decimals: each step takes one 2 and one 5, where there are any. */
function shrink(den: bigint): bigint {
	const halved = den % 2n === 0n ? den / 2n : den;
	return halved % 5n === 0n ? halved / 5n : halved;
}
