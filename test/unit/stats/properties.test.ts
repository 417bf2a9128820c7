import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricRanks } from '../../../src/lib/core/decision/metric-ranks.ts';
import { bootstrapRatios, type RatioMetric } from '../../../src/lib/core/stats/bootstrap.ts';
import { commonQuestions } from '../../../src/lib/core/stats/common-questions.ts';
import { halfSampleEstimates } from '../../../src/lib/core/stats/half-sampling.ts';
import { kendallTauB } from '../../../src/lib/core/stats/kendall-tau.ts';
import { passAtK } from '../../../src/lib/core/stats/pass-at-k.ts';
import { quantileOfSorted } from '../../../src/lib/core/stats/quantile.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { rankStability } from '../../../src/lib/core/stats/rank-stability.ts';
import { spearman } from '../../../src/lib/core/stats/spearman.ts';
import { wilsonInterval } from '../../../src/lib/core/stats/wilson.ts';

const SETTINGS = { seed: 20250816, numRuns: 300 };
const SLOW = { ...SETTINGS, numRuns: 60 };

const total = (values: readonly (number | null)[]): number =>
	values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe('the Wilson interval', () => {
	const counts = fc
		.integer({ min: 1, max: 5_000 })
		.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

	it('holds the share, lies within 0 to 1, and is turned around with it', () => {
		fc.assert(
			fc.property(counts, ([k, n]) => {
				const { low, high } = wilsonInterval(k, n)!;
				expect(low >= 0 && low <= k / n && k / n <= high && high <= 1).toBe(true);
				const failures = wilsonInterval(n - k, n)!;
				expect(failures.low).toBeCloseTo(1 - high, 12);
				expect(failures.high).toBeCloseTo(1 - low, 12);
			}),
			SETTINGS
		);
	});

	it('narrows with more of the same, and moves up with each success', () => {
		fc.assert(
			fc.property(counts, fc.integer({ min: 2, max: 9 }), ([k, n], times) => {
				const few = wilsonInterval(k, n)!;
				const many = wilsonInterval(k * times, n * times)!;
				expect(many.high - many.low).toBeLessThan(few.high - few.low);
				if (k === n) return;
				const better = wilsonInterval(k + 1, n)!;
				expect(better.low).toBeGreaterThan(few.low);
				expect(better.high).toBeGreaterThan(few.high - 1e-15);
			}),
			SETTINGS
		);
	});
});

describe('pass@k', () => {
	it('is the share for one draw, and rises with draws and with right answers', () => {
		const drawn = fc
			.tuple(fc.nat(60), fc.nat(60), fc.nat(60))
			.map((numbers) => [...numbers].sort((a, b) => a - b));
		fc.assert(
			fc.property(drawn, fc.boolean(), ([a, b, n], swap) => {
				const [c, k] = swap ? [a!, b! + 1] : [b!, a! + 1];
				fc.pre(k < n!);
				const value = passAtK(n!, c, k)!;
				expect(passAtK(n!, c, 1)).toBeCloseTo(c / n!, 12);
				expect(value >= 0 && value <= 1).toBe(true);
				expect(passAtK(n!, c, k + 1)!).toBeGreaterThanOrEqual(value);
				if (c < n!) expect(passAtK(n!, c + 1, k)!).toBeGreaterThan(value - 1e-15);
			}),
			SETTINGS
		);
	});
});

describe('quantiles', () => {
	it('rise with the share, within the values, and move and scale with them', () => {
		const values = fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 30 });
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(values, share, share, (given, p, q) => {
				const sorted = Float64Array.from(given).sort();
				const [low, high] = [Math.min(p, q), Math.max(p, q)];
				const [a, b] = [quantileOfSorted(sorted, low)!, quantileOfSorted(sorted, high)!];
				expect(sorted[0]! <= a && a <= b + 1e-9 && b <= sorted.at(-1)!).toBe(true);
				const moved = sorted.map((value) => 3 * value + 7);
				expect(quantileOfSorted(moved, p)).toBeCloseTo(3 * quantileOfSorted(sorted, p)! + 7, 9);
			}),
			SETTINGS
		);
	});
});

/** Sums of 2 to 4 teachers over the same questions; now and then a question says nothing of a teacher. */
const grid = fc
	.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 4, max: 15 }))
	.chain(([teachers, questions]) =>
		fc.record({
			teachers: fc.constant(teachers),
			questions: fc.constant(questions),
			cells: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1, 1, 2, 5)), {
				minLength: teachers * questions,
				maxLength: teachers * questions
			})
		})
	);
type Cells = readonly (readonly [number, number])[];

