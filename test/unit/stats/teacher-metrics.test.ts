import { describe, expect, it } from 'vitest';
import { commonQuestions } from '../../../src/lib/core/stats/common-questions.ts';
import { ratioGrid } from '../../../src/lib/core/stats/compare-teachers.ts';
import { shareOfWins } from '../../../src/lib/core/stats/share-of-wins.ts';
import type { MatrixRow } from '../../../src/lib/core/stats/teacher-matrix.ts';
import { TEACHER_METRICS } from '../../../src/lib/core/stats/teacher-metrics.ts';

/** Another number in every column, so that what a metric reads can be told. */
const ROW: MatrixRow = {
	question_id: 'q',
	teacher_id: 'a',
	samples: 8,
	judged: 7,
	answerable: 6,
	correct: 3,
	unverifiable: 1,
	analysed: 11,
	tokens: 13,
	chars: 17,
	words: 19,
	truncated: 2,
	format_ok: 23,
	repeated_chars: 29,
	compression_ratio: 31,
	check_marks: 37,
	perhaps_marks: 41,
	wait_marks: 43,
	therefore_marks: 47,
	foreign_script: 53,
	pairs: 59,
	pair_distance: 61,
	refereed: 67,
	agreed: 71,
	entropy: 73,
	own_tokens: 79,
	scored: 83,
	surprisal: 89,
	scored_tokens: 97,
	mean_ranks: 101,
	mean_surprisals: 103,
	step_head_surprisal: 107,
	step_head_tokens: 109,
	local_surprisal: 113,
	local_tokens: 127,
	sentences: 131,
	teacher_sentences: 137
};

const metricOf = (name: string) => TEACHER_METRICS.find(({ metric }) => metric === name)!;

/** Of each metric: better, numerator, denominator, and what counts as one observation. */
const READ = [
	['accuracy', 'higher', 3, 6, 6],
	['unverifiable', 'lower', 1, 7, 7],
	['pass@1', 'higher', 3 / 6, 1, 6],
	['tokens', 'none', 13, 11, 11],
	['characters', 'none', 17, 11, 11],
	['words', 'none', 19, 11, 11],
	['truncated', 'lower', 2, 11, 11],
	['format-ok', 'higher', 23, 9, 9],
	['repetition', 'lower', 29, 17, 11],
	['compression-ratio', 'lower', 31, 11, 11],
	['check-markers', 'none', 37_000, 19, 11],
	['perhaps-markers', 'none', 41_000, 19, 11],
	['wait-markers', 'none', 43_000, 19, 11],
	['therefore-markers', 'none', 47_000, 19, 11],
	['foreign-script', 'lower', 53, 11, 11],
	['diversity', 'higher', 61, 59, 59],
	['entropy', 'lower', 73, 79, 11],
	['surprisal', 'none', 89, 97, 83],
	['rsr', 'lower', 101, 103, 83],
	['step-head-surprisal', 'none', 107, 109, 83],
	['local-surprisal', 'none', 113, 127, 83],
	['teacher-sentences', 'higher', 137, 131, 131],
	['reference-agreement', 'none', 71, 67, 67]
] as const;

