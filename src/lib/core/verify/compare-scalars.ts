import type { Comparison } from './comparison.ts';
import {
	compareExpressions,
	constantValue,
	fieldOf,
	type Workbench
} from './compare-expressions.ts';
import { compareNumbers, isRoundedResponse, isWithinHalf, roundsTo } from './compare-numbers.ts';
import type { Complex } from './complex.ts';
import { EvaluationFailure } from './evaluation-failure.ts';
import { toExpression, type Expression } from './expression.ts';
import { parseLatex } from './latex.ts';
import type { NumberReading } from './number.ts';
import { different, equal, unclear, type Outcome } from './outcome.ts';
import {
	absolute,
	compare,
	divide,
	multiply,
	ONE,
	equals,
	rational,
	type Rational
} from './rational.ts';
import { isExact, isExactZero } from './real.ts';
import type { Scalar } from './scalar.ts';
import { factorsOf } from './unit-table.ts';
import { isDimensionless, relateUnits, type Unit } from './unit.ts';

const OPEN_LETTER = 'a letter may be a unit or a variable';

/**
 * Compares two values with their units. A unit that only one side writes counts as understood;
 * units of one kind are converted; units of different kinds are different answers.
 */
export function compareScalars(gold: Scalar, response: Scalar, comparison: Comparison): Outcome {
	const outcome = compareAsRead(gold, response, comparison);
	if (outcome.kind !== 'different') return outcome;
	// A right answer with its unit must not be called wrong.
	if (gold.inUnits === null && response.inUnits === null) return outcome;
	const inUnits = compareAsRead(gold.inUnits ?? gold, response.inUnits ?? response, comparison);
	return inUnits.kind === 'different' ? outcome : unclear(OPEN_LETTER);
}

function compareAsRead(gold: Scalar, response: Scalar, comparison: Comparison): Outcome {
	if (gold.unit !== null && response.unit !== null) {
		return compareWithUnits(gold, gold.unit, response, response.unit, comparison);
	}
	if (gold.isUnitUncertain || response.isUnitUncertain)
		return compareUncertain(gold, response, comparison);
	const unit = gold.unit ?? response.unit;
	if (unit === null) return compareValues(gold, response, ONE, comparison);
	const toGold = gold.unit === null ? unit.factor : divide(ONE, unit.factor);
	return isDimensionless(unit) && !equals(unit.factor, ONE)
		? compareScaled(gold, response, unit, toGold, comparison)
		: compareWithOneUnit(gold, response, unit, comparison);
}

function compareWithUnits(
	gold: Scalar,
	goldUnit: Unit,
	response: Scalar,
	responseUnit: Unit,
	comparison: Comparison
): Outcome {
	const relation = relateUnits(goldUnit, responseUnit);
	if (relation.kind === 'same') return compareValues(gold, response, ONE, comparison);
	if (relation.kind === 'convertible')
		return compareValues(gold, response, relation.factor, comparison);
	if (relation.kind === 'different') return different('the units differ');
	const values = compareValues(gold, response, ONE, comparison);
	if (values.kind === 'different' && isSameWording(goldUnit, responseUnit)) return values;
	return unclear('the units may differ');
}

/** Degrees against radians, or a known unit against words: another number can be the same amount. */
function isSameWording(a: Unit, b: Unit): boolean {
	return (a.dimension === null) === (b.dimension === null) && !('degree' in (a.dimension ?? {}));
}

function compareWithOneUnit(
	gold: Scalar,
	response: Scalar,
	unit: Unit,
	comparison: Comparison
): Outcome {
	const values = compareValues(gold, response, ONE, comparison);
	if (values.kind !== 'different') return values;
	if ('degree' in (unit.dimension ?? {})) return compareAngles(gold, response, comparison);
	const isOpen = isSameAmountInOtherUnit(gold, response, unit);
	return isOpen ? unclear('one side leaves the unit open') : values;
}

/** 30° is \pi/6: an angle without a unit is in radians. */
function compareAngles(gold: Scalar, response: Scalar, comparison: Comparison): Outcome {
	const inRadians = (side: Scalar): Scalar =>
		side.unit === null ? side : { ...side, head: `(${side.head})^\\circ`, number: null };
	return compareValues(inRadians(gold), inRadians(response), ONE, comparison);
}

/** '50 cents' for 0.5 is right if the question asks for dollars, '1 hour' for 60 if it asks for minutes. */
function isSameAmountInOtherUnit(gold: Scalar, response: Scalar, unit: Unit): boolean {
	const [named, open] = gold.unit === null ? [response, gold] : [gold, response];
	const { number } = named;
	if (number === null || open.number === null || unit.dimension === null) return false;
	const amount = multiply(number.value, unit.factor);
	const bare = open.number.value;
	return factorsOf(unit.dimension).some((factor) => equals(multiply(bare, factor), amount));
}

/**
 * 50% is 0.5, exactly. It is also what 50 means where a question asks for per cent, unless the number
 * is so small that it could be the fraction: 1 may be 1% or 100%. '5 million' is 5,000,000, and 5
 * only if the question asks for millions.
 */
