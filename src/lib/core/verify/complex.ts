import { EvaluationFailure } from './evaluation-failure.ts';
import * as exact from './rational.ts';
import { isExact, isExactZero, type Real, type RealField } from './real.ts';

/** re + im·i; a real number has an imaginary part that is exactly zero. */
export interface Complex {
	readonly re: Real;
	readonly im: Real;
}

export function fromReal(re: Real): Complex {
	return { re, im: exact.ZERO };
}

export const IMAGINARY_UNIT: Complex = { re: exact.ZERO, im: exact.ONE };

export function isReal(a: Complex): boolean {
	return isExactZero(a.im);
}

/** Arithmetic on complex numbers, over the real arithmetic that is given. */
export class ComplexField {
	readonly real: RealField;

	constructor(real: RealField) {
		this.real = real;
	}

	add(a: Complex, b: Complex): Complex {
		return { re: this.real.add(a.re, b.re), im: this.real.add(a.im, b.im) };
	}

	negate(a: Complex): Complex {
		return { re: this.real.negate(a.re), im: this.real.negate(a.im) };
	}

	multiply(a: Complex, b: Complex): Complex {
		const { real } = this;
		if (isReal(a) && isReal(b)) return fromReal(real.multiply(a.re, b.re));
		return {
			re: real.subtract(real.multiply(a.re, b.re), real.multiply(a.im, b.im)),
			im: real.add(real.multiply(a.re, b.im), real.multiply(a.im, b.re))
		};
	}

	divide(a: Complex, b: Complex): Complex {
		const { real } = this;
		if (isReal(b)) return { re: real.divide(a.re, b.re), im: real.divide(a.im, b.re) };
		const norm = real.add(real.multiply(b.re, b.re), real.multiply(b.im, b.im));
		const product = this.multiply(a, this.conjugate(b));
		return { re: real.divide(product.re, norm), im: real.divide(product.im, norm) };
	}

	conjugate(a: Complex): Complex {
		return { re: a.re, im: this.real.negate(a.im) };
	}

	absolute(a: Complex): Complex {
		const { real } = this;
		if (isReal(a)) return fromReal(real.sign(a.re) < 0 ? real.negate(a.re) : a.re);
		const norm = real.add(real.multiply(a.re, a.re), real.multiply(a.im, a.im));
		return fromReal(real.sqrt(norm));
	}

	exp(a: Complex): Complex {
		const { real } = this;
		const scale = real.exp(a.re);
		if (isReal(a)) return fromReal(scale);
		return {
			re: real.multiply(scale, real.cos(a.im)),
			im: real.multiply(scale, real.sin(a.im))
		};
	}

	/** a^n by repeated squaring. */
	powerOfInteger(a: Complex, n: bigint): Complex {
		if (isReal(a) && isExact(a.re)) {
			const value = exact.power(a.re, n);
			if (value !== null) return fromReal(value);
			throw new EvaluationFailure(a.re.num === 0n ? 'undefined' : 'refused');
		}
		const magnitude = n < 0n ? -n : n;
		if (magnitude > MAX_POWER) throw new EvaluationFailure('refused');
		let result = fromReal(exact.ONE);
		let square = a;
		for (let rest = magnitude; rest > 0n; rest >>= 1n) {
			if (rest % 2n === 1n) result = this.multiply(result, square);
			if (rest > 1n) square = this.multiply(square, square);
		}
		return n < 0n ? this.divide(fromReal(exact.ONE), result) : result;
	}
}

const MAX_POWER = 100_000n;