function metricOf(cells: Cells, better: RatioMetric['better'], scale = 1): RatioMetric {
	return {
		numerators: Float64Array.from(cells, ([n, d]) => (d === 0 ? 0 : scale * n)),
		denominators: Float64Array.from(cells, ([, d]) => d),
		better
	};
}

describe('the bootstrap over questions', () => {
	const estimate = (
		{ teachers, questions }: { teachers: number; questions: number },
		metric: RatioMetric,
		seed = 1
	) => bootstrapRatios([metric], { teachers, questions, seed, resamples: 200 })[0]!;

	it('shares out one P(best) among the teachers, whichever direction is best', () => {
		fc.assert(
			fc.property(grid, fc.constantFrom('higher' as const, 'lower' as const), (given, better) => {
				const found = estimate(given, metricOf(given.cells, better));
				const known = found.filter(({ pBest }) => pBest !== null);
				if (known.length > 0) expect(total(known.map(({ pBest }) => pBest))).toBeCloseTo(1, 9);
				for (const { pBest, interval } of found) {
					expect(pBest === null || (pBest >= 0 && pBest <= 1 + 1e-12)).toBe(true);
					expect(interval === null || interval.low <= interval.high).toBe(true);
					expect(pBest === null).toBe(interval === null);
				}
			}),
			SLOW
		);
	});

	it('gives the same for the same seed, scales with the metric, and follows the teachers', () => {
		fc.assert(
			fc.property(grid, fc.nat(), (given, seed) => {
				const found = estimate(given, metricOf(given.cells, 'higher'), seed);
				expect(estimate(given, metricOf(given.cells, 'higher'), seed)).toEqual(found);
				// A power of two, so that nothing is rounded.
				const scaled = estimate(given, metricOf(given.cells, 'higher', 4), seed);
				expect(scaled).toEqual(
					found.map(({ pBest, interval }) => ({
						pBest,
						interval: interval && { low: 4 * interval.low, high: 4 * interval.high }
					}))
				);
				const { questions, teachers, cells } = given;
				const rows = Array.from({ length: teachers }, (_, t) =>
					cells.slice(t * questions, (t + 1) * questions)
				);
				const turned = metricOf(rows.reverse().flat(), 'higher');
				const reversed = estimate(given, turned, seed).reverse();
				reversed.forEach(({ pBest, interval }, t) => {
					expect(interval).toEqual(found[t]!.interval);
					if (pBest === null) expect(found[t]!.pBest).toBeNull();
					else expect(pBest).toBeCloseTo(found[t]!.pBest!, 12);
				});
			}),
			SLOW
		);
	});
});

describe('half-samples', () => {
	it('hold the value in their interval, and share out one P(best)', () => {
		fc.assert(
			fc.property(grid, fc.nat(), ({ teachers, questions, cells }, seed) => {
				const statistics = Array.from(
					{ length: teachers },
					(_, t) => (chosen: Int32Array) =>
						chosen.reduce((sum, q) => sum + cells[t * questions + q]![0], 0) / chosen.length
				);
				const metrics = [{ statistics, better: 'lower', range: { low: 0, high: 9 } } as const];
				const [found] = halfSampleEstimates(metrics, { questions, seed, halfSamples: 40 });
				expect(total(found!.map(({ pBest }) => pBest))).toBeCloseTo(1, 9);
				for (const { value, interval } of found!) {
					expect(interval!.low <= value! + 1e-12 && value! - 1e-12 <= interval!.high).toBe(true);
					expect(interval!.low >= 0 && interval!.high <= 9).toBe(true);
				}
			}),
			SLOW
		);
	});
});

describe('rank correlations', () => {
	const pair = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }));
	const lists = fc
		.array(pair, { minLength: 2, maxLength: 12 })
		.map((pairs) => [pairs.map(([x]) => x), pairs.map(([, y]) => y)] as const);

	it.each([
		['Kendall', kendallTauB],
		['Spearman', spearman]
	])('of %s are symmetric, turn with an order, and look at the order alone', (_, correlate) => {
		const close = (found: number | null, expected: number | null): void => {
			if (expected === null) expect(found).toBeNull();
			else expect(found).toBeCloseTo(expected, 12);
		};
		fc.assert(
			fc.property(lists, ([x, y]) => {
				const rho = correlate(x, y);
				close(correlate(y, x), rho);
				close(
					correlate(
						x,
						y.map((value) => -value)
					),
					rho === null ? null : -rho
				);
				// Cubes rise with the values.
				close(
					correlate(
						x.map((value) => value ** 3),
						y
					),
					rho
				);
				close(correlate([...x].reverse(), [...y].reverse()), rho);
				close(correlate(x, x), new Set(x).size > 1 ? 1 : null);
				expect(rho === null || Math.abs(rho) <= 1).toBe(true);
			}),
			SETTINGS
		);
	});
});

