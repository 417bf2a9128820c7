import { EvaluationFailure } from './evaluation-failure.ts';
import { readNumber } from './number.ts';
import { integer, isInteger, isTooLong, type Rational } from './rational.ts';

/** An expression as a small tree of our own: numbers are exact, names of functions are a closed list. */
export type Expression =
	| { readonly kind: 'number'; readonly value: Rational }
	| { readonly kind: 'symbol'; readonly name: string }
	| { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] };

export const FUNCTION_NAMES = [
	'Add',
	'Subtract',
	'Negate',
	'Multiply',
	'Divide',
	'Power',
	'Sqrt',
	'Root',
	'Abs',
	'Exp',
	'Ln',
	'Log',
	'Lb',
	'Sin',
	'Cos',
	'Tan',
	'Cot',
	'Sec',
	'Csc',
	'Arcsin',
	'Arccos',
	'Arctan',
	'Sinh',
	'Cosh',
	'Tanh',
	'Factorial',
	'Binomial',
	'GCD',
	'LCM',
	'Mod',
	'Max',
	'Min',
	'Floor',
	'Ceil',
	'Degrees',
	'Conjugate'
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

const KNOWN = new Set<string>(FUNCTION_NAMES);
const MAX_DEPTH = 120;

/** f, g and h before a bracket are functions that nobody defined: one opaque symbol, not a product. */
const FUNCTION_LETTERS = new Set(['f', 'g', 'h']);
const TRIGONOMETRIC = new Set(['Sin', 'Cos', 'Tan']);

/** Throws EvaluationFailure 'refused' for whatever the closed list does not hold. */
export function toExpression(json: unknown, depth = 0): Expression {
	if (depth > MAX_DEPTH) throw new EvaluationFailure('refused');
	if (typeof json === 'number') return numberOf(String(json));
	if (typeof json === 'string') return symbolOf(json);
	if (!Array.isArray(json)) return numberOf(numberText(json));
	const [name, ...args] = json as unknown[];
	if (typeof name !== 'string') throw new EvaluationFailure('refused');
	if (name === 'Delimiter') return onlyChild(args, depth);
	if (name === 'Annotated') return toExpression(args[0], depth + 1);
	if (name === 'Subscript' || name === 'Prime') {
		// 101_2 is a number in base two and 5' are feet, or minutes.
		if (typeof args[0] !== 'string') throw new EvaluationFailure('refused');
		return { kind: 'symbol', name: JSON.stringify(json) };
	}
	if (name === 'InvisibleOperator') return product(args, depth);
	if (name === 'Power') return powerOf(args, depth);
	if (name === 'Rational') return call('Divide', args, depth);
	if (!isFunctionName(name)) throw new EvaluationFailure('refused');
	return call(name, args, depth);
}

/** Names of the free variables, sorted. */
export function symbolsOf(expression: Expression): string[] {
	const names = new Set<string>();
	const stack = [expression];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (node.kind === 'symbol' && !CONSTANTS.has(node.name)) names.add(node.name);
		if (node.kind === 'call') stack.push(...node.args);
	}
	return [...names].sort();
}

/** Whether the imaginary unit occurs; then square roots of negative numbers have a value. */
export function isComplex(expression: Expression): boolean {
	if (expression.kind === 'call') return expression.args.some(isComplex);
	return expression.kind === 'symbol' && expression.name === 'i';
}

/** Whether a logarithm occurs whose base the writer left to the reader. */
export function hasBareLogarithm(expression: Expression): boolean {
	if (expression.kind !== 'call') return false;
	if (expression.name === 'Log' && expression.args.length === 1) return true;
	return expression.args.some(hasBareLogarithm);
}

export const CONSTANTS: ReadonlySet<string> = new Set(['pi', 'e', 'i']);

function isFunctionName(name: string): name is FunctionName {
	return KNOWN.has(name);
}

function call(name: FunctionName, args: readonly unknown[], depth: number): Expression {
	return { kind: 'call', name, args: args.map((arg) => toExpression(arg, depth + 1)) };
}

function onlyChild(args: readonly unknown[], depth: number): Expression {
	if (Array.isArray(args[0]) && args[0][0] === 'Sequence') throw new EvaluationFailure('refused');
	return toExpression(args[0], depth + 1);
}

