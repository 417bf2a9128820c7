import { describe, expect, it } from 'vitest';
import { fitStudentPlane, placeOnPlane } from '../../../src/lib/core/latent/student-plane.ts';
import { reference } from '../student/student-reference.ts';

const { student, ownPoints, teachers, varianceShare } = reference.latentMap;
const vector = (values: readonly number[]): Float32Array => Float32Array.from(values);
const answers = student.map(vector);

describe('the plane of the student’s own answers', () => {
	it('places points where the singular values of NumPy put them', () => {
		const plane = fitStudentPlane(answers)!;
		expect(Math.abs(plane.varianceShare - varianceShare)).toBeLessThan(1e-4);
		const all = [
			[student, ownPoints] as const,
			...teachers.map(({ vectors, points }) => [vectors, points] as const)
		];
		for (const [vectors, points] of all) {
			vectors.forEach((values, i) => {
				const { x, y } = placeOnPlane(plane, vector(values));
				expect(Math.abs(x - points[i]![0])).toBeLessThan(1e-4);
				expect(Math.abs(y - points[i]![1])).toBeLessThan(1e-4);
			});
		}
	});

	it('has the student’s middle at 0 and its spread as unit, whatever the scale of the vectors', () => {
		const scaled = answers.map((values) => values.map((value) => 1000 * value));
		const plane = fitStudentPlane(scaled)!;
		const points = scaled.map((values) => placeOnPlane(plane, values));
		const mean = (pick: (point: { x: number; y: number }) => number): number =>
			points.reduce((sum, point) => sum + pick(point), 0) / points.length;
		expect(mean(({ x }) => x)).toBeCloseTo(0, 6);
		expect(mean(({ y }) => y)).toBeCloseTo(0, 6);
		expect(mean(({ x, y }) => x * x + y * y)).toBeCloseTo(1, 6);
	});

	it('is none for few answers, or where all are alike', () => {
		expect(fitStudentPlane(answers.slice(0, 7))).toBeNull();
		expect(fitStudentPlane(answers.slice(0, 8))).not.toBeNull();
		expect(fitStudentPlane(Array.from({ length: 20 }, () => vector([1, 2, 3])))).toBeNull();
	});

	it('has axes whose largest part is positive, in few dimensions and in many', () => {
		for (const dimensions of [2, 64]) {
			const tall = Array.from({ length: 20 }, (_, i) =>
				vector(
					Array.from({ length: dimensions }, (_, d) => (d === 1 ? -3 * i : d === 0 ? i % 2 : 0))
				)
			);
			const { axes, mean } = fitStudentPlane(tall)!;
			expect(mean[0]).toBe(0.5);
			expect(mean[1]).toBe(-28.5);
			// Almost all of the variance lies along the second dimension, the rest along the first.
			expect(axes[0][1]).toBeCloseTo(1, 2);
			expect(axes[1][0]).toBeCloseTo(1, 2);
			for (const axis of axes) expect(Math.hypot(...axis)).toBeCloseTo(1, 9);
		}
	});

	it('lies in a line where the answers do', () => {
		const line = Array.from({ length: 20 }, (_, i) => vector([i, 2 * i, 0]));
		const plane = fitStudentPlane(line)!;
		expect(plane.varianceShare).toBeCloseTo(1, 6);
		expect(placeOnPlane(plane, vector([9.5, 19, 0])).x).toBeCloseTo(0, 6);
	});

	it('has no second direction where fewer answers than dimensions lie in a line', () => {
		const line = Array.from({ length: 10 }, (_, i) =>
			vector([i, 2 * i, ...Array<number>(18).fill(1)])
		);
		const { axes } = fitStudentPlane(line)!;
		expect(axes[0][1]! / axes[0][0]!).toBeCloseTo(2, 6);
		expect(Math.hypot(...axes[1])).toBe(0);
	});
});
