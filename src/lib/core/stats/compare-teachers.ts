import {
	bootstrapRatios,
	DEFAULT_RESAMPLES,
	type BootstrapEstimate,
	type RatioMetric
} from './bootstrap.ts';
import { commonQuestions } from './common-questions.ts';
import type { MatrixRow } from './teacher-matrix.ts';
import { TEACHER_METRICS, type TeacherMetric } from './teacher-metrics.ts';
import { wilsonInterval } from './wilson.ts';

export type MetricUnit =
	| 'share'
	| 'characters'
	| 'tokens'
	| 'words'
	| 'per-1000-words'
	| 'ratio'
	| 'distance'
	| 'nats'
	| 'spread';

/** One metric of one teacher, with its uncertainty. */
export interface MetricEstimate {
	/** null where the metric is not defined for this teacher (e.g. diversity with one sample each). */
	readonly value: number | null;
	/**
	 * 95 % interval: Wilson for proportions with one sample a question, half-sampling for corpus-level
	 * diversity, otherwise bootstrap over questions.
	 */
	readonly low: number | null;
	readonly high: number | null;
	/** Share of resamples in which this teacher is best; ties are shared. null where undefined. */
	readonly pBest: number | null;
	/** Trajectories (or pairs, or texts) behind the value. */
	readonly n: number;
}

export interface MetricComparison {
	readonly metric: string;
	readonly unit: MetricUnit;
	/** Which direction counts as best; 'none' for metrics that are described, not ranked. */
	readonly better: 'higher' | 'lower' | 'none';
	/** In the order of `teachers`. */
	readonly estimates: readonly MetricEstimate[];
}

export interface CompareOptions {
	/** Ids, in the order in which estimates are returned. */
	readonly teachers: readonly string[];
	/** Seeds the resamples; the same seed and matrix give the same numbers everywhere. */
	readonly seed: number;
	readonly resamples?: number;
}

/** One metric over the grid of teachers and questions, `teacher * questions + question`. */
export interface RatioGrid extends RatioMetric {
	/** Trajectories or pairs, by teacher. */
	readonly counts: readonly number[];
}

/**
 * Every metric of every teacher with n, a 95 % interval and P(best) (METRICS §7). A question counts
 * only where `rows` has every teacher on it. Metrics that no teacher has (pass@8 with four samples,
 * say) are left out where the metric is marked optional.
 */
export function compareTeachers(
	rows: readonly MatrixRow[],
	{ teachers, seed, resamples = DEFAULT_RESAMPLES }: CompareOptions
): MetricComparison[] {
	const table = commonQuestions(rows, teachers);
	const kept = TEACHER_METRICS.map((metric) => ({ metric, grid: ratioGrid(metric, table) })).filter(
		({ metric, grid }) => metric.optional !== true || grid.counts.some((count) => count > 0)
	);
	const bootstrap = bootstrapRatios(
		kept.map(({ grid }) => grid),
		{ questions: table.length, teachers: teachers.length, seed, resamples }
	);
	const single = table.every((cells) => cells.every((cell) => cell.samples === 1));
	return kept.map(({ metric, grid }, m) => ({
		metric: metric.metric,
		unit: metric.unit,
		better: metric.better,
		estimates: teachers.map((_, teacher) =>
			estimate(metric, grid, bootstrap[m]![teacher]!, { teacher, questions: table.length, single })
		)
	}));
}

/** @param table by question, the teachers in their order: `commonQuestions` */
export function ratioGrid(metric: TeacherMetric, table: readonly MatrixRow[][]): RatioGrid {
	const teachers = table[0]?.length ?? 0;
	const numerators = new Float64Array(teachers * table.length);
	const denominators = new Float64Array(teachers * table.length);
	const counts = new Array<number>(teachers).fill(0);
	const minJudged = metric.minJudged ?? 0;
	table.forEach((cells, question) => {
		if (cells.some((cell) => cell.answerable < minJudged)) return;
		cells.forEach((cell, teacher) => {
			const term = metric.term(cell);
			if (term === null) return;
			numerators[teacher * table.length + question] = term.numerator;
			denominators[teacher * table.length + question] = term.denominator;
			counts[teacher] = counts[teacher]! + metric.count(cell);
		});
	});
	return { numerators, denominators, better: metric.better, counts };
}

function estimate(
	metric: TeacherMetric,
	grid: RatioGrid,
	bootstrap: BootstrapEstimate,
	at: { teacher: number; questions: number; single: boolean }
): MetricEstimate {
	const from = at.teacher * at.questions;
	const numerator = sum(grid.numerators.subarray(from, from + at.questions));
	const denominator = sum(grid.denominators.subarray(from, from + at.questions));
	const interval =
		metric.proportion && at.single ? wilsonInterval(numerator, denominator) : bootstrap.interval;
	return {
		value: denominator === 0 ? null : numerator / denominator,
		low: interval?.low ?? null,
		high: interval?.high ?? null,
		pBest: bootstrap.pBest,
		n: grid.counts[at.teacher] ?? 0
	};
}

function sum(values: Float64Array): number {
	return values.reduce((total, value) => total + value, 0);
}
