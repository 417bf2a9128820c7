import {
	add,
	divide,
	multiply,
	negate,
	parseDecimal,
	powerOfTen,
	rational,
	ZERO,
	type Rational
} from './rational.ts';

/** A number as it was written. */
export interface NumberReading {
	readonly value: Rational;
	/**
	 * Decimal places that were written: 2 for 3.14, -21 for 6.02e23; null where the number is exact
	 * (an integer, a fraction).
	 */
	readonly places: number | null;
	/** Significant digits that were written; 0 where exact. */
	readonly digits: number;
}

const SIGN = '[+-]? ?';
/** A comma in a number separates thousands in groups of three; or, in India, of two and three. */
const COMMA_GROUPS = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const INDIAN_GROUPS = /^\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d*)?$/;
const SPACE_GROUPS = /^\d{1,3}(?: \d{3})+(?:\.\d+)?$/;
const MARK_GROUPS = /^\d{1,3}(?:['_]\d{3})+(?:\.\d+)?$/;
/** 1.234,5 and 1.234.567 can only be continental; 1.234 and 1,5 could be either and are not here. */
const CONTINENTAL = /^\d{1,3}(?:\.\d{3})+,\d+$/;
const CONTINENTAL_INTEGER = /^\d{1,3}(?:\.\d{3}){2,}$/;

const SCIENTIFIC =
	/^(.+?) ?(?:\\times|\\cdot|\*|[xX]) ?10 ?\^ ?(?:\{ ?([+-]?\d{1,7}) ?\}|\(([+-]?\d{1,7})\)|([+-]?\d{1,7}))$/;
const POWER_OF_TEN = /^10 ?\^ ?(?:\{ ?([+-]?\d{1,7}) ?\}|([+-]?\d{1,7}))$/;
const E_NOTATION = /^([\d.,]+)[eE]([+-]?\d{1,7})$/;
const REPEATING = /^(\d*)\.(\d*)\\(?:overline|bar|dot) ?\{ ?(\d+) ?\}$/;
const FRACTION = /^\\frac(?:\{([^{}]*)\}|(\d)) ?(?:\{([^{}]*)\}|(\d))$/;
const SLASH = /^([^/]+)\/([^/]+)$/;
const MIXED = /^(\d[\d,]*) ?(\\frac.+)$/;
const MIXED_SLASH = /^(\d[\d,]*)(?: | ?and ?| ?\+ ?| ?- ?)(\d+ ?\/ ?\d+)$/;

/**
 * Reads one number, exactly, from a cleaned answer: 1,234.5; 1 234; 1.234,5; 3/4; 2\frac{1}{2};
 * 1.5 \times 10^{3}; 0.\overline{3}. Null where the text is no number or can be read in two ways.
 */
export function readNumber(text: string): NumberReading | null {
	const match = new RegExp(`^(${SIGN})`).exec(text);
	const sign = match?.[1]?.trim() ?? '';
	const body = text.slice(match?.[0].length ?? 0);
	if (!/^[\d.\\]/.test(body)) return null;
	const reading = readUnsigned(body);
	if (reading === null) return null;
	return sign === '-' ? { ...reading, value: negate(reading.value) } : reading;
}

/** '0,5' and '3,14': a decimal in half of the world, two numbers in the other half. */
export function readDecimalComma(text: string): Rational | null {
	const match = /^([+-]?\d+),(\d+)$/.exec(text);
	return match === null ? null : parseDecimal(`${match[1] ?? ''}.${match[2] ?? ''}`);
}

function readUnsigned(text: string): NumberReading | null {
	return (
		readDecimal(text) ??
		readScientific(text) ??
		readRepeating(text) ??
		readMixed(text) ??
		readFraction(text)
	);
}

function readDecimal(text: string): NumberReading | null {
	const digits = ungroup(text);
	if (digits === null) return null;
	const value = parseDecimal(digits);
	if (value === null) return null;
	const point = digits.indexOf('.');
	if (point < 0) return exact(value);
	const written = digits.replace('.', '').replace(/^0+/, '').length;
	return { value, places: digits.length - point - 1, digits: written };
}

/** Digits with at most one point; null where separators do not make sense. */
function ungroup(text: string): string | null {
	if (/^(?:\d+\.?\d*|\.\d+)$/.test(text)) return text;
	if (COMMA_GROUPS.test(text) || INDIAN_GROUPS.test(text)) return text.replaceAll(',', '');
	if (SPACE_GROUPS.test(text)) return text.replaceAll(' ', '');
	if (MARK_GROUPS.test(text)) return text.replace(/['_]/g, '');
	if (CONTINENTAL.test(text)) return text.replaceAll('.', '').replace(',', '.');
	if (CONTINENTAL_INTEGER.test(text)) return text.replaceAll('.', '');
	return null;
}

function readScientific(text: string): NumberReading | null {
	const bare = POWER_OF_TEN.exec(text);
	if (bare !== null) {
		const value = powerOfTen(Number(bare[1] ?? bare[2]));
		return value === null ? null : exact(value);
	}
	const match = SCIENTIFIC.exec(text) ?? E_NOTATION.exec(text);
	if (match === null) return null;
	const mantissa = readDecimal(match[1] ?? '');
	const exponent = Number(match[2] ?? match[3] ?? match[4]);
	const scale = powerOfTen(exponent);
	if (mantissa === null || scale === null) return null;
	const value = multiply(mantissa.value, scale);
	if (mantissa.places === null) return exact(value);
	return { value, places: mantissa.places - exponent, digits: mantissa.digits };
}

function readRepeating(text: string): NumberReading | null {
	const match = REPEATING.exec(text);
	if (match === null) return null;
	const [, whole = '', fixed = '', period = ''] = match;
	if (whole.length + fixed.length + period.length > 200) return null;
	const start = parseDecimal(`${whole}.${fixed}0`) ?? ZERO;
	const nines = 10n ** BigInt(period.length) - 1n;
	const tail = rational(BigInt(period), nines * 10n ** BigInt(fixed.length));
	return exact(add(start, tail));
}

function readMixed(text: string): NumberReading | null {
	const match = MIXED.exec(text) ?? MIXED_SLASH.exec(text);
	if (match === null) return null;
	const whole = readDecimal(match[1] ?? '');
	const part = readFraction(match[2] ?? '');
	if (whole === null || part === null || part.value.num < 0n) return null;
	// 2\frac{5}{2} is a product, or a slip: not a mixed number.
	if (part.value.num >= part.value.den) return null;
	return exact(add(whole.value, part.value));
}

function readFraction(text: string): NumberReading | null {
	const latex = FRACTION.exec(text);
	const match = latex ?? SLASH.exec(text);
	if (match === null) return null;
	const above = readSignedDecimal((latex === null ? match[1] : (match[1] ?? match[2])) ?? '');
	const below = readSignedDecimal((latex === null ? match[2] : (match[3] ?? match[4])) ?? '');
	if (above === null || below === null || below.num === 0n) return null;
	return exact(divide(above, below));
}

function readSignedDecimal(text: string): Rational | null {
	const trimmed = text.trim();
	const isNegative = trimmed.startsWith('-');
	const reading = readDecimal(isNegative ? trimmed.slice(1).trim() : trimmed);
	if (reading === null) return null;
	return isNegative ? negate(reading.value) : reading.value;
}

function exact(value: Rational): NumberReading {
	return { value, places: null, digits: 0 };
}

const SMALL = (
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
	'sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** 'seven', 'Twenty-one'; null for anything else. */
export function readNumberWord(text: string): NumberReading | null {
	const [first = '', second, ...rest] = text.toLowerCase().split(/[ -]/);
	if (rest.length > 0) return null;
	const small = SMALL.indexOf(first);
	if (second === undefined && small >= 0) return exact(rational(BigInt(small), 1n));
	const tens = TENS.indexOf(first);
	const units = second === undefined ? 0 : SMALL.indexOf(second);
	if (tens < 0 || units < 0 || units > 9 || second === 'zero') return null;
	return exact(rational(BigInt((tens + 2) * 10 + units), 1n));
}
