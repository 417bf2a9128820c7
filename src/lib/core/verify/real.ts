import { PRECISION_DIGITS, type BigDecimal, type BigDecimalClass } from './engine.ts';
import { EvaluationFailure } from './evaluation-failure.ts';
import * as exact from './rational.ts';
import type { Rational } from './rational.ts';

/**
 * A real number: exact where it is rational, otherwise a midpoint of 100 digits and a radius that
 * bounds its error (ball arithmetic, as in Arb; F. Johansson, IEEE Trans. Comput. 66, 2017). Two
 * balls that do not meet are different numbers, whatever their size; two that meet agree in all
 * digits that were computed.
 */
export type Real = Rational | Ball;

export interface Ball {
	readonly mid: BigDecimal;
	readonly radius: BigDecimal;
}

const RADIUS_DIGITS = 8;
/** Arguments beyond this are refused: e^5000 has 2,172 digits. */
const MAX_EXPONENT = 5_000;
const MAX_ANGLE = 1e9;

export function isExact(value: Real): value is Rational {
	return 'num' in value;
}

export function isExactZero(value: Real): boolean {
	return isExact(value) && value.num === 0n;
}

/** Arithmetic on `Real`. Throws EvaluationFailure 'undefined' outside a function's domain. */
export class RealField {
	readonly #Big: BigDecimalClass;
	/** Relative rounding error of one operation, with room to spare. */
	readonly #epsilon: BigDecimal;

	constructor(Big: BigDecimalClass) {
		this.#Big = Big;
		this.#epsilon = new Big(`1e-${PRECISION_DIGITS - 4}`);
	}

	add(a: Real, b: Real): Real {
		if (isExact(a) && isExact(b)) return checked(exact.add(a, b));
		if (isExactZero(a)) return b;
		if (isExactZero(b)) return a;
		const [x, y] = [this.ball(a), this.ball(b)];
		const radius = x.radius.add(y.radius);
		const isLost = (part: Ball) => !this.mayBeZero(part) && part.mid.abs().lt(radius);
		// \sqrt{2} + 10^{-200} would become \sqrt{2}: refuse what 100 digits cannot hold.
		if (isLost(x) || isLost(y)) throw new EvaluationFailure('refused');
		return this.#ball(x.mid.add(y.mid), radius);
	}

	negate(a: Real): Real {
		return isExact(a) ? exact.negate(a) : { mid: a.mid.neg(), radius: a.radius };
	}

	subtract(a: Real, b: Real): Real {
		return this.add(a, this.negate(b));
	}

	multiply(a: Real, b: Real): Real {
		if (isExact(a) && isExact(b)) return checked(exact.multiply(a, b));
		if (isExactZero(a) || isExactZero(b)) return exact.ZERO;
		const [x, y] = [this.ball(a), this.ball(b)];
		const radius = x.mid
			.abs()
			.mul(y.radius)
			.add(y.mid.abs().mul(x.radius))
			.add(x.radius.mul(y.radius));
		return this.#ball(x.mid.mul(y.mid), radius);
	}

