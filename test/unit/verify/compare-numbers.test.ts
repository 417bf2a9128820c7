import { describe, expect, it } from 'vitest';
import { compareNumbers } from '../../../src/lib/core/verify/compare-numbers.ts';
import { readNumber } from '../../../src/lib/core/verify/number.ts';

const SAME = 'equal: the numbers are equal';
const ROUNDED = 'equal: rounded like the expected answer the numbers are equal';
const AFTER_ROUNDING = 'unclear: the numbers agree only after rounding';
const CUT_OFF = 'unclear: the expected answer may be cut off, not rounded';
const IS_ROUNDED = 'unclear: the response is a rounded value';
const DIFFERENT = 'different: the numbers differ';

describe('two numbers', () => {
	it.each([
		['12', '12.0', SAME],
		['0.125', '1/8', SAME],
		// Three significant digits or more, and a response that is more precise by two decimals.
		['0.333', '1/3', ROUNDED],
		['3.14', '3.14159', ROUNDED],
		['3.14', '3.1416', ROUNDED],
		['3.14', '3.142', AFTER_ROUNDING],
		['0.33', '1/3', AFTER_ROUNDING],
		['0.12', '1/8', AFTER_ROUNDING],
		['2.03', '81/40', AFTER_ROUNDING],
		['2.03', '254/125', AFTER_ROUNDING],
		['2.03', '1268/625', ROUNDED],
		['2.03', '65/32', ROUNDED],
		['2.03', '1299/640', ROUNDED],
		// Within one unit of the last decimal.
		['1.12', '9001/8000', CUT_OFF],
		['1.12', '1.1299', CUT_OFF],
		['1.12', '1.129', DIFFERENT],
		['1.12', '1.1300', DIFFERENT],
		['0.16', '1/6', DIFFERENT],
		['0.166', '1/6', CUT_OFF],
		// An exact number, and a response of three significant digits that it rounds to.
		['1/3', '0.333', IS_ROUNDED],
		['1/3', '0.33', DIFFERENT],
		['12345/1000', '12.35', IS_ROUNDED],
		['12345/1000', '12.3', IS_ROUNDED],
		['12345/1000', '12.4', DIFFERENT],
		['12345/1000', '12', DIFFERENT],
		['12', '12.1', DIFFERENT],
		['12', '13', DIFFERENT]
	])('%s and %s are %s', (gold, response, expected) => {
		const { kind, why } = compareNumbers(readNumber(gold)!, readNumber(response)!);
		expect(`${kind}: ${why}`).toBe(expected);
	});

	it('beyond every power of ten that is computed are only equal or different', () => {
		const [gold, response] = [readNumber('3.14')!, readNumber('3.1416')!];
		const tiny = { ...gold, places: 10_000_000 };
		expect(compareNumbers(tiny, { ...response, places: null }).kind).toBe('different');
	});
});