describe('what one question adds to a metric', () => {
	it.each(READ)('%s: %s is better, %d over %d', (name, better, numerator, denominator, count) => {
		const metric = metricOf(name);
		expect(metric.better).toBe(better);
		expect(metric.term(ROW)).toEqual({ numerator, denominator });
		expect(metric.count(ROW)).toBe(count);
	});

	it('is told of every metric that there is', () => {
		const told: string[] = READ.map(([name]) => name);
		const others = TEACHER_METRICS.map(({ metric }) => metric).filter(
			(name) => !told.includes(name)
		);
		expect(others).toEqual(['pass@2', 'pass@4', 'pass@8']);
	});

	it('is the chance of one right among k, where there are as many samples', () => {
		// Of 6 samples 3 are right: 1 − (3 over 2) / (6 over 2).
		expect(metricOf('pass@2').term(ROW)).toEqual({ numerator: 1 - 3 / 15, denominator: 1 });
		expect(metricOf('pass@8').term(ROW)).toBeNull();
		expect(TEACHER_METRICS.flatMap(({ minJudged }) => minJudged ?? [])).toEqual([1, 2, 4, 8]);
	});

	it('counts no text that the model neither wrote nor read here', () => {
		const silent = {
			...ROW,
			own_tokens: 0,
			scored_tokens: 0,
			mean_surprisals: 0,
			step_head_tokens: 0
		};
		for (const name of ['entropy', 'surprisal', 'rsr', 'step-head-surprisal']) {
			expect(metricOf(name).count(silent)).toBe(0);
		}
		expect(metricOf('local-surprisal').count(silent)).toBe(83);
	});

	it('has an interval of shares where it is a share of what it counts, and of nothing else', () => {
		expect(
			TEACHER_METRICS.filter(({ proportion }) => proportion).map(({ metric }) => metric)
		).toEqual([
			'accuracy',
			'unverifiable',
			'truncated',
			'format-ok',
			'teacher-sentences',
			'reference-agreement'
		]);
	});

	it('is a line of the table even without a value only where every project has one', () => {
		const always = TEACHER_METRICS.filter(({ optional }) => optional !== true);
		expect(always.map(({ metric }) => metric)).toEqual([
			'accuracy',
			'unverifiable',
			'tokens',
			'characters',
			'words',
			'truncated',
			'format-ok',
			'repetition',
			'compression-ratio',
			'check-markers',
			'perhaps-markers',
			'wait-markers',
			'therefore-markers',
			'foreign-script'
		]);
	});
});

describe('the grid of a metric', () => {
	const rows = [
		{ ...ROW, question_id: 'q1', teacher_id: 'a', answerable: 4, correct: 1 },
		{ ...ROW, question_id: 'q1', teacher_id: 'b', answerable: 2, correct: 2 },
		{ ...ROW, question_id: 'q2', teacher_id: 'a', answerable: 4, correct: 4 },
		{ ...ROW, question_id: 'q2', teacher_id: 'b', answerable: 4, correct: 0 }
	];
	const table = commonQuestions(rows, ['a', 'b']);

	it('has the questions of each teacher side by side', () => {
		const grid = ratioGrid(metricOf('accuracy'), table);
		expect([...grid.numerators]).toEqual([1, 4, 2, 0]);
		expect([...grid.denominators]).toEqual([4, 4, 2, 4]);
		expect(grid).toMatchObject({ better: 'higher', counts: [8, 6] });
	});

	it('leaves a question out for all where one teacher has too few samples', () => {
		const grid = ratioGrid(metricOf('pass@4'), table);
		expect([...grid.numerators]).toEqual([0, 1, 0, 0]);
		expect([...grid.denominators]).toEqual([0, 1, 0, 1]);
		expect(grid.counts).toEqual([4, 4]);
	});

	it('is empty without questions', () => {
		expect(ratioGrid(metricOf('accuracy'), [])).toMatchObject({ counts: [] });
	});
});

describe('the share of wins', () => {
	const wins = (better: 'higher' | 'lower', ...teachers: readonly (readonly number[])[]) =>
		shareOfWins(
			teachers.map((values) => Float64Array.from(values)),
			better
		);

	it('goes to the best of each resample, shared among equals', () => {
		expect(wins('higher', [3, 1, 2, 5], [1, 3, 2, 4], [0, 0, 2, 0])).toEqual([
			(1 + 0 + 1 / 3 + 1) / 4,
			(1 + 1 / 3) / 4,
			1 / 3 / 4
		]);
		expect(wins('lower', [3, 1], [1, 3])).toEqual([0.5, 0.5]);
		expect(wins('lower', [3, 1], [1, -3])).toEqual([0, 1]);
	});

	it('is not counted where nobody has a value, and is none for who never has one', () => {
		expect(wins('higher', [NaN, 1, NaN], [NaN, 2, 1], [NaN, NaN, NaN])).toEqual([0, 1, null]);
		expect(wins('higher')).toEqual([]);
	});
});
