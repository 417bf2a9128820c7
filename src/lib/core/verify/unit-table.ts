import { parseDecimal, rational, type Rational } from './rational.ts';

/**
 * Exponents of base quantities, e.g. {metre: 1, second: -1}. Each currency is a quantity of its own:
 * exchange rates are nobody's arithmetic.
 */
export type Dimension = Readonly<Record<string, number>>;

export interface UnitEntry {
	readonly dimension: Dimension;
	/** How many base units one of this unit is. */
	readonly factor: Rational;
}

const NONE: Dimension = {};
const LENGTH: Dimension = { metre: 1 };
const AREA: Dimension = { metre: 2 };
const VOLUME: Dimension = { metre: 3 };
const MASS: Dimension = { gram: 1 };
const TIME: Dimension = { second: 1 };
const SPEED: Dimension = { metre: 1, second: -1 };

/** Names, the dimension, and the factor as a decimal or a fraction. Exact by definition or not here. */
const ROWS: readonly (readonly [names: string, dimension: Dimension, factor: string])[] = [
	['hundred', NONE, '100'],
	['thousand', NONE, '1000'],
	['million', NONE, '1000000'],
	['billion', NONE, '1000000000'],
	['trillion', NONE, '1000000000000'],
	['dozen dozens', NONE, '12'],
	['% percent', NONE, '1/100'],
	['m meter meters metre metres', LENGTH, '1'],
	['km kilometer kilometers kilometre kilometres kms', LENGTH, '1000'],
	['cm centimeter centimeters centimetre centimetres cms', LENGTH, '1/100'],
	['mm millimeter millimeters millimetre millimetres', LENGTH, '1/1000'],
	['nm nanometer nanometers nanometre nanometres', LENGTH, '1/1000000000'],
	['in inch inches', LENGTH, '0.0254'],
	['ft foot feet', LENGTH, '0.3048'],
	['yd yard yards', LENGTH, '0.9144'],
	['mi mile miles', LENGTH, '1609.344'],
	['hectare hectares ha', AREA, '10000'],
	['acre acres', AREA, '4046.8564224'],
	['l liter liters litre litres', VOLUME, '1/1000'],
	['ml milliliter milliliters millilitre millilitres', VOLUME, '1/1000000'],
	['gallon gallons gal', { gallon: 1 }, '1'],
	['quart quarts qt', { gallon: 1 }, '1/4'],
	['pint pints pt', { gallon: 1 }, '1/8'],
	['g gram grams', MASS, '1'],
	['kg kgs kilogram kilograms kilo kilos', MASS, '1000'],
	['mg milligram milligrams', MASS, '1/1000'],
	['tonne tonnes', MASS, '1000000'],
	['lb lbs', MASS, '453.59237'],
	['oz ounce ounces', MASS, '28.349523125'],
	['s sec secs second seconds', TIME, '1'],
	['ms millisecond milliseconds', TIME, '1/1000'],
	['min mins minute minutes', TIME, '60'],
	['h hr hrs hour hours', TIME, '3600'],
	['day days', TIME, '86400'],
	['week weeks', TIME, '604800'],
	['month months', { month: 1 }, '1'],
	['year years yr yrs', { month: 1 }, '12'],
	['mph', SPEED, '0.44704'],
	['kph kmh', SPEED, '5/18'],
	['$ dollar dollars usd buck bucks', { dollar: 1 }, '1'],
	['¢ cent cents', { dollar: 1 }, '1/100'],
	['€ euro euros eur', { euro: 1 }, '1'],
	['£ gbp', { sterling: 1 }, '1'],
	['pence', { sterling: 1 }, '1/100'],
	['¥ yen jpy', { yen: 1 }, '1'],
	['₹ rupee rupees inr', { rupee: 1 }, '1'],
	['peso pesos', { peso: 1 }, '1'],
	['^\\circ deg degree degrees', { degree: 1 }, '1'],
	['rad radian radians', { radian: 1 }, '1'],
	['^\\circc celsius', { celsius: 1 }, '1'],
	['^\\circf fahrenheit', { fahrenheit: 1 }, '1'],
	['k kelvin', { kelvin: 1 }, '1'],
	['n newton newtons', { gram: 1, metre: 1, second: -2 }, '1000'],
	['j joule joules', { gram: 1, metre: 2, second: -2 }, '1000'],
	['kj kilojoule kilojoules', { gram: 1, metre: 2, second: -2 }, '1000000'],
	['w watt watts', { gram: 1, metre: 2, second: -3 }, '1000'],
	['kw kilowatt kilowatts', { gram: 1, metre: 2, second: -3 }, '1000000'],
	['pa pascal pascals', { gram: 1, metre: -1, second: -2 }, '1000'],
	['hz hertz', { second: -1 }, '1'],
	['v volt volts', { volt: 1 }, '1'],
	['ampere amperes amp amps', { ampere: 1 }, '1'],
	['ohm ohms', { volt: 1, ampere: -1 }, '1'],
	['mol mole moles', { mole: 1 }, '1'],
	['unit units', NONE, '1']
];

/** Single letters whose case tells apart what they mean: M is no metre. */
const UPPER_ONLY = new Set(['k', 'n', 'j', 'w', 'v', 'pa', 'hz']);
const LOWER_ONLY = new Set([
	'm',
	'g',
	's',
	'h',
	'km',
	'cm',
	'mm',
	'nm',
	'mg',
	'kg',
	'min',
	'ms',
	'in'
]);

const ENTRIES: ReadonlyMap<string, UnitEntry> = new Map(
	ROWS.flatMap(([names, dimension, factor]) =>
		names.split(' ').map((name) => [name, { dimension, factor: readFactor(factor) }] as const)
	)
);

/** The entry of one unit's name or sign, e.g. 'km', 'Miles', '$'. */
export function unitNamed(name: string): UnitEntry | undefined {
	const key = name.toLowerCase();
	if (UPPER_ONLY.has(key) && name.charAt(0) !== key.charAt(0).toUpperCase()) return undefined;
	if (LOWER_ONLY.has(key) && name !== key) return undefined;
	return ENTRIES.get(key);
}

/**
 * The sizes of all units of a dimension. Of money only the main unit counts: whoever leaves out the
 * sign of a currency does not mean cents.
 */
export function factorsOf(dimension: Dimension): Rational[] {
	const key = JSON.stringify(dimension);
	const factors = [...ENTRIES.values()]
		.filter((entry) => JSON.stringify(entry.dimension) === key)
		.map((entry) => entry.factor);
	return 'dollar' in dimension ? factors.filter((factor) => factor.den === 1n) : factors;
}

function readFactor(text: string): Rational {
	const [above = '', below = '1'] = text.split('/');
	const num = parseDecimal(above);
	const den = parseDecimal(below);
	if (num === null || den === null) throw new RangeError(`No factor: ${text}`);
	return rational(num.num * den.den, num.den * den.num);
}
