import { divide, equals, multiply, ONE, power, type Rational } from './rational.ts';
import { unitNamed, type Dimension } from './unit-table.ts';

/** What stands behind (or, for a currency, before) a number. */
export interface Unit {
	/** Null where the words are no unit that we know. */
	readonly dimension: Dimension | null;
	/** Base units in one of this unit; 1 for unknown words. */
	readonly factor: Rational;
	/** Words normalised for comparison, e.g. 'apple', 'km/h'. */
	readonly name: string;
	/** The percent sign has rules of its own (compare-scalars.ts). */
	readonly isPercent: boolean;
}

/** After a number these words change its value, or leave it open; '5 times more' is not 5. */
const MEANING_WORDS = new Set(
	(
		'less more fewer greater smaller larger plus minus times over squared cubed factorial half halves ' +
		'third thirds quarter quarters fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths ' +
		'hundredth hundredths to or and from than not point k mn bn tens hundreds thousands millions billions ' +
		'through between at if else mod modulo choose root remainder r ratio out nd rd th st pm am'
	).split(' ')
);

const MAX_WORDS = 6;

/**
 * Reads what follows a number: 'km/h', 'square metres', 'm^2', 'apples', 'dollars per day'.
 * Null where the words could change the number, or are too many to be a unit.
 */
export function readUnit(text: string): Unit | null {
	const name = normalise(text);
	if (name === '') return null;
	const known = readKnownUnit(name);
	if (known !== null) return known;
	const words = name.toLowerCase().split(' ');
	if (words.length > MAX_WORDS || !words.every(isPlainWord) || words.at(-1) === '/') return null;
	return {
		dimension: null,
		factor: ONE,
		name: words.map(singular).join(' '),
		isPercent: false
	};
}

function isPlainWord(word: string): boolean {
	if (word === '/') return true;
	return /^[a-z][a-z'-]+$/.test(word) && !MEANING_WORDS.has(word);
}

/** 'm^{2}' → 'm^2', '\text{ cm}' → 'cm', 'per' → '/'. */
function normalise(text: string): string {
	return text
		.replace(/\\text ?\{([^{}]*)\}/g, ' $1 ')
		.replace(/\\mu ?/g, 'u')
		.replace(/\^ ?\\circ ?([CF])\b/g, ' ^\\circ$1 ')
		.replace(/\^ ?(?:\\circ(?![a-zA-Z])|\{ ?\\circ ?\})/g, ' ^\\circ ')
		.replace(/ ?\^ ?\{?(-?\d)\}?/g, '^$1')
		.replace(/\b[Pp]er\b/g, '/')
		.replace(/\\cdot|·|\*/g, ' ')
		.replace(/[().]/g, ' ')
		.replace(/ ?\/ ?/g, ' / ')
		.replace(/\s+/g, ' ')
		.trim();
}

const POWER_WORDS: ReadonlyMap<string, number> = new Map([
	['square', 2],
	['sq', 2],
	['cubic', 3],
	['cu', 3]
]);
const POWER_SUFFIXES: ReadonlyMap<string, number> = new Map([
	['squared', 2],
	['cubed', 3]
]);

function readKnownUnit(name: string): Unit | null {
	const dimension: Record<string, number> = Object.create(null) as Record<string, number>;
	let factor = ONE;
	let sign = 1;
	let nextPower = 1;
	const tokens = name.split(' ');
	for (const [index, token] of tokens.entries()) {
		const prefix = POWER_WORDS.get(token.toLowerCase());
		if (POWER_SUFFIXES.has(token.toLowerCase())) {
			if (index === 0) return null;
		} else if (token === '/') {
			if (sign < 0) return null;
			sign = -1;
		} else if (prefix !== undefined) nextPower = prefix;
		else {
			const following = POWER_SUFFIXES.get(tokens[index + 1]?.toLowerCase() ?? '') ?? 1;
			const factors = readToken(token, sign * nextPower * following);
			if (factors === null) return null;
			factor = multiply(factor, factors.factor);
			for (const [base, exponent] of factors.bases) {
				dimension[base] = (dimension[base] ?? 0) + exponent;
			}
			nextPower = 1;
		}
	}
	return { dimension: nonZero(dimension), factor, name, isPercent: /^(?:%|percent)$/i.test(name) };
}

function readToken(
	token: string,
	exponent: number
): { factor: Rational; bases: readonly (readonly [string, number])[] } | null {
	const caret = token.startsWith('^') ? -1 : token.indexOf('^');
	const entry = unitNamed(caret < 0 ? token : token.slice(0, caret));
	const own = caret < 0 ? 1 : Number(token.slice(caret + 1));
	if (entry === undefined || !Number.isInteger(own) || own === 0) return null;
	const total = own * exponent;
	const factor = power(entry.factor, BigInt(total));
	if (factor === null) return null;
	const bases = Object.entries(entry.dimension).map(([base, n]) => [base, n * total] as const);
	return { factor, bases };
}

function nonZero(dimension: Record<string, number>): Dimension {
	return Object.fromEntries(Object.entries(dimension).filter(([, exponent]) => exponent !== 0));
}

function singular(word: string): string {
	if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
	if (/(?:ches|shes|sses|xes|oes)$/.test(word)) return word.slice(0, -2);
	if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
	return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** How two units relate, so that the numbers before them can be compared. */
export type UnitRelation =
	| { readonly kind: 'same' }
	/** Multiply the second number by `factor` to have it in the first unit. */
	| { readonly kind: 'convertible'; readonly factor: Rational }
	| { readonly kind: 'different' }
	/** Words that may or may not mean the same, or one says more than the other ('$' and '$ per day'). */
	| { readonly kind: 'unclear' };

export function relateUnits(a: Unit, b: Unit): UnitRelation {
	if (a.dimension === null || b.dimension === null) {
		return { kind: a.name === b.name ? 'same' : 'unclear' };
	}
	if (sameDimension(a.dimension, b.dimension)) {
		if (equals(a.factor, b.factor)) return { kind: 'same' };
		return { kind: 'convertible', factor: divide(b.factor, a.factor) };
	}
	if (a.isPercent !== b.isPercent) return { kind: 'different' };
	const saysMore = contains(a.dimension, b.dimension) || contains(b.dimension, a.dimension);
	const isAngle = 'degree' in a.dimension !== 'degree' in b.dimension;
	return { kind: saysMore || isAngle ? 'unclear' : 'different' };
}

/** The unit of a product. Words that are no known unit stay words. */
export function multiplyUnits(a: Unit, b: Unit): Unit {
	const name = `${a.name} ${b.name}`;
	if (a.dimension === null || b.dimension === null) {
		return { dimension: null, factor: ONE, name, isPercent: false };
	}
	const exponents = new Map(Object.entries(a.dimension));
	for (const [base, n] of Object.entries(b.dimension)) {
		exponents.set(base, (exponents.get(base) ?? 0) + n);
	}
	const dimension = nonZero(Object.fromEntries(exponents));
	return { dimension, factor: multiply(a.factor, b.factor), name, isPercent: false };
}

export function isDimensionless(unit: Unit): boolean {
	return unit.dimension !== null && Object.keys(unit.dimension).length === 0;
}

function sameDimension(a: Dimension, b: Dimension): boolean {
	return Object.keys(a).length === Object.keys(b).length && contains(a, b);
}

function contains(whole: Dimension, part: Dimension): boolean {
	return Object.entries(part).every(([base, exponent]) => whole[base] === exponent);
}
