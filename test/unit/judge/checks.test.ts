import { describe, expect, it } from 'vitest';
import { type Repeated, repetitionCheck } from '../../../src/lib/core/judge/checks.ts';

const pair = (
	first: readonly [number | null, number | null],
	again: readonly [number | null, number | null]
): Repeated => ({
	first: { correctFirst: first[0], wrongFirst: first[1] },
	again: { correctFirst: again[0], wrongFirst: again[1] }
});

describe('the repetition check', () => {
	it('says nothing of nothing', () => {
		expect(repetitionCheck([], 0.1)).toEqual({ repeated: 0, changed: 0, meanChange: null });
	});

	it('counts verdicts that changed, and how far p moved on the mean', () => {
		const check = repetitionCheck(
			[
				pair([0.9, 0.9], [0.9, 0.9]),
				// 0.8 and 0.6: still correct.
				pair([0.8, 0.8], [0.6, 0.6]),
				// 0.7 and 0.3.
				pair([0.7, 0.7], [0.3, 0.3]),
				// 0.7 and 0.55, which is too near to even.
				pair([0.7, 0.7], [0.55, 0.55]),
				pair([0.2, 0.2], [0.1, 0.1])
			],
			0.1
		);
		expect(check).toMatchObject({ repeated: 5, changed: 2 });
		expect(check.meanChange).toBeCloseTo((0 + 0.2 + 0.4 + 0.15 + 0.1) / 5, 12);
	});

	it('compares probabilities only where there are two, and verdicts always', () => {
		const check = repetitionCheck(
			[
				pair([null, 0.9], [null, null]),
				pair([0.9, 0.9], [null, 0.9]),
				pair([0.9, null], [0.9, 0.9])
			],
			0.1
		);
		expect(check).toEqual({ repeated: 3, changed: 2, meanChange: null });
	});
});
