import { describe, expect, it } from 'vitest';
import { compareTeachers } from '../../../src/lib/core/stats/compare-teachers.ts';
import type { MatrixRow } from '../../../src/lib/core/stats/teacher-matrix.ts';
import { wilsonInterval } from '../../../src/lib/core/stats/wilson.ts';

/** One sample that is right, 100 characters, 20 words, 30 tokens; fields by hand where a test needs them. */
function row(question: number, teacher: string, fields: Partial<MatrixRow> = {}): MatrixRow {
	return {
		question_id: `q${String(question).padStart(3, '0')}`,
		teacher_id: teacher,
		samples: 1,
		judged: 1,
		answerable: 1,
		correct: 1,
		unverifiable: 0,
		analysed: 1,
		tokens: 30,
		chars: 100,
		words: 20,
		truncated: 0,
		format_ok: 1,
		repeated_chars: 0,
		compression_ratio: 2,
		check_marks: 0,
		perhaps_marks: 0,
		wait_marks: 0,
		therefore_marks: 0,
		foreign_script: 0,
		pairs: 0,
		pair_distance: 0,
		refereed: 0,
		agreed: 0,
		entropy: 0,
		own_tokens: 0,
		scored: 0,
		surprisal: 0,
		scored_tokens: 0,
		mean_ranks: 0,
		mean_surprisals: 0,
		step_head_surprisal: 0,
		step_head_tokens: 0,
		local_surprisal: 0,
		local_tokens: 0,
		teacher_sentences: 0,
		sentences: 0,
		...fields
	};
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const pick = (rows: readonly MatrixRow[], metric: string, teachers = ['a', 'b']) =>
	compareTeachers(rows, { teachers, seed: 1, resamples: 400 }).find(
		(comparison) => comparison.metric === metric
	);

describe('compareTeachers', () => {
	it('uses Wilson for shares with one sample a question', () => {
		const rows = range(50).flatMap((q) => [
			row(q, 'a', { correct: q < 40 ? 1 : 0 }),
			row(q, 'b', { correct: q < 10 ? 1 : 0 })
		]);
		const [a, b] = pick(rows, 'accuracy')!.estimates;
		expect(a).toEqual({ value: 0.8, ...wilsonInterval(40, 50), pBest: 1, n: 50 });
		expect(b).toMatchObject({ value: 0.2, pBest: 0, n: 50 });
	});

	it('bootstraps over questions where a question has several samples', () => {
		const several = { samples: 4, judged: 4, answerable: 4 };
		const rows = range(20).flatMap((q) => [
			row(q, 'a', { ...several, correct: q % 2 === 0 ? 4 : 0 }),
			row(q, 'b', { ...several, correct: 2 })
		]);
		const [a, b] = pick(rows, 'accuracy')!.estimates;
		expect(a!.value).toBe(0.5);
		// All or nothing by question: far wider than 80 independent trials would be.
		const independent = wilsonInterval(40, 80)!;
		expect(a!.high! - a!.low!).toBeGreaterThan(1.5 * (independent.high - independent.low));
		expect(b).toMatchObject({ value: 0.5, low: 0.5, high: 0.5, n: 80 });
		expect(a!.pBest! + b!.pBest!).toBeCloseTo(1, 12);
	});

	it('counts only questions that every teacher answered', () => {
		const rows = [
			row(1, 'a'),
			row(1, 'b', { correct: 0 }),
			row(2, 'a', { correct: 0 }),
			row(3, 'b')
		];
		expect(pick(rows, 'accuracy')!.estimates).toMatchObject([
			{ value: 1, n: 1 },
			{ value: 0, n: 1 }
		]);
	});

	it('takes ratios of sums, so that long responses weigh by their length', () => {
		const rows = [
			row(1, 'a', { chars: 900, repeated_chars: 900, words: 100, wait_marks: 5 }),
			row(2, 'a', { chars: 100, repeated_chars: 0, words: 900, wait_marks: 0 })
		];
		expect(pick(rows, 'repetition', ['a'])!.estimates[0]!.value).toBe(0.9);
		expect(pick(rows, 'wait-markers', ['a'])!.estimates[0]!.value).toBe(5);
	});

	it('never counts a truncated response as bad form', () => {
		const rows = [
			row(1, 'a', { truncated: 1, format_ok: 0 }),
			row(2, 'a', { format_ok: 1 }),
			row(3, 'a', { format_ok: 0 })
		];
		expect(pick(rows, 'format-ok', ['a'])!.estimates[0]).toMatchObject({ value: 0.5, n: 2 });
		expect(pick(rows, 'truncated', ['a'])!.estimates[0]).toMatchObject({ value: 1 / 3, n: 3 });
	});

	it('leaves questions without a reference answer out of accuracy', () => {
		const rows = [row(1, 'a'), row(2, 'a', { correct: 0, unverifiable: 1, answerable: 0 })];
		expect(pick(rows, 'accuracy', ['a'])!.estimates[0]).toMatchObject({ value: 1, n: 1 });
		expect(pick(rows, 'unverifiable', ['a'])!.estimates[0]).toMatchObject({ value: 0.5, n: 2 });
	});

	it('shows pass@k as far as the samples of every teacher allow', () => {
		const four = { samples: 4, judged: 4, answerable: 4 };
		const two = { samples: 2, judged: 2, answerable: 2 };
		const rows = [
			row(1, 'a', { ...four, correct: 1 }),
			row(1, 'b', { ...four, correct: 4 }),
			row(2, 'a', { ...four, correct: 4 }),
			row(2, 'b', { ...two, correct: 0 })
		];
		expect(pick(rows, 'pass@2')!.estimates.map(({ value }) => value)).toEqual([0.75, 0.5]);
		expect(pick(rows, 'pass@4')!.estimates.map(({ value, n }) => [value, n])).toEqual([
			[1, 4],
			[1, 4]
		]);
		expect(pick(rows, 'pass@8')).toBeUndefined();
	});

	it('has diversity only for teachers with pairs', () => {
		const rows = [
			row(1, 'a', { samples: 3, pairs: 3, pair_distance: 1.5 }),
			row(2, 'a', { samples: 2, pairs: 1, pair_distance: 0.9 }),
			row(1, 'b'),
			row(2, 'b')
		];
		const [a, b] = pick(rows, 'diversity')!.estimates;
		expect(a!.value).toBeCloseTo(0.6, 12);
		expect(a!.n).toBe(4);
		expect(b).toEqual({ value: null, low: null, high: null, pBest: null, n: 0 });
		expect(pick([row(1, 'a')], 'diversity', ['a'])).toBeUndefined();
	});

	it('does not depend on the order of the rows, and repeats itself', () => {
		const rows = range(30).flatMap((q) => [
			row(q, 'a', { tokens: 10 + ((q * 7) % 13) }),
			row(q, 'b', { tokens: 12 + ((q * 5) % 11) })
		]);
		const options = { teachers: ['a', 'b'], seed: 4, resamples: 200 };
		expect(compareTeachers([...rows].reverse(), options)).toEqual(compareTeachers(rows, options));
		expect(compareTeachers(rows, { ...options, seed: 5 })).not.toEqual(
			compareTeachers(rows, options)
		);
	});

	it('ranks only metrics that have a direction', () => {
		const rows = range(5).flatMap((q) => [row(q, 'a'), row(q, 'b')]);
		for (const { better, estimates } of compareTeachers(rows, { teachers: ['a', 'b'], seed: 1 })) {
			for (const { pBest, value } of estimates) {
				if (better === 'none') expect(pBest).toBeNull();
				else if (value !== null) expect(pBest).toBe(0.5);
			}
		}
	});

	it('survives an empty project and names that are prototype keys', () => {
		expect(pick([], 'accuracy')!.estimates[0]).toMatchObject({ value: null, n: 0 });
		const rows = [row(1, '__proto__'), row(1, 'constructor', { correct: 0 })];
		const estimates = pick(rows, 'accuracy', ['__proto__', 'constructor'])!.estimates;
		expect(estimates.map(({ value }) => value)).toEqual([1, 0]);
	});
});
