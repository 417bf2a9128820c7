import { describe, expect, it } from 'vitest';
import {
	forcedVerdict,
	ordersDisagree,
	pCorrect
} from '../../../src/lib/core/judge/forced-verdict.ts';

describe('the probability of a label', () => {
	it.each([
		// p(Yes) = 0.6, p(No) = 0.2 of the whole vocabulary: 0.6 / 0.8.
		['of one token each', Math.log(0.6), Math.log(0.2), 0.75],
		// 'Not equivalent' as two tokens, 0.5 · 0.4 = 0.2, against one of 0.3.
		['of one token against several', Math.log(0.3), Math.log(0.5) + Math.log(0.4), 0.6],
		['of equal ones', -3, -3, 0.5],
		['of one that is impossible', -2, -Infinity, 1],
		['of the other that is impossible', -Infinity, -2, 0],
		['of two that are nearly impossible', -800, -801, 1 / (1 + Math.exp(-1))],
		['of two that are worlds apart', -1, -1_000, 1],
		['of two that are worlds apart the other way', -1_000, -1, 0],
		['of certainty', 0, -Math.log(3), 0.75]
	])('%s', (_, correct, wrong, expected) => {
		expect(pCorrect({ correct, wrong })).toBeCloseTo(expected, 12);
	});

	it.each([
		['neither is possible', -Infinity, -Infinity],
		['one is no number', NaN, -1],
		['the other is no number', -1, NaN],
		['one is no log-probability', Infinity, -1],
		['both are none', Infinity, Infinity]
	])('is none where %s', (_, correct, wrong) => {
		expect(pCorrect({ correct, wrong })).toBeNull();
	});
});

describe('a verdict from both orders', () => {
	it.each([
		['both say yes', 0.9, 0.7, 0.1, 'correct', 0.8, null],
		['both say no', 0.2, 0.1, 0.1, 'wrong', 0.15, null],
		['the first option wins always', 0.9, 0.3, 0.05, 'unverifiable', 0.6, 'orders-disagree'],
		['the last option wins always', 0.1, 0.95, 0.01, 'unverifiable', 0.525, 'orders-disagree'],
		['the mean is near even', 0.6, 0.54, 0.1, 'unverifiable', 0.57, 'near-even'],
		['the mean is exactly at the margin', 0.7, 0.5, 0.1, 'correct', 0.6, null],
		['the mean is exactly at the margin below', 0.3, 0.5, 0.1, 'wrong', 0.4, null],
		['it is even, without a margin', 0.5, 0.5, 0, 'unverifiable', 0.5, 'near-even'],
		['one order is even', 0.5, 0.5000001, 0, 'correct', 0.50000005, null],
		['it is certain', 1, 1, 0.45, 'correct', 1, null],
		['it is certain of the other', 0, 0, 0.45, 'wrong', 0, null]
	] as const)('where %s', (_, correctFirst, wrongFirst, margin, verdict, p, doubt) => {
		const said = forcedVerdict({ correctFirst, wrongFirst }, margin);
		expect(said).toMatchObject({ verdict, doubt });
		expect(said.pCorrect).toBeCloseTo(p, 12);
	});

	it.each([
		[null, 0.9],
		[0.9, null],
		[null, null]
	])('is none of %s and %s', (correctFirst, wrongFirst) => {
		expect(forcedVerdict({ correctFirst, wrongFirst }, 0.1)).toEqual({
			verdict: 'unverifiable',
			pCorrect: null,
			doubt: 'no-probability'
		});
		expect(ordersDisagree({ correctFirst, wrongFirst })).toBe(false);
	});

	it('disagrees only across even', () => {
		expect(ordersDisagree({ correctFirst: 0.51, wrongFirst: 0.49 })).toBe(true);
		expect(ordersDisagree({ correctFirst: 0.49, wrongFirst: 0.51 })).toBe(true);
		expect(ordersDisagree({ correctFirst: 0.5, wrongFirst: 0.49 })).toBe(false);
		expect(ordersDisagree({ correctFirst: 0.9, wrongFirst: 0.6 })).toBe(false);
	});
});
