import { EvaluationFailure } from './evaluation-failure.ts';
import type { FunctionName } from './expression.ts';
import * as exact from './rational.ts';
import { isExactZero, type Real, type RealField } from './real.ts';

const TWO = exact.integer(2);

/** Trigonometric and hyperbolic functions of one real argument. Throws EvaluationFailure. */
export function realFunction(name: FunctionName, a: Real, real: RealField): Real {
	switch (name) {
		case 'Sin':
			return real.sin(a);
		case 'Cos':
			return real.cos(a);
		case 'Tan':
			return real.divide(real.sin(a), real.cos(a));
		case 'Cot':
			return real.divide(real.cos(a), real.sin(a));
		case 'Sec':
			return real.divide(exact.ONE, real.cos(a));
		case 'Csc':
			return real.divide(exact.ONE, real.sin(a));
		case 'Arctan':
			return real.arctan(a);
		case 'Arcsin':
			return arcsin(a, real);
		case 'Arccos':
			return real.subtract(real.divide(real.pi(), TWO), arcsin(a, real));
		case 'Sinh':
			return real.divide(real.subtract(real.exp(a), real.exp(real.negate(a))), TWO);
		case 'Cosh':
			return real.divide(real.add(real.exp(a), real.exp(real.negate(a))), TWO);
		case 'Tanh':
			return tanh(a, real);
		default:
			throw new EvaluationFailure('refused');
	}
}

/** arcsin x = arctan(x / √(1 - x²)), and ±π/2 at the ends. */
function arcsin(a: Real, real: RealField): Real {
	const rest = real.subtract(exact.ONE, real.multiply(a, a));
	if (!isExactZero(rest)) return real.arctan(real.divide(a, real.sqrt(rest)));
	const quarter = real.divide(real.pi(), TWO);
	return real.sign(a) < 0 ? real.negate(quarter) : quarter;
}

function tanh(a: Real, real: RealField): Real {
	const [up, down] = [real.exp(a), real.exp(real.negate(a))];
	return real.divide(real.subtract(up, down), real.add(up, down));
}
