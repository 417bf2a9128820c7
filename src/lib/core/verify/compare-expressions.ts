import { ComplexField, isReal, type Complex } from './complex.ts';
import type { Engine } from './engine.ts';
import { EvaluationFailure, type Deadline } from './evaluation-failure.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { hasBareLogarithm, isComplex, symbolsOf, type Expression } from './expression.ts';
import { different, equal, unclear, type Outcome } from './outcome.ts';
import { samplePoints } from './sample-points.ts';
import { RealField } from './real.ts';

/** Fewer points than this, where both have a value, prove nothing. */
const MIN_POINTS = 6;

export interface Workbench {
	readonly engine: Engine;
	readonly deadline: Deadline;
}

/**
 * Whether two expressions are equal: constants by their exact value, or all of 90 digits; functions by their
 * values at seeded points. Polynomials and rational functions are sampled exactly, where agreement
 * by chance is practically impossible (Schwartz 1980, Zippel 1979). Over the reals a point where
 * only one of the two has a value leaves the comparison unclear: \ln x^2 is not quite 2\ln x.
 */
export function compareExpressions(a: Expression, b: Expression, bench: Workbench): Outcome {
	const tally = { same: 0, oneSided: 0 };
	const needed = symbolsOf(a).length + symbolsOf(b).length === 0 ? 1 : MIN_POINTS;
	for (const scope of scopesOf([a, b], bench)) {
		const x = valueAt(a, scope);
		const y = valueAt(b, scope);
		if (x === 'refused' || y === 'refused')
			return unclear('an expression is beyond what is evaluated');
		if (x === 'fractional' || y === 'fractional' || (x === null && y === null)) continue;
		if (x === null || y === null) tally.oneSided++;
		else if (isSame(x, y, scope.field)) tally.same++;
		else return differing(a, b, needed === 1);
	}
	if (tally.oneSided > 0) return unclear('the expressions are defined in different places');
	if (tally.same < needed) return unclear('the expressions have no value to compare');
	return equal(needed === 1 ? 'the values are equal' : 'the expressions are equal');
}

function differing(a: Expression, b: Expression, areConstants: boolean): Outcome {
	if (hasBareLogarithm(a) !== hasBareLogarithm(b))
		return unclear('the base of a logarithm is open');
	return different(areConstants ? 'the values differ' : 'the expressions differ');
}

/**
 * Whether `a = 0` and `b = 0` say the same, that is a = c·b with a constant c ≠ 0 (c > 0 for
 * inequalities). 0 = 0 says nothing and is never found equal to anything.
 */
export function compareProportional(
	a: Expression,
	b: Expression,
	needsPositive: boolean,
	bench: Workbench
): Outcome {
	let first: { x: Complex; y: Complex } | null = null;
	let same = 0;
	for (const scope of scopesOf([a, b], bench)) {
		const { field } = scope;
		const x = valueAt(a, scope);
		const y = valueAt(b, scope);
		if (x === 'refused' || y === 'refused')
			return unclear('an equation is beyond what is evaluated');
		if (x === 'fractional' || y === 'fractional' || x === null || y === null) continue;
		if (isZero(x, field) !== isZero(y, field)) return different('the equations differ');
		if (isZero(x, field)) continue;
		first ??= { x, y };
		if (!isSame(field.multiply(x, first.y), field.multiply(y, first.x), field)) {
			return different('the equations differ');
		}
		if (needsPositive && !isPositiveRatio(x, y, field)) return different('the inequalities differ');
		same++;
	}
	if (same < MIN_POINTS) return unclear('an equation holds everywhere or nowhere');
	return equal('the equations are the same up to a factor');
}

/** The value of an expression without variables; null where it has none. */
export function constantValue(expression: Expression, bench: Workbench): Complex | null {
	if (symbolsOf(expression).length > 0) return null;
	for (const scope of scopesOf([expression], bench)) {
		const value = valueAt(expression, scope);
		return typeof value === 'string' ? null : value;
	}
	return null;
}

export function fieldOf(bench: Workbench): ComplexField {
	return new ComplexField(new RealField(bench.engine.BigDecimal));
}

/** Whether two values are equal as far as 90 digits tell. */
export function isSame(x: Complex, y: Complex, field: ComplexField): boolean {
	return isZero(field.add(x, field.negate(y)), field);
}

function isZero(x: Complex, { real }: ComplexField): boolean {
	return real.mayBeZero(x.re) && real.mayBeZero(x.im);
}

function isPositiveRatio(x: Complex, y: Complex, { real }: ComplexField): boolean {
	return isReal(x) && isReal(y) && real.sign(x.re) === real.sign(y.re);
}

function* scopesOf(expressions: readonly Expression[], bench: Workbench): Generator<Scope> {
	const names = [...new Set(expressions.flatMap(symbolsOf))].sort();
	const field = fieldOf(bench);
	const allowsComplex = expressions.some(isComplex);
	for (const { variables, bareLogScale } of samplePoints(names)) {
		bench.deadline.check();
		yield { field, deadline: bench.deadline, variables, allowsComplex, bareLogScale };
	}
}

/** Null outside the domain. Time-outs go through to the caller of the comparison. */
function valueAt(expression: Expression, scope: Scope): Complex | 'refused' | 'fractional' | null {
	try {
		return evaluate(expression, scope);
	} catch (error) {
		if (!(error instanceof EvaluationFailure) || error.kind === 'timeout') throw error;
		return error.kind === 'undefined' ? null : error.kind;
	}
}