function compareScaled(
	gold: Scalar,
	response: Scalar,
	unit: Unit,
	toGold: Rational,
	comparison: Comparison
): Outcome {
	const converted = compareValues(gold, response, toGold, comparison);
	if (converted.kind === 'equal') return converted;
	const plain = compareValues(gold, response, ONE, comparison);
	if (plain.kind === 'different') return converted;
	if (unit.isPercent && plain.kind === 'equal' && isLarge(gold.number)) {
		return equal('the numbers are equal, in per cent');
	}
	return unclear('one side leaves the scale open');
}

function isLarge(number: NumberReading | null): boolean {
	return number !== null && compare(absolute(number.value), ONE) > 0;
}

/** '5m' against '5': a unit that may be left out, or a variable that may not. */
function compareUncertain(gold: Scalar, response: Scalar, comparison: Comparison): Outcome {
	const values = compareValues(gold, response, ONE, comparison);
	if (gold.number !== null && response.number !== null) {
		return values.kind === 'equal' ? unclear(OPEN_LETTER) : values;
	}
	return compareValues(whole(gold), whole(response), ONE, comparison);
}

function whole(scalar: Scalar): Scalar {
	return scalar.isUnitUncertain ? { ...scalar, head: scalar.text, number: null } : scalar;
}

/** Compares the numbers or expressions before the units; `factor` converts the response. */
function compareValues(
	gold: Scalar,
	response: Scalar,
	factor: Rational,
	comparison: Comparison
): Outcome {
	if (gold.number !== null && response.number !== null) {
		return compareNumbers(gold.number, scaled(response.number, factor));
	}
	if (gold.head === response.head && equals(factor, ONE))
		return equal('the expressions are the same');
	if (comparison.engine === null) {
		comparison.wantEngine();
		return unclear('an expression needs the engine');
	}
	const bench = { engine: comparison.engine, deadline: comparison.deadline };
	const a = expressionOf(gold, bench);
	const b = expressionOf(response, bench);
	if (a === null || b === null)
		return unclear('an answer cannot be read as one mathematical expression');
	const outcome = compareExpressions(a, times(factor, b), bench);
	if (outcome.kind === 'different' && isSameLetter(gold.head, response.head)) {
		return unclear('the letters differ in case only');
	}
	return outcome.kind === 'different'
		? roundedOr(outcome, gold, response, [a, times(factor, b)], bench)
		: outcome;
}

/** 'b' and '(B)' may be the same option. */
function isSameLetter(a: string, b: string): boolean {
	return /^[a-zA-Z]$/.test(a) && a.toLowerCase() === b.replace(/[()]/g, '').toLowerCase();
}

function scaled(number: NumberReading, factor: Rational): NumberReading {
	if (equals(factor, ONE)) return number;
	return { value: multiply(number.value, factor), places: null, digits: 0 };
}

/** The rounding rule of compare-numbers.ts where one side is irrational: \pi for 3.14 and 3.14 for \pi. */
function roundedOr(
	outcome: Outcome,
	gold: Scalar,
	response: Scalar,
	[a, b]: readonly [Expression, Expression],
	bench: Workbench
): Outcome {
	const goldValue = constantValue(a, bench);
	const responseValue = constantValue(b, bench);
	if (goldValue === null || responseValue === null) return outcome;
	const distance = distanceOf(goldValue, responseValue, bench);
	if (distance === null) return outcome;
	if (gold.number !== null && gold.number.places !== null) {
		return isWithinHalf(distance, gold.number.places) ? roundsTo(gold.number, Infinity) : outcome;
	}
	const { number } = response;
	const isRounded =
		number?.places != null && isRoundedResponse(number) && isWithinHalf(distance, number.places);
	return isRounded ? unclear('the response is a rounded value of an exact answer') : outcome;
}

/** |a - b| of real values to about 15 digits; null for complex ones. */
function distanceOf(a: Complex, b: Complex, bench: Workbench): Rational | null {
	const { real } = fieldOf(bench);
	if (!isExactZero(a.im) || !isExactZero(b.im)) return null;
	const difference = real.subtract(a.re, b.re);
	if (isExact(difference)) return absolute(difference);
	const { significand, exponent } = difference.mid.toPrecision(15).abs();
	if (Math.abs(exponent) > 1_000) return null;
	const power = 10n ** BigInt(Math.abs(exponent));
	return exponent < 0 ? rational(significand, power) : rational(significand * power, 1n);
}

function times(factor: Rational, expression: Expression): Expression {
	if (equals(factor, ONE)) return expression;
	return { kind: 'call', name: 'Multiply', args: [{ kind: 'number', value: factor }, expression] };
}

function expressionOf(scalar: Scalar, bench: Workbench): Expression | null {
	return scalar.number === null
		? readExpression(scalar.head, bench)
		: { kind: 'number', value: scalar.number.value };
}

/** The expression of a cleaned text; null where it cannot be judged. */
export function readExpression(text: string, bench: Workbench): Expression | null {
	bench.deadline.check();
	const json = parseLatex(text, bench.engine);
	if (json === null) return null;
	try {
		return toExpression(json);
	} catch (error) {
		if (error instanceof EvaluationFailure && error.kind !== 'timeout') return null;
		throw error;
	}
}