describe('ranks of teachers', () => {
	const value = fc.option(fc.integer({ min: 0, max: 5 }));
	const comparison = (values: readonly (number | null)[], better: 'higher' | 'lower') => ({
		metric: 'm',
		unit: 'share' as const,
		better,
		estimates: values.map((of) => ({ value: of, low: null, high: null, pBest: null, n: 1 }))
	});

	it('put more before less, share ties, and turn where less is better', () => {
		fc.assert(
			fc.property(fc.array(value, { maxLength: 8 }), (values) => {
				const ranks = metricRanks(comparison(values, 'higher'));
				ranks.forEach((one, i) => {
					expect(one === null).toBe(values[i] === null);
					ranks.forEach((other, j) => {
						if (!one || !other) return;
						expect(Math.sign(other.rank - one.rank)).toBe(Math.sign(values[i]! - values[j]!));
						if (i !== j && one.rank === other.rank) expect(one.isTied).toBe(true);
					});
				});
				const negative = values.map((of) => (of === null ? null : -of));
				expect(metricRanks(comparison(negative, 'lower'))).toEqual(ranks);
			}),
			SETTINGS
		);
	});
});

describe('the stability of an order', () => {
	it('is a probability, and the best is at least as sure as the order', () => {
		const many = grid.filter(({ questions }) => questions >= 10);
		fc.assert(
			fc.property(many, fc.nat(), ({ teachers, questions, cells }, seed) => {
				const options = { teachers, questions, seed, subsamples: 40 };
				const found = rankStability(metricOf(cells, 'higher'), options);
				expect(new Set(found.order).size).toBe(found.order.length);
				for (const { pOrder, pBest } of found.curve) {
					expect(pOrder >= 0 && pOrder <= pBest && pBest <= 1).toBe(true);
				}
				expect(rankStability(metricOf(cells, 'higher'), options)).toEqual(found);
				expect(rankStability(metricOf(cells, 'lower'), options).order).toHaveLength(
					found.order.length
				);
			}),
			SLOW
		);
	});
});

describe('the questions that all teachers answered', () => {
	it('are the same, in the same order, whatever the order of the rows', () => {
		const cell = fc.record({
			question_id: fc.constantFrom('q1', 'q2', 'q3', 'q4', '__proto__'),
			teacher_id: fc.constantFrom('a', 'b', 'c')
		});
		const key = ({ question_id, teacher_id }: { question_id: string; teacher_id: string }) =>
			`${question_id} ${teacher_id}`;
		const shuffled = fc
			.uniqueArray(cell, { selector: key })
			.chain((rows) =>
				fc.tuple(
					fc.constant(rows),
					fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })
				)
			);
		fc.assert(
			fc.property(shuffled, ([rows, moved]) => {
				const table = commonQuestions(rows, ['b', 'a']);
				expect(commonQuestions(moved, ['b', 'a'])).toEqual(table);
				for (const cells of table) {
					expect(cells.map(({ teacher_id }) => teacher_id)).toEqual(['b', 'a']);
					expect(new Set(cells.map(({ question_id }) => question_id)).size).toBe(1);
				}
				const both = new Set(rows.filter(({ teacher_id }) => teacher_id !== 'c').map(key));
				const expected = ['q1', 'q2', 'q3', 'q4', '__proto__'].filter(
					(question) => both.has(`${question} a`) && both.has(`${question} b`)
				);
				expect(table.map(([first]) => first!.question_id)).toEqual(expected.sort());
			}),
			SETTINGS
		);
	});
});

describe('seeded numbers', () => {
	it('repeat with the seed, stay in range, and shuffle without losing anything', () => {
		const seed = fc.oneof(fc.nat(), fc.string());
		fc.assert(
			fc.property(seed, fc.integer({ min: 1, max: 2 ** 32 }), fc.array(fc.nat()), (s, n, items) => {
				const [one, other] = [createRandom(s), createRandom(s)];
				const drawn = [one.integer(n), one.next()];
				expect([other.integer(n), other.next()]).toEqual(drawn);
				expect(drawn[0]! < n && drawn[1]! < 1 && Math.min(...drawn) >= 0).toBe(true);
				const moved = one.shuffle(items);
				expect(other.shuffle(items)).toEqual(moved);
				expect([...moved].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
			}),
			SETTINGS
		);
	});
});
