import { describe, expect, it } from 'vitest';
import { readScalar, type Scalar } from '../../../src/lib/core/verify/scalar.ts';

/** Its number or expression, its unit in brackets, and what is open about it. */
function written({ head, number, unit, isUnitUncertain, inUnits }: Scalar): string {
	const value =
		number === null ? `‹${head}›` : `${String(number.value.num)}/${String(number.value.den)}`;
	return [
		value,
		unit === null ? '' : `[${unit.name}]`,
		isUnitUncertain ? 'or a variable' : '',
		inUnits === null ? '' : `or ${written(inUnits)}`
	]
		.filter((part) => part !== '')
		.join(' ');
}

describe('a value', () => {
	it.each([
		['5', '5/1'],
		['seven', '7/1'],
		['x+1', '‹x+1›'],
		['5 cm', '5/1 [cm]'],
		['5cm', '5/1 [cm]'],
		['5-inch', '5/1 [inch]'],
		['5 \\text{ cm}', '5/1 [cm]'],
		['-5 cm', '-5/1 [cm]'],
		['50%', '50/1 [%]'],
		['1.5e3 m', '1500/1 [m]'],
		['2 x 10^3 m', '2000/1 [m]'],
		['2x10^3 m', '2000/1 [m]'],
		['30^\\circ', '30/1 [^\\circ]'],
		['5 apples', '5/1 [apple]'],
		['5 times more', '‹5 times more›'],
		['cm', '‹cm›'],
		[' cm', '‹ cm›']
	])('with its unit behind it: %s is %s', (text, expected) => {
		expect(written(readScalar(text, true))).toBe(expected);
	});

	it.each([
		['5m', '5/1 [m] or a variable'],
		['5 m', '5/1 [m]'],
		['5mm', '5/1 [mm]'],
		['5%', '5/1 [%]'],
		['5$', '5/1 [$]'],
		['5 m/s', '5/1 [m / s]'],
		['5m/s', '5/1 [m / s]']
	])(
		'may be a multiple of a variable only where a letter stands close to it: %s',
		(text, expected) => {
			expect(written(readScalar(text, true))).toBe(expected);
		}
	);

	it.each([
		['5\\sqrt{2} cm', '‹5\\sqrt{2}› [cm]'],
		['2\\pi \\text{m}', '‹2\\pi› [m]'],
		['2\\pi m', '‹2\\pi m› or ‹2\\pi› [m]'],
		['2\\pi r', '‹2\\pi r›'],
		['\\frac{\\pi}{3}^\\circ', '‹\\frac{\\pi}{3}› [^\\circ]'],
		['\\sqrt{2}\\%', '‹\\sqrt{2}\\%›'],
		['\\sin x cm', '‹\\sin x cm›'],
		['(x+1) cm', '‹(x+1)› [cm]'],
		['\\sqrt{5 cm}', '‹\\sqrt{5 cm}›'],
		['f(5 cm)', '‹f(5 cm)›'],
		['\\pi apples', '‹\\pi apples›']
	])('may be an expression with a unit that is known: %s is %s', (text, expected) => {
		expect(written(readScalar(text, true))).toBe(expected);
	});

	it.each([
		['$5', '5/1 [$]'],
		['US$5', '5/1 [$]'],
		['USD 5', '5/1 [USD]'],
		['Rs. 5', '5/1 [rupee]'],
		['Rs 5', '5/1 [rupee]'],
		['₹5', '5/1 [₹]'],
		['-$5', '-5/1 [$]'],
		['- $ 5', '-5/1 [$]'],
		['$-5', '-5/1 [$]'],
		['$5 dollars', '5/1 [$]'],
		['$5 million', '5000000/1 [$]'],
		['$5 per day', '5/1 [$ / day]'],
		['$5 apples', '5/1 [$ apple]'],
		['$5%', '‹$5%›'],
		['$x', '‹x› [$]']
	])('may have its currency before it: %s is %s', (text, expected) => {
		expect(written(readScalar(text, true))).toBe(expected);
	});

	it.each([
		['3 hours 20 minutes', '10/3 [hours]'],
		['3 hours and 20 minutes', '10/3 [hours]'],
		['3 hours, 20 minutes', '10/3 [hours]'],
		['5 feet 6 inches', '11/2 [feet]'],
		['2 dollars and 50 cents', '5/2 [dollars]'],
		['3 \\text{ hours } 20 \\text{ minutes}', '10/3 [hours]'],
		['3\\text{ hours and }20\\text{ minutes}', '10/3 [hours]'],
		['3\\text{ h} 20\\text{ min} 6\\text{ s}', '667/200 [h]'],
		['1 week 2 days 3 hours 4 minutes', '1643/1260 [week]'],
		['1 week 2 days 3 hours 4 minutes 5 seconds', '‹1 week 2 days 3 hours 4 minutes 5 seconds›'],
		['3 hours 3 hours', '‹3 hours 3 hours›'],
		['20 minutes 3 hours', '‹20 minutes 3 hours›'],
		['3 hours 20 cm', '‹3 hours 20 cm›'],
		['3 hours 20', '‹3 hours 20›'],
		['3 hours 20 apples', '‹3 hours 20 apples›']
	])('may be a quantity in parts, each smaller than the one before: %s is %s', (text, expected) => {
		expect(written(readScalar(text, true))).toBe(expected);
	});

	it.each([
		['10\\frac{m}{s}', '10/1 [m / s]'],
		['10 \\frac{\\text{km}}{\\text{h}}', '10/1 [km / h]'],
		['10\\frac{m}{s^2}', '10/1 [m / s^2]'],
		['10\\frac{m}{s}^2', '‹10\\frac{m}{s}^2›'],
		['10\\frac{a}{b}', '‹10\\frac{a}{b}›'],
		['10\\frac{m}{s} x', '‹10\\frac{m}{s} x›']
	])('may have its unit as a fraction: %s is %s', (text, expected) => {
		expect(written(readScalar(text, true))).toBe(expected);
	});

	it('that is a quantity in parts was not written as a decimal', () => {
		expect(readScalar('3 hours 20 minutes', true).number).toMatchObject({
			places: null,
			digits: 0
		});
	});

	it('has no unit where none is looked for', () => {
		expect(written(readScalar('5', false))).toBe('5/1');
		expect(written(readScalar('5 cm', false))).toBe('‹5 cm›');
		expect(written(readScalar('10\\frac{m}{s}', false))).toBe('‹10\\frac{m}{s}›');
	});
});
