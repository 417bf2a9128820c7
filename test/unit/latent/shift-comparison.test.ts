import { describe, expect, it } from 'vitest';
import { type MapRow, shiftComparison } from '../../../src/lib/core/latent/shift-comparison.ts';
import { reference } from '../student/student-reference.ts';

const row = (
	question_id: string,
	teacher_id: string,
	[x, y]: readonly [number, number],
	placed = 1,
	own: readonly [number, number] = [0, 0]
): MapRow => ({
	question_id,
	teacher_id,
	placed,
	x,
	y,
	own_placed: 2,
	own_x: 2 * own[0],
	own_y: 2 * own[1]
});

const { teachers, ownPoints } = reference.latentMap;

describe('latent shift', () => {
	it('agrees with the reference, intervals and all', () => {
		const rows = teachers.flatMap(({ points }, teacher) =>
			points.map((point, question) => {
				const [a, b] = [ownPoints[2 * question]!, ownPoints[2 * question + 1]!];
				const own = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
				return row(`q${question}`, `t${teacher}`, point, 1, own);
			})
		);
		const { estimates } = shiftComparison(rows, { teachers: ['t0', 't1'], seed: 3 })!;
		teachers.forEach(({ shift, low, high }, teacher) => {
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
			row('q1', 'a', [6, 8], 2),
			row('q2', 'a', [0, 0]),
			row('q3', 'a', [99, 99]),
			row('q1', 'b', [0, -1]),
			row('q2', 'b', [0, -1])
		];
		const result = shiftComparison(rows, { teachers: ['a', 'b'], seed: 1 })!;
		expect(result).toMatchObject({ metric: 'latent-shift', better: 'lower', unit: 'spread' });
		expect(result.estimates[0]!.value).toBeCloseTo(10 / 3, 12);
		expect(result.estimates[1]!.value).toBe(1);
		expect(result.estimates.map(({ n }) => n)).toEqual([3, 2]);
	});

	it('is measured from the student’s answers to the same questions', () => {
		const rows = [row('q1', 'a', [3, 4], 1, [3, 3]), row('q2', 'a', [5, 5], 1, [5, 5])];
		expect(shiftComparison(rows, { teachers: ['a'], seed: 1 })!.estimates[0]!.value).toBe(0.5);
	});

	it('compares those that are on the map where others are not', () => {
		const { estimates } = shiftComparison([row('q', 'a', [3, 4])], {
			teachers: ['b', 'a'],
			seed: 1
		})!;
		expect(estimates[0]).toEqual({ value: null, low: null, high: null, pBest: null, n: 0 });
		expect(estimates[1]).toMatchObject({ value: 5, pBest: 1 });
		expect(shiftComparison([], { teachers: ['a'], seed: 1 })).toBeNull();
	});

	it('is none where no question has answers of all that are on the map', () => {
		const apart = [row('q1', 'a', [3, 4]), row('q2', 'b', [3, 4])];
		expect(shiftComparison(apart, { teachers: ['a', 'b'], seed: 1 })).toBeNull();
	});
});
