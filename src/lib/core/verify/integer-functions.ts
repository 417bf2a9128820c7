import { EvaluationFailure } from './evaluation-failure.ts';
import type { FunctionName } from './expression.ts';
import { greatestCommonDivisor } from './rational.ts';

/** 1000! has 2,568 digits; beyond that we refuse. */
const MAX_FACTORIAL = 1_000n;
const MAX_BINOMIAL = 4_000n;

/** Functions of integers. Throws EvaluationFailure outside their domain or where the result is too long. */
export function integerFunction(name: FunctionName, values: readonly bigint[]): bigint {
	const [a, b] = values;
	if (a === undefined) throw new EvaluationFailure('refused');
	if (name === 'Factorial') return factorial(a);
	if (name === 'GCD') return values.reduce(gcd);
	if (name === 'LCM') return values.reduce(lcm);
	if (b === undefined) throw new EvaluationFailure('refused');
	if (name === 'Binomial') return binomial(a, b);
	if (name === 'Mod') return modulo(a, b);
	throw new EvaluationFailure('refused');
}

function factorial(n: bigint): bigint {
	if (n < 0n) throw new EvaluationFailure('undefined');
	if (n > MAX_FACTORIAL) throw new EvaluationFailure('refused');
	let product = 1n;
	for (let factor = 2n; factor <= n; factor++) product *= factor;
	return product;
}

function binomial(n: bigint, k: bigint): bigint {
	if (n < 0n || k < 0n) throw new EvaluationFailure('undefined');
	if (n > MAX_BINOMIAL) throw new EvaluationFailure('refused');
	if (k > n) return 0n;
	const smaller = k < n - k ? k : n - k;
	let result = 1n;
	for (let step = 1n; step <= smaller; step++) result = (result * (n - smaller + step)) / step;
	return result;
}

/** The remainder with the sign of the divisor. */
function modulo(a: bigint, b: bigint): bigint {
	if (b === 0n) throw new EvaluationFailure('undefined');
	const remainder = a % b;
	return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

function gcd(a: bigint, b: bigint): bigint {
	return a === 0n && b === 0n ? 0n : greatestCommonDivisor(a, b);
}

function lcm(a: bigint, b: bigint): bigint {
	if (a === 0n || b === 0n) return 0n;
	const product = (a / greatestCommonDivisor(a, b)) * b;
	return product < 0n ? -product : product;
}
