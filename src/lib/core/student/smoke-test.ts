import {
	type BootstrapEstimate,
	bootstrapRatios,
	DEFAULT_RESAMPLES,
	type RatioMetric
} from '../stats/bootstrap.ts';
import { type Cell, commonQuestions } from '../stats/common-questions.ts';
import type { Interval } from '../stats/wilson.ts';

/** The student on one question: without examples, and after worked examples of one teacher. */
export interface SmokeRow extends Cell {
	readonly zero_shot_samples: number;
	readonly zero_shot_correct: number;
	readonly few_shot_samples: number;
	readonly few_shot_correct: number;
}

export interface SmokeEstimate {
	/** Mean over questions of (few-shot pass rate - zero-shot pass rate); null without a question. */
	readonly difference: number | null;
	/** 95 %, bootstrap over questions. */
	readonly interval: Interval | null;
	/** Share of resamples in which this teacher's examples help most. */
	readonly pBest: number | null;
	/** Means over questions. */
	readonly zeroShotPass: number | null;
	readonly fewShotPass: number | null;
}

export interface SmokeTest {
	/** Questions with both kinds of samples for every teacher. */
	readonly questions: number;
	/** Questions of `rows` that are not among them. */
	readonly leftOut: number;
	/** In the order of `teachers`. */
	readonly estimates: readonly SmokeEstimate[];
}

export interface SmokeOptions {
	readonly teachers: readonly string[];
	readonly seed: number;
	readonly resamples?: number;
}

/**
 * In-context smoke test (METRICS §8): does the student solve more questions after having seen k
 * worked examples of a teacher? Paired by question; every teacher sees the same resamples, so that
 * P(best) is paired as well. All questions weigh alike, however many samples they have.
 */
export function compareSmokeTests(
	rows: readonly SmokeRow[],
	{ teachers, seed, resamples = DEFAULT_RESAMPLES }: SmokeOptions
): SmokeTest {
	const measured = rows.filter((row) => row.zero_shot_samples > 0 && row.few_shot_samples > 0);
	const table = commonQuestions(measured, teachers);
	const difference = meansOf(table, teachers.length, (row) => fewShot(row) - zeroShot(row));
	const zero = meansOf(table, teachers.length, zeroShot);
	const few = meansOf(table, teachers.length, fewShot);
	const sizes = { questions: table.length, teachers: teachers.length, seed, resamples };
	const [bootstrap] = bootstrapRatios([difference.metric], sizes) as [BootstrapEstimate[]];
	return {
		questions: table.length,
		leftOut: new Set(rows.map((row) => row.question_id)).size - table.length,
		estimates: teachers.map((_, teacher) => ({
			difference: difference.means[teacher]!,
			interval: bootstrap[teacher]!.interval,
			pBest: bootstrap[teacher]!.pBest,
			zeroShotPass: zero.means[teacher]!,
			fewShotPass: few.means[teacher]!
		}))
	};
}

function zeroShot(row: SmokeRow): number {
	return row.zero_shot_correct / row.zero_shot_samples;
}

function fewShot(row: SmokeRow): number {
	return row.few_shot_correct / row.few_shot_samples;
}

/** A number per question and teacher: as sums for the bootstrap, and its mean by teacher. */
function meansOf(
	table: readonly (readonly SmokeRow[])[],
	teachers: number,
	valueOf: (row: SmokeRow) => number
): { metric: RatioMetric; means: (number | null)[] } {
	const questions = table.length;
	const numerators = new Float64Array(teachers * questions);
	table.forEach((cells, question) =>
		cells.forEach((cell, teacher) => {
			numerators[teacher * questions + question] = valueOf(cell);
		})
	);
	const means = Array.from({ length: teachers }, (_, teacher) => {
		const own = numerators.subarray(teacher * questions, (teacher + 1) * questions);
		return questions === 0 ? null : own.reduce((sum, value) => sum + value, 0) / questions;
	});
	const denominators = new Float64Array(numerators.length).fill(1);
	return { metric: { numerators, denominators, better: 'higher' }, means };
}
