import { describe, expect, it } from 'vitest';
import { ComplexField } from '../../../src/lib/core/verify/complex.ts';
import { loadEngine } from '../../../src/lib/core/verify/engine.ts';
import { evaluate, type Scope } from '../../../src/lib/core/verify/evaluate.ts';
import { Deadline, EvaluationFailure } from '../../../src/lib/core/verify/evaluation-failure.ts';
import type { Expression, FunctionName } from '../../../src/lib/core/verify/expression.ts';
import { integerFunction } from '../../../src/lib/core/verify/integer-functions.ts';
import { integer, rational, type Rational } from '../../../src/lib/core/verify/rational.ts';
import { RealField } from '../../../src/lib/core/verify/real.ts';
import { realFunction } from '../../../src/lib/core/verify/real-functions.ts';

const { BigDecimal } = await loadEngine();
const real = new RealField(BigDecimal);

/** The value, or why there is none. */
function outcomeOf<T>(compute: () => T): T | string {
	try {
		return compute();
	} catch (error) {
		if (error instanceof EvaluationFailure) return error.kind;
		throw error;
	}
}

const integers = (name: FunctionName, ...values: bigint[]): bigint | string =>
	outcomeOf(() => integerFunction(name, values));

describe('functions of integers', () => {
	it.each([
		['Factorial', [0n], 1n],
		['Factorial', [1n], 1n],
		['Factorial', [5n], 120n],
		['Factorial', [-1n], 'undefined'],
		['Factorial', [1_001n], 'refused'],
		['Binomial', [5n, 2n], 10n],
		['Binomial', [5n, 3n], 10n],
		['Binomial', [5n, 0n], 1n],
		['Binomial', [5n, 5n], 1n],
		['Binomial', [5n, 6n], 0n],
		['Binomial', [0n, 0n], 1n],
		['Binomial', [52n, 5n], 2_598_960n],
		['Binomial', [-1n, 1n], 'undefined'],
		['Binomial', [1n, -1n], 'undefined'],
		['Binomial', [4_001n, 2n], 'refused'],
		['Mod', [7n, 3n], 1n],
		['Mod', [-7n, 3n], 2n],
		['Mod', [7n, -3n], -2n],
		['Mod', [-7n, -3n], -1n],
		['Mod', [6n, 3n], 0n],
		['Mod', [-6n, 3n], 0n],
		['Mod', [6n, 0n], 'undefined'],
		['GCD', [12n, 18n], 6n],
		['GCD', [-12n, 18n], 6n],
		['GCD', [0n, 5n], 5n],
		['GCD', [0n, 0n], 0n],
		['GCD', [12n, 18n, 8n], 2n],
		['LCM', [4n, 6n], 12n],
		['LCM', [-4n, 6n], 12n],
		['LCM', [0n, 6n], 0n],
		['LCM', [6n, 0n], 0n],
		['LCM', [2n, 3n, 5n], 30n],
		['Mod', [7n], 'refused'],
		['Binomial', [7n], 'refused'],
		['Factorial', [], 'refused'],
		['Sin', [1n, 2n], 'refused']
	] as const)('%s of %s is %s', (name, values, expected) => {
		expect(integers(name, ...values)).toBe(expected);
	});

	it('takes the largest that are not too long', () => {
		expect(String(integers('Factorial', 1_000n))).toHaveLength(2_568);
		expect(integers('Binomial', 4_000n, 1n)).toBe(4_000n);
	});
});

describe('functions of one number', () => {
	const valueOf = (name: FunctionName, x: Rational): number | string =>
		outcomeOf(() => real.ball(realFunction(name, x, real)).mid.toNumber());

	it.each([
		['Cot', (x: number) => 1 / Math.tan(x)],
		['Sec', (x: number) => 1 / Math.cos(x)],
		['Csc', (x: number) => 1 / Math.sin(x)]
	] as const)('%s is the reciprocal that it is said to be', (name, reference) => {
		for (const num of [-9n, -2n, 1n, 7n]) {
			expect(valueOf(name, rational(num, 10n))).toBeCloseTo(reference(Number(num) / 10), 12);
		}
	});

	it('has the ends of the arcs', () => {
		expect(valueOf('Arcsin', integer(1))).toBeCloseTo(Math.PI / 2, 14);
		expect(valueOf('Arcsin', integer(-1))).toBeCloseTo(-Math.PI / 2, 14);
		expect(valueOf('Arccos', integer(-1))).toBeCloseTo(Math.PI, 14);
		expect(valueOf('Arcsin', integer(2))).toBe('undefined');
		expect(valueOf('GCD', integer(2))).toBe('refused');
	});
});

const of = (name: FunctionName, ...args: (Expression | number | string)[]): Expression => ({
	kind: 'call',
	name,
	args: args.map((arg) => {
		if (typeof arg === 'number') return { kind: 'number', value: integer(arg) };
		return typeof arg === 'string' ? { kind: 'symbol', name: arg } : arg;
	})
});
const fraction = (num: bigint, den: bigint): Expression => ({
	kind: 'number',
	value: rational(num, den)
});

