import { ComplexField, fromReal, IMAGINARY_UNIT, isReal, type Complex } from './complex.ts';
import { EvaluationFailure, type Deadline } from './evaluation-failure.ts';
import { symbolsOf, type Expression, type FunctionName } from './expression.ts';
import { integerFunction } from './integer-functions.ts';
import * as exact from './rational.ts';
import type { Rational } from './rational.ts';
import { realFunction } from './real-functions.ts';
import { isExact, type Real } from './real.ts';

export interface Scope {
	readonly field: ComplexField;
	readonly deadline: Deadline;
	/** Values of the free variables. */
	readonly variables: ReadonlyMap<string, Rational>;
	/** Whether \sqrt{-1} is i (the imaginary unit occurs) or undefined (over the reals). */
	readonly allowsComplex: boolean;
	/** The natural logarithm's factor of \log without a base: 1/ln(base), any number but 1. */
	readonly bareLogScale: Rational;
}

const MAX_ROOT = 2_000n;

/** The value of an expression. Throws EvaluationFailure. */
export function evaluate(node: Expression, scope: Scope): Complex {
	if (node.kind === 'number') return fromReal(node.value);
	if (node.kind === 'symbol') return symbolValue(node.name, scope);
	scope.deadline.check();
	return apply(node.name, node.args, scope);
}

function symbolValue(name: string, scope: Scope): Complex {
	const { field, variables } = scope;
	if (name === 'pi') return fromReal(field.real.pi());
	if (name === 'e') return fromReal(field.real.exp(exact.ONE));
	if (name === 'i') return IMAGINARY_UNIT;
	const value = variables.get(name);
	if (value === undefined) throw new EvaluationFailure('refused');
	return fromReal(value);
}

function apply(name: FunctionName, args: readonly Expression[], scope: Scope): Complex {
	const { field } = scope;
	if (name === 'Power') return power(args, scope);
	const values = args.map((arg) => evaluate(arg, scope));
	const [a, b] = values;
	if (a === undefined) throw new EvaluationFailure('refused');
	switch (name) {
		case 'Add':
			return values.reduce((sum, value) => field.add(sum, value));
		case 'Multiply':
			return values.reduce((product, value) => field.multiply(product, value));
		case 'Negate':
			return field.negate(a);
		case 'Subtract':
			return b === undefined ? field.negate(a) : field.add(a, field.negate(b));
		case 'Divide':
			return field.divide(a, required(b));
		case 'Abs':
			return field.absolute(a);
		case 'Conjugate':
			return field.conjugate(a);
		case 'Exp':
			return field.exp(a);
		case 'Sqrt':
			return root(a, 2, scope);
		case 'Root':
			return root(a, rootDegree(required(b)), scope);
		default:
			return fromReal(applyReal(name, values.map(realPart), scope));
	}
}

function applyReal(name: FunctionName, values: readonly Real[], scope: Scope): Real {
	const { real } = scope.field;
	const [a, b] = values;
	if (a === undefined) throw new EvaluationFailure('refused');
	switch (name) {
		case 'Ln':
			return b === undefined ? real.ln(a) : real.divide(real.ln(a), real.ln(b));
		case 'Log':
			if (b === undefined) return real.multiply(real.ln(a), scope.bareLogScale);
			return real.divide(real.ln(a), real.ln(b));
		case 'Lb':
			return real.divide(real.ln(a), real.ln(exact.integer(2)));
		case 'Degrees':
			return real.divide(real.multiply(a, real.pi()), exact.integer(180));
		case 'Floor':
			return real.floor(a);
		case 'Ceil':
			return real.negate(real.floor(real.negate(a)));
		case 'Max':
			return values.reduce((x, y) => (real.sign(real.subtract(x, y)) < 0 ? y : x));
		case 'Min':
			return values.reduce((x, y) => (real.sign(real.subtract(x, y)) < 0 ? x : y));
		case 'Factorial':
		case 'Binomial':
		case 'GCD':
		case 'LCM':
		case 'Mod':
			return exact.integer(integerFunction(name, values.map(integerValue)));
		default:
			return realFunction(name, a, real);
	}
}

function power(args: readonly Expression[], scope: Scope): Complex {
	const { field } = scope;
	const [baseNode, exponentNode] = args;
	if (baseNode === undefined || exponentNode === undefined) throw new EvaluationFailure('refused');
	const exponent = evaluate(exponentNode, scope);
	if (baseNode.kind === 'symbol' && baseNode.name === 'e') return field.exp(exponent);
	const base = evaluate(baseNode, scope);
	const to = realPart(exponent);
	if (isExact(to)) {
		if (exact.isInteger(to)) return field.powerOfInteger(base, to.num);
		if (to.den <= MAX_ROOT) return rationalPower(base, to, args, scope);
	}
	const { real } = field;
	const from = realPart(base);
	if (isExact(from) && from.num === 0n && real.sign(to) > 0) return base;
	return fromReal(real.exp(real.multiply(to, real.ln(from))));
}

/**
 * A negative base has an odd root where the exponent is written out, as in (-8)^{1/3}; not where
 * the exponent is a variable that happens to be a fraction.
 */
function rationalPower(
	base: Complex,
	to: Rational,
	nodes: readonly Expression[],
	scope: Scope
): Complex {
	const [isConstantBase, isConstantExponent] = nodes.map((node) => symbolsOf(node).length === 0);
	const { field } = scope;
	const from = realPart(base);
	const isOddRoot = to.den % 2n === 1n && isConstantExponent === true;
	if (field.real.sign(from) < 0 && to.den !== 2n && !isOddRoot) {
		// (-1)^n is meant for whole n.
		throw new EvaluationFailure(isConstantBase ? 'fractional' : 'undefined');
	}
	return field.powerOfInteger(root(base, Number(to.den), scope), to.num);
}

function root(a: Complex, degree: number, scope: Scope): Complex {
	const { field } = scope;
	const value = realPart(a);
	if (degree === 2 && scope.allowsComplex && field.real.sign(value) < 0) {
		return { re: exact.ZERO, im: field.real.sqrt(field.real.negate(value)) };
	}
	return fromReal(field.real.root(value, degree));
}

function rootDegree(degree: Complex): number {
	const value = integerValue(realPart(degree));
	if (value < 2n || value > MAX_ROOT) throw new EvaluationFailure('refused');
	return Number(value);
}

function realPart(value: Complex): Real {
	if (!isReal(value)) throw new EvaluationFailure('refused');
	return value.re;
}

function integerValue(value: Real): bigint {
	if (!isExact(value)) throw new EvaluationFailure('refused');
	if (!exact.isInteger(value)) throw new EvaluationFailure('fractional');
	return value.num;
}

function required(value: Complex | undefined): Complex {
	if (value === undefined) throw new EvaluationFailure('refused');
	return value;
}
