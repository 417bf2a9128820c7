import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/lib/core/verify/engine.ts';
import { EvaluationFailure } from '../../../src/lib/core/verify/evaluation-failure.ts';
import { integer, rational } from '../../../src/lib/core/verify/rational.ts';
import { isExact, RealField, type Real } from '../../../src/lib/core/verify/real.ts';
import { realFunction } from '../../../src/lib/core/verify/real-functions.ts';

const { BigDecimal } = await loadEngine();
const field = new RealField(BigDecimal);

function digits(value: Real, count: number): string {
	return field.ball(value).mid.toPrecision(count).toString();
}

function kindOf(evaluate: () => unknown): string {
	try {
		evaluate();
		return 'value';
	} catch (error) {
		return error instanceof EvaluationFailure ? error.kind : 'other';
	}
}

describe('RealField', () => {
	// OEIS A002193, A000796, A001113, A002162, A002388.
	it.each([
		['√2', field.sqrt(integer(2)), '1.4142135623730950488016887242096980785696718753769'],
		['π', field.pi(), '3.1415926535897932384626433832795028841971693993751'],
		['e', field.exp(integer(1)), '2.7182818284590452353602874713526624977572470937000'],
		['ln 2', field.ln(integer(2)), '0.69314718055994530941723212145817656807550013436026'],
		[
			'π²',
			field.multiply(field.pi(), field.pi()),
			'9.8696044010893586188344909998761511353136994072408'
		]
	])('knows 50 digits of %s', (_, value, expected) => {
		expect(digits(value, 50).replace(/0+$/, '')).toBe(expected.replace(/0+$/, ''));
	});

	it.each(['Sin', 'Cos', 'Tan', 'Arcsin', 'Arccos', 'Arctan', 'Sinh', 'Cosh', 'Tanh'] as const)(
		'%s agrees with Math over its domain',
		(name) => {
			const reference = Math[name.toLowerCase().replace('arc', 'a') as 'sin'];
			for (const num of [-9n, -5n, -1n, 1n, 3n, 9n]) {
				const x = rational(num, 10n);
				const value = field.ball(realFunction(name, x, field)).mid.toNumber();
				expect(value).toBeCloseTo(reference(Number(num) / 10), 14);
			}
		}
	);

	it('keeps rational numbers exact', () => {
		expect(field.sqrt(rational(9n, 4n))).toEqual(rational(3n, 2n));
		expect(field.root(integer(-8), 3)).toEqual(integer(-2));
		expect(field.add(rational(1n, 10n), rational(2n, 10n))).toEqual(rational(3n, 10n));
		expect(isExact(field.ln(integer(1)))).toBe(true);
	});

	it('knows when a difference may be zero and when it cannot be', () => {
		const root = field.sqrt(
			field.add(integer(3), field.multiply(integer(2), field.sqrt(integer(2))))
		);
		const nested = field.subtract(root, field.add(integer(1), field.sqrt(integer(2))));
		expect(field.mayBeZero(nested)).toBe(true);
		const apart = field.subtract(
			field.add(field.sqrt(integer(2)), rational(1n, 10n ** 80n)),
			field.sqrt(integer(2))
		);
		expect(field.mayBeZero(apart)).toBe(false);
	});

	it('refuses a sum that 100 digits cannot hold, rather than lose a part of it', () => {
		expect(kindOf(() => field.add(field.sqrt(integer(2)), rational(1n, 10n ** 150n)))).toBe(
			'refused'
		);
	});

	it.each([
		['√-1', () => field.sqrt(integer(-1)), 'undefined'],
		['ln 0', () => field.ln(integer(0)), 'undefined'],
		['1/0', () => field.divide(integer(1), integer(0)), 'undefined'],
		['arcsin 2', () => realFunction('Arcsin', integer(2), field), 'undefined'],
		['e^6000', () => field.exp(integer(6000)), 'refused'],
		['sin 10^12', () => field.sin(integer(10n ** 12n)), 'refused']
	])('has no value for %s', (_, evaluate, kind) => {
		expect(kindOf(evaluate)).toBe(kind);
	});

	it('takes the floor downwards, and refuses it at an integer it cannot place', () => {
		expect(field.floor(rational(-7n, 2n))).toEqual(integer(-4));
		expect(field.floor(field.pi())).toEqual(integer(3));
		const two = field.multiply(field.sqrt(integer(2)), field.sqrt(integer(2)));
		expect(kindOf(() => field.floor(two))).toBe('refused');
	});
});
