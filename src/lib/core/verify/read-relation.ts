import type { Answer, Group, Relation } from './answer.ts';
import { splitTopLevel, type Piece } from './split.ts';

type Read = (part: string) => Answer;

const SIGNS = ['\\le', '\\ge', '\\ne', '<', '>', '=', '\\approx', '\\in'] as const;

/** Names, equations and inequalities; null where the text has no relation sign of its own. */
export function readRelation(text: string, read: Read): Answer | null {
	// 'hence x = 5': what follows the last arrow counts.
	const last = splitTopLevel(text, ['\\Rightarrow', '\\implies', '\\Longrightarrow', '=>']).at(-1);
	const pieces = splitTopLevel(last?.text ?? text, SIGNS);
	const signs = pieces.slice(1).map((piece) => piece.separator);
	if (signs.length === 0 || pieces.slice(1).some((piece) => piece.text === '')) return null;
	if (signs.includes('\\in')) return readMembership(text, pieces, read);
	if (signs.every((sign) => sign === '=' || sign === '\\approx'))
		return readEquation(text, pieces, read);
	return readInequality(text, pieces, read) ?? plainRelation(text, pieces);
}

function readMembership(text: string, [left, right, ...rest]: Piece[], read: Read): Answer | null {
	if (left === undefined || right === undefined || rest.length > 0 || !isLabel(left.text))
		return null;
	return { kind: 'labelled', text, label: left.text, value: read(right.text), sides: null };
}

/**
 * x = 5 names a value. In x = 2 + 3 = 5 the last step counts, but in x = \sqrt{2} \approx 1.41 the
 * exact one. 2x + y = 3 is an equation.
 */
function readEquation(text: string, pieces: readonly Piece[], read: Read): Answer | null {
	const [first, ...rest] = pieces;
	if (first === undefined) return null;
	const approximate = rest.findIndex((piece) => piece.separator === '\\approx');
	if (first.text === '' || isLabel(first.text)) {
		const steps = approximate > 0 ? rest.slice(0, approximate) : rest;
		const value = steps.at(-1)?.text ?? '';
		if (first.text === '') return read(value);
		if (mentions(value, first.text)) return plainRelation(text, pieces);
		const sides = steps.length === 1 ? ([first.text, value] as const) : null;
		return { kind: 'labelled', text, label: first.text, value: read(value), sides };
	}
	const exact = approximate < 0 ? pieces : pieces.slice(0, approximate + 1);
	const last = exact.at(-1)?.text ?? '';
	if (exact.every((piece) => !hasVariable(piece.text))) return read(last);
	return exact.length === 1 ? read(last) : plainRelation(text, exact);
}

function plainRelation(text: string, pieces: readonly Piece[]): Relation | null {
	const [left, right, ...rest] = pieces;
	if (left === undefined || right === undefined || rest.length > 0 || left.text === '') return null;
	const sign = RELATION_SIGNS.find((candidate) => candidate === right.separator);
	return sign === undefined
		? null
		: { kind: 'relation', text, sign, sides: [left.text, right.text] };
}

const RELATION_SIGNS = ['=', '<', '>', '\\le', '\\ge', '\\ne'] as const;

/** x > 3 and 1 < x \le 2 are intervals, where x is a lone variable and the bounds are numbers. */
function readInequality(text: string, pieces: readonly Piece[], read: Read): Answer | null {
	const texts = pieces.map((piece) => piece.text);
	const signs = pieces.slice(1).map((piece) => piece.separator);
	const at = texts.findIndex((part) => isVariable(part));
	const label = texts[at];
	if (label === undefined || texts.some((part, index) => index !== at && hasVariable(part)))
		return null;
	const value =
		texts.length === 2
			? ray(text, signs[0] ?? '', texts[1 - at] ?? '', at === 0, read)
			: texts.length === 3 && at === 1
				? range(text, signs, texts, read)
				: null;
	return value === null ? null : { kind: 'labelled', text, label, value, sides: null };
}

function ray(
	text: string,
	sign: string,
	bound: string,
	isVariableLeft: boolean,
	read: Read
): Group | null {
	if (sign === '\\ne') return null;
	const isUpper = (sign === '<' || sign === '\\le') === isVariableLeft;
	const isClosed = sign === '\\le' || sign === '\\ge';
	const infinity = (sign: 1 | -1): Answer => ({
		kind: 'infinity',
		text: sign > 0 ? '\\infty' : '-\\infty',
		sign
	});
	const items = isUpper ? [infinity(-1), read(bound)] : [read(bound), infinity(1)];
	const brackets = !isClosed ? '()' : isUpper ? '(]' : '[)';
	return { kind: 'group', text, brackets, items, isInterval: true };
}

function range(
	text: string,
	signs: readonly string[],
	texts: readonly string[],
	read: Read
): Group | null {
	const isRising = signs.every((sign) => sign === '<' || sign === '\\le');
	const isFalling = signs.every((sign) => sign === '>' || sign === '\\ge');
	if (!isRising && !isFalling) return null;
	const ordered = isRising
		? [texts[0], texts[2], ...signs]
		: [texts[2], texts[0], signs[1], signs[0]];
	const [low = '', high = '', lowSign = '', highSign = ''] = ordered;
	const open = lowSign.startsWith('\\') ? '[' : '(';
	const close = highSign.startsWith('\\') ? ']' : ')';
	const brackets = BRACKETS.find((candidate) => candidate === open + close) ?? '()';
	return { kind: 'group', text, brackets, items: [read(low), read(high)], isInterval: true };
}

const BRACKETS = ['()', '[]', '[)', '(]'] as const;
const MATHS = /\\(?:frac|sqrt|cdot|times|pm|mp|div|sin|cos|tan|ln|log|infty|pi|begin|binom)\b/;

/** A variable, a function with its arguments, a segment, or words: something that a value can have. */
function isLabel(text: string): boolean {
	const bare = text.replace(/_(?:\{[^{}]*\}|[a-zA-Z0-9])/g, '').replace(/'/g, '');
	if (bare.length > 60 || MATHS.test(bare) || bare === 'i' || bare === 'e') return false;
	return /^\\?[a-zA-Z(|][a-zA-Z\\ (){},|]*$/.test(bare) && /[a-zA-Z]/.test(bare);
}

function isVariable(text: string): boolean {
	return /^(?:[a-zA-Z]|\\(?:alpha|beta|gamma|theta|lambda|mu|sigma|phi|omega))(?:_(?:\{[^{}]*\}|[a-zA-Z0-9]))?$/.test(
		text
	);
}

/** Whether letters other than e, i and \pi occur. */
function hasVariable(text: string): boolean {
	const names = text
		.replace(/\\text ?\{[^{}]*\}/g, ' ')
		.replace(/\\(?:frac|sqrt|cdot|times|pm|mp|div|infty|pi|sin|cos|tan|ln|log|circ|binom)\b/g, ' ');
	return /[a-df-hj-zA-Z]/.test(names);
}

/** Whether a single-letter name occurs in its own value, as in x = x. */
function mentions(value: string, label: string): boolean {
	if (!/^[a-zA-Z]$/.test(label)) return false;
	return value.replace(/\\(?:text ?\{[^{}]*\}|[a-zA-Z]+)/g, ' ').includes(label);
}
