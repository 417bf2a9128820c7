import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { beforeAll, describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/lib/core/metrics/tokens.ts';
import { aimeRows, gsmSolutions } from './samples.ts';

const relativeErrors = (texts: readonly string[]): number[] =>
	texts.map((text) => {
		const counted = countTokens(text, { disallowedSpecial: new Set() });
		return estimateTokens(text) / counted - 1;
	});
const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

describe('estimateTokens against o200k', () => {
	let gsm: number[];
	let aime: number[];
	beforeAll(() => {
		gsm = relativeErrors(gsmSolutions());
		aime = relativeErrors(aimeRows().map((row) => row.response));
	}, 120_000);

	it('is off by less than 3.5 % on average, and not to one side', () => {
		for (const errors of [gsm, aime]) {
			expect(mean(errors.map(Math.abs))).toBeLessThan(0.035);
			expect(Math.abs(mean(errors))).toBeLessThan(0.01);
		}
	});

	it('is never off by more than a third', () => {
		expect(Math.max(...[...gsm, ...aime].map(Math.abs))).toBeLessThan(1 / 3);
	});

	it.each([
		['Russian', 'Сколько яиц осталось у Джанет после завтрака в понедельник утром?'],
		['Chinese', '珍妮特的鸭子每天下十六个鸡蛋，她早餐吃三个，还剩多少个鸡蛋可以卖？'],
		['code', 'function solve(n) { return n <= 1 ? 1 : n * solve(n - 1); }'],
		['LaTeX', '\\frac{x^2 + 1}{\\sqrt{y}} = \\boxed{\\frac{3}{4}} \\quad \\text{for all } x']
	])('is within 40 %% for %s', (_, text) => {
		expect(Math.abs(estimateTokens(text) / countTokens(text) - 1)).toBeLessThan(0.4);
	});

	it('is 0 for nothing and at least 1 for something', () => {
		expect(estimateTokens('')).toBe(0);
		expect(estimateTokens(' ')).toBe(1);
	});
});
