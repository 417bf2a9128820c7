import { readNumber, readNumberWord, type NumberReading } from './number.ts';
import { add, multiply, type Rational } from './rational.ts';
import { commandAt } from './split.ts';
import { isDimensionless, multiplyUnits, readUnit, relateUnits, type Unit } from './unit.ts';

/** One value: a number or an expression, perhaps with a unit. */
export interface Scalar {
	readonly kind: 'scalar';
	/** The whole cleaned text. */
	readonly text: string;
	/** The text without its unit. */
	readonly head: string;
	/** Null where `head` is no plain number; then it is an expression for the engine. */
	readonly number: NumberReading | null;
	readonly unit: Unit | null;
	/** '5m' may be five metres or five times m. */
	readonly isUnitUncertain: boolean;
	/** '\\sqrt{2} m' is read as root two times m; this is the other reading, root two metres. Null elsewhere. */
	readonly inUnits: Scalar | null;
}

const CURRENCY_BEFORE = /^([+-]? ?)(US\$|\$|€|£|¥|₹|USD|EUR|GBP|Rs\.?)\s*([+-]?.+)$/;

/** Reads a value from a cleaned answer. The head may be anything; whether it is maths shows later. */
export function readScalar(written: string, mayHaveUnit: boolean): Scalar {
	const text = mayHaveUnit ? unitInLine(written) : written;
	const number = readNumber(text) ?? readNumberWord(text);
	if (number !== null || !mayHaveUnit) return scalar(text, text, number, null);
	return readCurrency(text) ?? readSuffix(text) ?? readSum(text) ?? scalar(text, text, null, null);
}

/** '10\\frac{m}{s}' → '10 m/s'. */
function unitInLine(text: string): string {
	if (!text.endsWith('}')) return text;
	return text.replace(FRACTION_OF_UNITS, (whole: string, above: string, below: string) => {
		const unit = `${above}/${below}`;
		return readUnit(unit)?.dimension == null ? whole : ` ${unit}`;
	});
}

const FRACTION_OF_UNITS =
	/ ?\\frac ?\{(\\text ?\{[^{}]*\}|[a-zA-Z]+)\} ?\{((?:\\text ?\{[^{}]*\}|[a-zA-Z]+)(?:\^\{?\d\}?)?)\}$/;

function scalar(
	text: string,
	head: string,
	number: NumberReading | null,
	unit: Unit | null,
	isUnitUncertain = false
): Scalar {
	return { kind: 'scalar', text, head, number, unit, isUnitUncertain, inUnits: null };
}

function readCurrency(text: string): Scalar | null {
	const match = CURRENCY_BEFORE.exec(text);
	if (match === null) return null;
	const [, sign = '', symbol = '', rest = ''] = match;
	const amount = readScalar(`${sign.trim()}${rest.trim()}`, true);
	const currency = readUnit(symbol.replace('US$', '$').replace(/^Rs\.?$/, 'rupee'));
	if (currency === null) return null;
	if (amount.unit === null) return scalar(text, amount.head, amount.number, currency);
	if (isDimensionless(amount.unit) && !amount.unit.isPercent) {
		return scalar(text, text, scaled(amount.number, amount.unit.factor), currency);
	}
	// '$5 dollars' says it twice; '$5 per day' and '$5 apples' say more.
	const saysTwice = relateUnits(amount.unit, currency).kind === 'same';
	const unit = saysTwice ? currency : multiplyUnits(currency, amount.unit);
	return amount.unit.isPercent ? null : scalar(text, amount.head, amount.number, unit);
}

function scaled(number: NumberReading | null, factor: Rational): NumberReading | null {
	if (number === null) return null;
	return { value: multiply(number.value, factor), places: null, digits: 0 };
}

function readSuffix(text: string): Scalar | null {
	const start = suffixStart(text);
	if (start <= 0) return null;
	const head = text.slice(0, start).trim().replace(/-$/, '');
	const tail = text.slice(start).trim();
	const unit = readUnit(tail);
	if (unit === null) return null;
	const number = readNumber(head);
	if (number === null) {
		if (unit.dimension === null || !isMath(head)) return null;
		// Behind an expression a lone letter is a variable: in 2\pi h, h is no hour.
		const isClear = tail.startsWith('\\text') || /^(?:\^|%|[a-zA-Z]{2})/.test(tail);
		const inUnits = scalar(text, head, null, unit);
		return isClear ? inUnits : { ...scalar(text, text, null, null), inUnits };
	}
	const isAttached = !/[ \\^%$€£¢]/.test(text.charAt(start)) && text.charAt(start - 1) !== ' ';
	const isUncertain = isAttached && /^[a-zA-Z]$/.test(tail);
	return scalar(text, head, number, unit, isUncertain);
}

/** Where the unit begins: at the first \text, degree, percent or currency sign, or plain letter. */
function suffixStart(text: string): number {
	let depth = 0;
	let index = 0;
	while (index < text.length) {
		const char = text.charAt(index);
		if (char === '\\') {
			const command = commandAt(text, index);
			if (command === '\\text') return index;
			index += command.length;
			continue;
		}
		if (char === '{' || char === '(') depth++;
		if (char === '}' || char === ')') depth--;
		if (depth === 0 && startsUnit(text, index)) return index;
		index++;
	}
	return -1;
}

function startsUnit(text: string, index: number): boolean {
	const rest = text.slice(index, index + 12);
	if (/^[%$€£¢¥₹]/.test(rest) || /^\^ ?\{? ?\\circ/.test(rest)) return true;
	if (!/^[a-zA-Z]/.test(rest)) return false;
	// The e of 1.5e3 and the x of 2 x 10^3 belong to the number.
	if (/^[eE][+-]?\d/.test(rest) && /\d$/.test(text.slice(0, index))) return false;
	return !/^[xX] ?\d/.test(rest);
}

function isMath(head: string): boolean {
	if (/\\(?:sin|cos|tan|cot|sec|csc|ln|log)/.test(head)) return false;
	return /[\d\\]/.test(head) && !/[a-zA-Z]{3}/.test(head.replace(/\\[a-zA-Z]+/g, ' '));
}

const PART = /^(\d+(?:\.\d+)?) ?([a-zA-Z]+)(?: and |, | )?/;

/** '3 hours 20 minutes', '5 feet 6 inches', '2 dollars and 50 cents': one quantity in parts. */
function readSum(text: string): Scalar | null {
	let rest = text
		.replace(/\\text ?\{([^{}]*)\}/g, ' $1 ')
		.replace(/ +/g, ' ')
		.trim();
	let total: { value: Rational; unit: Unit } | null = null;
	for (let parts = 0; parts < 4 && rest !== ''; parts++) {
		const match = PART.exec(rest);
		const number = readNumber(match?.[1] ?? '');
		const unit = readUnit(match?.[2] ?? '');
		if (match === null || number === null || unit === null) return null;
		total = total === null ? { value: number.value, unit } : addPart(total, number.value, unit);
		if (total === null) return null;
		rest = rest.slice(match[0].length);
	}
	if (total === null || rest !== '') return null;
	return scalar(text, text, { value: total.value, places: null, digits: 0 }, total.unit);
}

function addPart(
	total: { value: Rational; unit: Unit },
	value: Rational,
	unit: Unit
): { value: Rational; unit: Unit } | null {
	const relation = relateUnits(total.unit, unit);
	// A second part is always in a smaller unit: '3 hours 3 hours' is no quantity.
	if (relation.kind !== 'convertible' || relation.factor.num >= relation.factor.den) return null;
	return { value: add(total.value, multiply(value, relation.factor)), unit: total.unit };
}
