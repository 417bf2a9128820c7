import { describe, expect, it } from 'vitest';
import { type MapRow, shiftComparison } from '../../../src/lib/core/latent/shift-comparison.ts';
import { reference } from '../student/student-reference.ts';

const row = (
	question_id: string,
	teacher_id: string,
	x: number,
	y: number,
	placed = 1
): MapRow => ({
	question_id,
	teacher_id,
	placed,
	x,
	y
});

describe('latent shift', () => {
	it('agrees with the reference, intervals and all', () => {
		const rows = reference.latentMap.teachers.flatMap(({ points }, teacher) =>
			points.map(([x, y], question) => row(`q${question}`, `t${teacher}`, x, y))
		);
		const { estimates } = shiftComparison(rows, { teachers: ['t0', 't1'], seed: 3 })!;
		reference.latentMap.teachers.forEach(({ shift, low, high }, teacher) => {
			const mine = estimates[teacher]!;
			expect(mine.value).toBeCloseTo(shift, 6);
			// Two generators, 2,000 resamples: a few hundredths of the interval.
			expect(Math.abs(mine.low! - low)).toBeLessThan(0.1 * (high - low));
			expect(Math.abs(mine.high! - high)).toBeLessThan(0.1 * (high - low));
		});
		expect(estimates[0]!.pBest).toBeGreaterThan(0.95);
	});

	it('weighs answers, not questions, and counts those of common questions alone', () => {
		const rows = [
			row('q1', 'a', 6, 8, 2),
			row('q2', 'a', 0, 0),
			row('q3', 'a', 99, 99),
			row('q1', 'b', 0, -1),
			row('q2', 'b', 0, -1)
		];
		const result = shiftComparison(rows, { teachers: ['a', 'b'], seed: 1 })!;
		expect(result).toMatchObject({ metric: 'latent-shift', better: 'lower', unit: 'spread' });
		expect(result.estimates.map(({ value, n }) => [value, n])).toEqual([
			[10 / 3, 3],
			[1, 2]
		]);
	});

	it('compares those that are on the map where others are not', () => {
		const { estimates } = shiftComparison([row('q', 'a', 3, 4)], {
			teachers: ['b', 'a'],
			seed: 1
		})!;
		expect(estimates[0]).toEqual({ value: null, low: null, high: null, pBest: null, n: 0 });
		expect(estimates[1]).toMatchObject({ value: 5, pBest: 1 });
		expect(shiftComparison([], { teachers: ['a'], seed: 1 })).toBeNull();
	});
});
