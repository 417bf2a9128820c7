import { describe, expect, it } from 'vitest';
import {
	filterText,
	joinChoices,
	parseRange,
	rangeText,
	splitChoices
} from '../../../src/lib/core/model/trajectory-filter.ts';

describe('the text of a filter', () => {
	it('is the same in every order of its keys, and names only what filters', () => {
		expect(filterText({})).toBe('');
		expect(filterText({ tokens: '100~', verdict: 'wrong', search: '' })).toBe(
			filterText({ verdict: 'wrong', tokens: '100~' })
		);
	});

	it('has one part for each key, in their order', () => {
		expect(filterText({ tokens: '100~', verdict: 'wrong' })).toBe('verdict=wrong&tokens=100~');
	});

	it('keeps signs of its own out of values', () => {
		expect(filterText({ search: 'a&b=c %7C \u{1F34E}' })).toBe(
			'search=a%26b%3Dc%20%257C%20%F0%9F%8D%8E'
		);
	});
});

describe('choices', () => {
	it.each([
		[[]],
		[['a']],
		[['']],
		[['', 'a']],
		[['a|b', 'c']],
		[['100%', '%7C', '%25', '|']],
		[['\u{1F34E}', ' ', 'ß']]
	])('come back as they were: %j', (choices) => {
		expect(splitChoices(joinChoices(choices))).toEqual(choices);
	});

	it('filter as soon as there is one, and stand there once', () => {
		expect(joinChoices([])).toBe('');
		expect(joinChoices([''])).not.toBe('');
		expect(splitChoices('a|b|a')).toEqual(['a', 'b']);
	});
});

describe('a range', () => {
	it.each([
		[{ from: null, below: null }, ''],
		[{ from: 0, below: null }, '0~'],
		[{ from: null, below: 0.5 }, '~0.5'],
		[{ from: -1e-7, below: 1e21 }, '-1e-7~1e+21']
	])('%j is written %j', (range, text) => {
		expect(rangeText(range)).toBe(text);
		expect(parseRange(text)).toEqual(range);
	});

	it.each(['nonsense', '~', 'NaN~Infinity', '0x~ '])('%j bounds nothing', (text) => {
		expect(parseRange(text)).toEqual({ from: null, below: null });
	});
});
