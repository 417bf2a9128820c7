import type { RatioMetric } from '../stats/bootstrap.ts';
import { commonQuestions } from '../stats/common-questions.ts';
import { ratioGrid } from '../stats/compare-teachers.ts';
import { lengthConfounding, type LengthConfounding } from '../stats/length-confounding.ts';
import { rankStability, type RankStability } from '../stats/rank-stability.ts';
import type { MatrixRow } from '../stats/teacher-matrix.ts';
import { TEACHER_METRICS } from '../stats/teacher-metrics.ts';
import { pairedDifferences, type Difference } from './paired-difference.ts';

/** What the questions, one by one, say about a metric with a direction. */
export interface MetricEvidence {
	readonly metric: string;
	readonly stability: RankStability;
	/** Of the metric with tokens, over the teachers' answers to each question. */
	readonly length: LengthConfounding;
	/** `[a][b]`: a minus b, in the order of the teachers. */
	readonly differences: readonly (readonly (Difference | null)[])[];
}

export interface EvidenceOptions {
	readonly teachers: readonly string[];
	readonly seed: number;
}

/** How many cells of the matrix are looked at per metric, so that large projects take no longer. */
const DIFFERENCE_CELLS = 2e7;
const STABILITY_CELLS = 2e6;

/**
 * Evidence of every metric with a direction. Corpus-level metrics are no ratios of sums over questions and
 * have none; the smoke test has questions of its own: smokeEvidence.
 */
export function measureEvidence(
	rows: readonly MatrixRow[],
	{ teachers, seed }: EvidenceOptions
): MetricEvidence[] {
	const table = commonQuestions(rows, teachers);
	const sizes = { questions: table.length, teachers: teachers.length, seed };
	return TEACHER_METRICS.flatMap((metric) => {
		if (metric.better === 'none' || table.length === 0) return [];
		const grid = ratioGrid(metric, table);
		if (grid.denominators.every((value) => value === 0)) return [];
		return { metric: metric.metric, length: lengthOf(grid, table), ...resample(grid, sizes) };
	});
}

interface Sizes {
	readonly questions: number;
	readonly teachers: number;
	readonly seed: number;
}

/** Would other questions give another order, and how far apart are the teachers on the same ones? */
export function resample(
	grid: RatioMetric,
	sizes: Sizes
): Pick<MetricEvidence, 'stability' | 'differences'> {
	const cells = Math.max(1, sizes.questions * sizes.teachers);
	const subsamples = within(STABILITY_CELLS / cells, 100, 400);
	const resamples = within(DIFFERENCE_CELLS / cells, 200, 1000);
	return {
		stability: rankStability(grid, { ...sizes, subsamples }),
		differences: pairedDifferences(grid, { ...sizes, resamples })
	};
}

function within(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, Math.floor(value)));
}

/** Cells without a length say nothing. */
function lengthOf(grid: RatioMetric, table: readonly MatrixRow[][]): LengthConfounding {
	const teachers = table[0]?.length ?? 0;
	const values: (number | null)[] = [];
	const lengths: number[] = [];
	for (let teacher = 0; teacher < teachers; teacher++) {
		table.forEach((cells, question) => {
			const { tokens, analysed } = cells[teacher]!;
			if (analysed === 0) return;
			const at = teacher * table.length + question;
			const denominator = grid.denominators[at]!;
			values.push(denominator === 0 ? null : grid.numerators[at]! / denominator);
			lengths.push(tokens / analysed);
		});
	}
	return lengthConfounding(values, lengths);
}
