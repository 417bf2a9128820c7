import { describe, expect, it } from 'vitest';
import { agreements, type AgreementRow } from '../../../src/lib/core/review/agreement.ts';

const row = (
	[first, second]: [string, string],
	[said, other]: [string, string],
	items: number
): AgreementRow => ({ first, second, first_verdict: said, second_verdict: other, items });

describe('agreement of graders', () => {
	it('is one table per pair, as by hand', () => {
		const pairs = agreements([
			row(['rule', 'judge'], ['correct', 'correct'], 20),
			row(['rule', 'judge'], ['correct', 'wrong'], 5),
			row(['rule', 'person'], ['wrong', 'wrong'], 4),
			row(['rule', 'judge'], ['wrong', 'correct'], 10),
			row(['rule', 'judge'], ['wrong', 'wrong'], 15),
			row(['rule', 'person'], ['unverifiable', 'correct'], 1)
		]);
		expect(pairs.map(({ first, second, items }) => [first, second, items])).toEqual([
			['rule', 'judge', 50],
			['rule', 'person', 5]
		]);
		expect(pairs[0]!.counts).toEqual([
			[20, 5, 0],
			[10, 15, 0],
			[0, 0, 0]
		]);
		expect(pairs[0]!.kappa!.kappa).toBeCloseTo(0.4, 12);
		// 4 of 5 alike; chance: 0 × 1/5 + 4/5 × 4/5 = 0.64; (0.8 − 0.64) / 0.36.
		expect(pairs[1]!.kappa!.kappa).toBeCloseTo(4 / 9, 12);
	});

	it('leaves out what is no verdict, and says no κ where there is none', () => {
		expect(agreements([])).toEqual([]);
		const [pair] = agreements([
			row(['rule', 'judge'], ['correct', 'correct'], 3),
			row(['rule', 'judge'], ['pending', 'correct'], 7)
		]);
		expect(pair).toMatchObject({ items: 3, kappa: null });
	});
});