interface Value {
	readonly re: number;
	readonly im: number;
}

function evaluated(node: Expression, scope: Partial<Scope> = {}): Value | string {
	return outcomeOf(() => {
		const { re, im } = evaluate(node, {
			field: new ComplexField(real),
			deadline: new Deadline(5_000),
			variables: new Map([['x', integer(3)]]),
			allowsComplex: false,
			bareLogScale: integer(1),
			...scope
		});
		return { re: real.ball(re).mid.toNumber(), im: real.ball(im).mid.toNumber() };
	});
}

describe('the value of an expression', () => {
	it.each([
		['a sum', of('Add', 1, 'x', 5), 9],
		['a product', of('Multiply', 2, 'x', 5), 30],
		['a difference', of('Subtract', 'x', 5), -2],
		['a difference of one', of('Subtract', 'x'), -3],
		['a sign', of('Negate', 'x'), -3],
		['a quotient', of('Divide', 'x', 4), 0.75],
		['a distance from zero', of('Abs', -7), 7],
		['a square root', of('Sqrt', 9), 3],
		['a root', of('Root', 32, 5), 2],
		['an exponential', of('Exp', 1), Math.E],
		['e to a power', of('Power', 'e', 2), Math.E ** 2],
		['a power', of('Power', 2, 'x'), 8],
		['a power of a power', of('Power', 4, fraction(3n, 2n)), 8],
		['an odd root of what is negative', of('Power', -8, fraction(1n, 3n)), -2],
		['a power that is no fraction', of('Power', 2, of('Sqrt', 2)), 2 ** Math.SQRT2],
		['zero to such a power', of('Power', 0, of('Sqrt', 2)), 0],
		['a natural logarithm', of('Ln', 'x'), Math.log(3)],
		['a natural logarithm to a base', of('Ln', 8, 2), 3],
		['a logarithm to a base', of('Log', 8, 2), 3],
		['a logarithm to base 2', of('Lb', 8), 3],
		['degrees', of('Degrees', 180), Math.PI],
		['a floor', of('Floor', fraction(-5n, 2n)), -3],
		['a ceiling', of('Ceil', fraction(-5n, 2n)), -2],
		['a greatest', of('Max', 2, 'x', 1), 3],
		['a least', of('Min', 2, 'x', 1), 1],
		['a least that stands last', of('Min', 2, 'x', 5), 2],
		['a remainder', of('Mod', 7, 'x'), 1],
		['π', of('Add', 'pi'), Math.PI]
	] as const)('is found for %s', (_, node, expected) => {
		const value = evaluated(node) as Value;
		expect(value.re).toBeCloseTo(expected, 12);
		expect(value.im).toBe(0);
	});

	it('takes a logarithm without a base to the base that is meant', () => {
		const decimal = real.divide(integer(1), real.ln(integer(10)));
		const scale = rational(
			BigInt(Math.round(real.ball(decimal).mid.toNumber() * 1e15)),
			10n ** 15n
		);
		const value = evaluated(of('Log', 1_000), { bareLogScale: scale }) as Value;
		expect(value.re).toBeCloseTo(3, 9);
	});

	it('has the root of what is negative only where there is an i', () => {
		expect(evaluated(of('Sqrt', -4))).toBe('undefined');
		expect(evaluated(of('Sqrt', -4), { allowsComplex: true })).toEqual({ re: 0, im: 2 });
		expect(evaluated(of('Multiply', 'i', 'i'))).toEqual({ re: -1, im: 0 });
		expect(evaluated(of('Conjugate', of('Add', 1, 'i')))).toEqual({ re: 1, im: -1 });
		expect(evaluated(of('Abs', of('Add', 3, of('Multiply', 4, 'i'))))).toEqual({ re: 5, im: 0 });
	});

	it.each([
		['a quotient by zero', of('Divide', 1, 0), 'undefined'],
		['a logarithm of zero', of('Ln', 0), 'undefined'],
		['what nobody knows', of('Add', 'y', 1), 'refused'],
		['nothing to add', of('Add'), 'refused'],
		['a quotient by nothing', of('Divide', 1), 'refused'],
		['a power of nothing', of('Power', 2), 'refused'],
		['a root of degree 1', of('Root', 4, 1), 'refused'],
		['a root of no whole degree', of('Root', 4, fraction(5n, 2n)), 'fractional'],
		['a root of a huge degree', of('Root', 4, 2_001), 'refused'],
		['a factorial of a fraction', of('Factorial', fraction(1n, 2n)), 'fractional'],
		['a factorial of no exact number', of('Factorial', 'pi'), 'refused'],
		['a sine of what is not real', of('Sin', 'i'), 'refused'],
		['an even root of what is negative', of('Power', -8, fraction(1n, 4n)), 'fractional']
	] as const)('is none for %s', (_, node, kind) => {
		expect(evaluated(node)).toBe(kind);
	});

	it('is none once the time is used up', () => {
		expect(evaluated(of('Add', 1, 2), { deadline: new Deadline(-1) })).toBe('timeout');
	});
});