	divide(a: Real, b: Real): Real {
		if (isExact(a) && isExact(b)) {
			if (b.num === 0n) throw new EvaluationFailure('undefined');
			return checked(exact.divide(a, b));
		}
		return this.multiply(a, this.#invert(this.ball(b)));
	}

	/** -1, 0 or 1; 'refused' where the ball holds zero and both signs are possible. */
	sign(a: Real): -1 | 0 | 1 {
		if (isExact(a)) return a.num === 0n ? 0 : a.num < 0n ? -1 : 1;
		if (this.mayBeZero(a)) throw new EvaluationFailure('refused');
		return a.mid.isNegative() ? -1 : 1;
	}

	mayBeZero(a: Real): boolean {
		return isExact(a) ? a.num === 0n : a.mid.abs().lte(a.radius);
	}

	/** The square root of a number ≥ 0. */
	sqrt(a: Real): Real {
		return this.root(a, 2);
	}

	/** The n-th root, n ≥ 2; of negative numbers for odd n only. */
	root(a: Real, n: number): Real {
		if (isExactZero(a)) return a;
		if (this.sign(a) < 0) {
			if (n % 2 === 0) throw new EvaluationFailure('undefined');
			return this.negate(this.root(this.negate(a), n));
		}
		const rationalRoot = isExact(a) ? exactRoot(a, n) : null;
		if (rationalRoot !== null) return rationalRoot;
		const x = this.ball(a);
		const mid = n === 2 ? x.mid.sqrt() : x.mid.nthRoot(n);
		// d(x^(1/n)) = x^(1/n) / (n x) dx; the derivative shrinks as x grows.
		return this.#ball(mid, x.radius.mul(mid).div(x.mid).abs());
	}

	exp(a: Real): Real {
		if (isExactZero(a)) return exact.ONE;
		const x = this.ball(a);
		if (Math.abs(x.mid.toNumber()) > MAX_EXPONENT) throw new EvaluationFailure('refused');
		const mid = x.mid.exp();
		return this.#ball(mid, mid.mul(x.radius).mul(2));
	}

	ln(a: Real): Real {
		if (this.sign(a) <= 0) throw new EvaluationFailure('undefined');
		if (isExact(a) && exact.equals(a, exact.ONE)) return exact.ZERO;
		const x = this.ball(a);
		return this.#ball(x.mid.ln(), x.radius.div(x.mid).mul(2));
	}

	sin(a: Real): Real {
		return isExactZero(a) ? a : this.#bounded(a, (x) => x.sin());
	}

	cos(a: Real): Real {
		return isExactZero(a) ? exact.ONE : this.#bounded(a, (x) => x.cos());
	}

	arctan(a: Real): Real {
		return isExactZero(a) ? a : this.#bounded(a, (x) => x.atan());
	}

	pi(): Real {
		return this.#ball(this.#Big.PI, this.#Big.ZERO);
	}

	/** The largest integer below; 'refused' where the ball holds an integer. */
	floor(a: Real): Real {
		if (isExact(a)) {
			const quotient = a.num / a.den;
			return exact.integer(a.num < 0n && a.den !== 1n ? quotient - 1n : quotient);
		}
		const low = a.mid.sub(a.radius).floor();
		if (!low.eq(a.mid.add(a.radius).floor())) throw new EvaluationFailure('refused');
		return exact.integer(low.toBigInt());
	}

	ball(a: Real): Ball {
		if (!isExact(a)) return a;
		const mid = new this.#Big(a.num).div(new this.#Big(a.den));
		return this.#ball(mid, this.#Big.ZERO);
	}

	/** Rounds the midpoint and adds what rounding may have cost. */
	#ball(mid: BigDecimal, radius: BigDecimal): Ball {
		if (mid.isNaN() || !mid.isFinite()) throw new EvaluationFailure('undefined');
		const rounded = mid.toPrecision(PRECISION_DIGITS);
		const total = radius.abs().add(rounded.abs().mul(this.#epsilon));
		return { mid: rounded, radius: total.toPrecision(RADIUS_DIGITS).mul(1.0001) };
	}

	#invert(x: Ball): Ball {
		if (this.mayBeZero(x)) throw new EvaluationFailure('undefined');
		const mid = x.mid.inv();
		return this.#ball(mid, x.radius.mul(mid).mul(mid).mul(2));
	}

	/** Functions whose derivative is at most 1. */
	#bounded(a: Real, evaluate: (x: BigDecimal) => BigDecimal): Real {
		const x = this.ball(a);
		if (Math.abs(x.mid.toNumber()) > MAX_ANGLE) throw new EvaluationFailure('refused');
		return this.#ball(evaluate(x.mid), x.radius.add(this.#epsilon));
	}
}

function checked(value: Rational): Rational {
	if (exact.isTooLong(value)) throw new EvaluationFailure('refused');
	return value;
}

/** The root where it is rational, as that of 9/4 is; null otherwise. */
function exactRoot(a: Rational, n: number): Rational | null {
	const num = integerRoot(a.num, n);
	const den = integerRoot(a.den, n);
	return num === null || den === null ? null : { num, den };
}

/** Newton's iteration from above; null where `value` ≥ 0 is no n-th power. */
function integerRoot(value: bigint, n: number): bigint | null {
	if (value < 2n) return value;
	const degree = BigInt(n);
	const bits = value.toString(2).length;
	let x = 1n << BigInt(Math.ceil(bits / n));
	for (;;) {
		const next = ((degree - 1n) * x + value / x ** (degree - 1n)) / degree;
		if (next >= x) break;
		x = next;
	}
	return x ** degree === value ? x : null;
}