function numberText(json: unknown): string {
	const text = typeof json === 'object' && json !== null && 'num' in json ? json.num : undefined;
	if (typeof text !== 'string') throw new EvaluationFailure('refused');
	return text.replace(/\((\d+)\)$/, '\\overline{$1}');
}

function numberOf(text: string): Expression {
	const reading = readNumber(text);
	if (reading === null || isTooLong(reading.value)) throw new EvaluationFailure('refused');
	return { kind: 'number', value: reading.value };
}

const SYMBOL_NAMES: ReadonlyMap<string, string> = new Map([
	['Pi', 'pi'],
	['ExponentialE', 'e'],
	['ImaginaryUnit', 'i'],
	['GoldenRatio', 'varphi']
]);

/** Infinities and other names that are values of no real number are refused. */
function symbolOf(name: string): Expression {
	const known = SYMBOL_NAMES.get(name);
	if (known !== undefined) return { kind: 'symbol', name: known };
	if (
		!/^(?:[a-zA-Z]|[a-z]{2,10}|[A-Z][a-z]{1,8})(?:_[a-zA-Z0-9]{1,8})?$/.test(name) ||
		NOT_SYMBOLS.has(name)
	) {
		throw new EvaluationFailure('refused');
	}
	return { kind: 'symbol', name };
}

const NOT_SYMBOLS = new Set(['Nothing', 'Missing', 'Undefined', 'True', 'False', 'Error', 'Half']);

/** Juxtaposition: a product, a mixed number, or a function that nobody defined. */
function product(args: readonly unknown[], depth: number): Expression {
	const factors: Expression[] = [];
	for (let index = 0; index < args.length; index++) {
		const json = args[index];
		const next = args[index + 1];
		if (Array.isArray(json) && json[0] === 'HorizontalSpacing') continue;
		if (isLetter(json) && FUNCTION_LETTERS.has(json) && isDelimiter(next)) {
			factors.push({ kind: 'symbol', name: JSON.stringify([json, next]) });
			index++;
			continue;
		}
		const factor = toExpression(json, depth + 1);
		const previous = factors.at(-1);
		if (factor.kind === 'number' && previous?.kind === 'number')
			throw new EvaluationFailure('refused');
		const mixed = index === 1 && previous !== undefined ? mixedNumber(previous, json) : null;
		if (mixed !== null) factors[factors.length - 1] = mixed;
		else factors.push(factor);
	}
	const only = factors[0];
	return factors.length === 1 && only !== undefined
		? only
		: { kind: 'call', name: 'Multiply', args: factors };
}

/** 2\frac{1}{2} is two and a half, and -2\frac{1}{2} the negative of that. */
function mixedNumber(whole: Expression, part: unknown): Expression | null {
	if (whole.kind === 'call' && whole.name === 'Negate') {
		const amount = whole.args[0] && mixedNumber(whole.args[0], part);
		return amount ? { kind: 'call', name: 'Negate', args: [amount] } : null;
	}
	if (whole.kind !== 'number' || !isInteger(whole.value) || !Array.isArray(part)) return null;
	const [name, above, below] = part as unknown[];
	if (name !== 'Divide' || typeof above !== 'number' || typeof below !== 'number') return null;
	if (!Number.isSafeInteger(above) || !Number.isSafeInteger(below) || above < 1 || above >= below)
		return null;
	const fraction: Expression = {
		kind: 'call',
		name: 'Divide',
		args: [number(above), number(below)]
	};
	return { kind: 'call', name: 'Add', args: [whole, fraction] };
}

function number(value: number): Expression {
	return { kind: 'number', value: integer(value) };
}

/** \sin^{-1} x is the inverse function, (\sin x)^{-1} is not. */
function powerOf(args: readonly unknown[], depth: number): Expression {
	const [base, exponent] = args;
	const isMinusOne = exponent === -1 || JSON.stringify(exponent) === '["Negate",1]';
	if (
		isMinusOne &&
		Array.isArray(base) &&
		typeof base[0] === 'string' &&
		TRIGONOMETRIC.has(base[0])
	) {
		const inverse = `Arc${base[0].toLowerCase()}`;
		if (isFunctionName(inverse)) return call(inverse, base.slice(1), depth);
	}
	return call('Power', args, depth);
}

function isLetter(json: unknown): json is string {
	return typeof json === 'string';
}

function isDelimiter(json: unknown): boolean {
	return Array.isArray(json) && json[0] === 'Delimiter';
}
