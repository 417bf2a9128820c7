import { describe, expect, it } from 'vitest';
import {
	isDimensionless,
	multiplyUnits,
	readUnit,
	relateUnits,
	type Unit
} from '../../../src/lib/core/verify/unit.ts';

function unit(text: string): Unit {
	const read = readUnit(text);
	if (read === null) throw new Error(`“${text}” was not read as a unit.`);
	return read;
}

/** As in '1000 metre^1 second^-1'; words that are no known unit in quotes, 'none' where nothing was read. */
function written(read: Unit | null): string {
	if (read === null) return 'none';
	if (read.dimension === null) return `“${read.name}”`;
	const { num, den } = read.factor;
	const bases = Object.entries(read.dimension).map(([base, n]) => `${base}^${String(n)}`);
	return [den === 1n ? String(num) : `${String(num)}/${String(den)}`, ...bases.sort()].join(' ');
}

describe('a unit', () => {
	it.each([
		['m', '1 metre^1'],
		['\\text{ cm}', '1/100 metre^1'],
		['\\text { km }', '1000 metre^1'],
		['Miles', '201168/125 metre^1'],
		['m^2', '1 metre^2'],
		['m ^{2}', '1 metre^2'],
		['cm^3', '1/1000000 metre^3'],
		['m^{-1}', '1 metre^-1'],
		['square metres', '1 metre^2'],
		['sq ft', '145161/1562500 metre^2'],
		['cubic cm', '1/1000000 metre^3'],
		['metres squared', '1 metre^2'],
		['Metres Cubed', '1 metre^3'],
		['cm Squared', '1/10000 metre^2'],
		['km/h', '5/18 metre^1 second^-1'],
		['km per hour', '5/18 metre^1 second^-1'],
		['Per hour', '1/3600 second^-1'],
		['m/s^2', '1 metre^1 second^-2'],
		['m / square second', '1 metre^1 second^-2'],
		['kg\\cdot m', '1000 gram^1 metre^1'],
		['kg*m', '1000 gram^1 metre^1'],
		['kg·m', '1000 gram^1 metre^1'],
		['m/m', '1'],
		['(km)', '1000 metre^1'],
		['sq. km', '1000000 metre^2'],
		['^\\circ', '1 degree^1'],
		['^ \\circ', '1 degree^1'],
		['^{\\circ}', '1 degree^1'],
		['^{ \\circ }', '1 degree^1'],
		['^\\circ C', '1 celsius^1'],
		['^\\circF', '1 fahrenheit^1'],
		['%', '1/100'],
		['percent', '1/100'],
		['dozen', '12'],
		['$', '1 dollar^1'],
		['dollars per day', '1/86400 dollar^1 second^-1'],
		['M', 'none'],
		['Km', '“km”'],
		['k', 'none'],
		['K', '1 kelvin^1']
	])('%s is %s', (text, expected) => {
		expect(written(readUnit(text))).toBe(expected);
	});

	it.each([
		['apples', '“apple”'],
		['Red Apples', '“red apple”'],
		['boxes', '“box”'],
		['matches', '“match”'],
		['dishes', '“dish”'],
		['classes', '“class”'],
		['potatoes', '“potato”'],
		['berries', '“berry”'],
		['glass', '“glass”'],
		['bus', '“bus”'],
		['axis', '“axis”'],
		['gas', '“gas”'],
		['cats', '“cat”'],
		['dollars per trip', '“dollar / trip”'],
		["people's votes", "“people' vote”"],
		['pieces of very good old cake', '“piece of very good old cake”'],
		['pieces of very good and old cake', 'none'],
		['pieces of very good old dark cake', 'none']
	])('of other words is their singular: %s is %s', (text, expected) => {
		expect(written(readUnit(text))).toBe(expected);
	});

	it.each([
		'',
		' ',
		'()',
		'squared',
		'm/s/s',
		'apples /',
		'times more',
		'less',
		'more apples',
		'thousands',
		'x',
		'3 apples',
		'a1',
		'm^0',
		'm^{2.5}',
		'µ'
	])('is none where the words may change the number, or are no words: %j', (text) => {
		expect(written(readUnit(text))).toBe('none');
	});

	it('is per cent only by its own name', () => {
		expect([unit('%').isPercent, unit('Percent').isPercent]).toEqual([true, true]);
		for (const text of ['percent days', 'apples', 'day', 'percent / day', 'day percent']) {
			expect(readUnit(text)?.isPercent ?? false).toBe(false);
		}
	});
});

describe('two units', () => {
	it.each([
		['m', 'metres', 'same'],
		['km', 'm', 'convertible by 1/1000'],
		['m', 'km', 'convertible by 1000/1'],
		['km/h', 'm/s', 'convertible by 18/5'],
		['apples', 'Apple', 'same'],
		['apples', 'oranges', 'unclear'],
		['apples', 'm', 'unclear'],
		['m', 's', 'different'],
		['m', 'm^2', 'different'],
		['%', '$', 'different'],
		['$', 'dollars per day', 'unclear'],
		['dollars per day', '$', 'unclear'],
		['degrees', 'radians', 'unclear'],
		['m', 'degrees', 'unclear'],
		['radians', 'm', 'different'],
		['m/s', 'm', 'unclear']
	])('%s and %s are %s', (a, b, expected) => {
		const relation = relateUnits(unit(a), unit(b));
		expect(
			relation.kind === 'convertible'
				? `convertible by ${String(relation.factor.num)}/${String(relation.factor.den)}`
				: relation.kind
		).toBe(expected);
	});

	it('have a product', () => {
		expect(written(multiplyUnits(unit('km'), unit('m')))).toBe('1000 metre^2');
		expect(written(multiplyUnits(unit('m/s'), unit('s')))).toBe('1 metre^1');
		expect(isDimensionless(multiplyUnits(unit('Hz'), unit('s')))).toBe(true);
		expect(multiplyUnits(unit('$'), unit('apples'))).toMatchObject({
			dimension: null,
			name: '$ apple',
			isPercent: false
		});
		expect(multiplyUnits(unit('apples'), unit('$')).dimension).toBeNull();
		expect(multiplyUnits(unit('%'), unit('$')).isPercent).toBe(false);
	});

	it('have no dimension where it cancels, and words have none that is known', () => {
		expect([isDimensionless(unit('m/m')), isDimensionless(unit('dozen'))]).toEqual([true, true]);
		expect([isDimensionless(unit('m')), isDimensionless(unit('apples'))]).toEqual([false, false]);
	});
});
