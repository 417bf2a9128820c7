import { describe, expect, it } from 'vitest';
import { bootstrapRatios, type RatioMetric } from '../../../src/lib/core/stats/bootstrap.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import reference from '../../fixtures/stats/reference.json' with { type: 'json' };

const fixture = reference.bootstrap;

function metricOf(better: RatioMetric['better']): RatioMetric {
	return {
		numerators: Float64Array.from(fixture.numerators),
		denominators: Float64Array.from(fixture.denominators),
		better
	};
}

describe('bootstrapRatios', () => {
	it('repeats the reference draw by draw, NumPy quantiles included', () => {
		const [estimates] = bootstrapRatios([metricOf('higher')], fixture);
		estimates!.forEach(({ interval, pBest }, teacher) => {
			expect(interval?.low).toBeCloseTo(fixture.low[teacher]!, 12);
			expect(interval?.high).toBeCloseTo(fixture.high[teacher]!, 12);
			expect(pBest).toBeCloseTo(fixture.pBest[teacher]!, 12);
		});
	});

	it('gives each metric the same resamples, whatever stands beside it', () => {
		const alone = bootstrapRatios([metricOf('lower')], fixture);
		const beside = bootstrapRatios([metricOf('none'), metricOf('lower')], fixture);
		expect(beside[1]).toEqual(alone[0]);
		expect(beside[0]!.map((estimate) => estimate.pBest)).toEqual([null, null, null]);
	});

	it('has about the standard error of the mean', () => {
		const random = createRandom('normal');
		const questions = 400;
		const values = Float64Array.from({ length: questions }, () => random.next());
		const [[estimate]] = bootstrapRatios(
			[{ numerators: values, denominators: values.map(() => 1), better: 'higher' }],
			{ questions, teachers: 1, seed: 1, resamples: 4000 }
		) as [[{ interval: { low: number; high: number }; pBest: number }]];
		// Uniform on [0, 1): standard deviation 1/√12.
		const expected = (2 * 1.96) / Math.sqrt(12 * questions);
		const width = estimate.interval.high - estimate.interval.low;
		expect(Math.abs(width / expected - 1)).toBeLessThan(0.08);
		expect(estimate.pBest).toBe(1);
	});

	it('shares a tie and leaves out a teacher without data', () => {
		const [estimates] = bootstrapRatios(
			[
				{
					numerators: Float64Array.of(1, 2, 1, 2, 0, 0),
					denominators: Float64Array.of(1, 1, 1, 1, 0, 0),
					better: 'lower'
				}
			],
			{ questions: 2, teachers: 3, seed: 9, resamples: 100 }
		);
		expect(estimates!.map(({ pBest }) => pBest)).toEqual([0.5, 0.5, null]);
		expect(estimates![2]!.interval).toBeNull();
	});

	it('has nothing to say without questions', () => {
		const empty = new Float64Array(0);
		const [estimates] = bootstrapRatios(
			[{ numerators: empty, denominators: empty, better: 'higher' }],
			{ questions: 0, teachers: 2, seed: 1, resamples: 10 }
		);
		expect(estimates).toEqual([
			{ interval: null, pBest: null },
			{ interval: null, pBest: null }
		]);
	});
});
