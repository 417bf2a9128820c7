import { DEFAULT_RESAMPLES, percentileInterval, resampleQuestions } from '../stats/bootstrap.ts';
import { commonQuestions } from '../stats/common-questions.ts';
import type {
	CompareOptions,
	MetricComparison,
	MetricEstimate
} from '../stats/compare-teachers.ts';
import { shareOfWins } from '../stats/share-of-wins.ts';

/** Where one teacher's answers to one question stand on the map: core/latent/student-plane.ts. */
export interface MapRow {
	readonly question_id: string;
	readonly teacher_id: string;
	/** Answers on the map, and the sums of their coordinates in units of the student's own spread. */
	readonly placed: number;
	readonly x: number;
	readonly y: number;
	/** The same of the student's own answers to that question. */
	readonly own_placed: number;
	readonly own_x: number;
	readonly own_y: number;
}

/**
 * The latent shift of each teacher, a proxy (METRICS §2): how far the middle of its answers is from the middle
 * of the student's own answers to the same questions, in units of the student's own spread. Bootstrap over
 * questions, the plane as it is. Lower went with the better student in DED, where the shift was measured by
 * training.
 *
 * @param rows a question counts only where every teacher that is on the map has an answer there
 * @returns null where no question does
 */
export function shiftComparison(
	rows: readonly MapRow[],
	{ teachers, seed, resamples = DEFAULT_RESAMPLES }: CompareOptions
): MetricComparison | null {
	const placed = teachers.filter((id) => rows.some(({ teacher_id }) => teacher_id === id));
	const table = commonQuestions(rows, placed);
	if (placed.length === 0 || table.length === 0) return null;
	const draws = placed.map(() => new Float64Array(resamples));
	resampleQuestions({ questions: table.length, seed, resamples }, (weights, resample) => {
		placed.forEach((_, teacher) => {
			draws[teacher]![resample] = shiftOf(table, teacher, (question) => weights[question]!);
		});
	});
	const wins = shareOfWins(draws, 'lower');
	return {
		metric: 'latent-shift',
		unit: 'spread',
		better: 'lower',
		estimates: teachers.map((id) => {
			const teacher = placed.indexOf(id);
			if (teacher < 0) return NOT_ON_THE_MAP;
			const interval = percentileInterval(draws[teacher]!);
			return {
				value: shiftOf(table, teacher, () => 1),
				low: interval?.low ?? null,
				high: interval?.high ?? null,
				pBest: wins[teacher] ?? null,
				n: table.reduce((sum, cells) => sum + cells[teacher]!.placed, 0)
			};
		})
	};
}

const NOT_ON_THE_MAP: MetricEstimate = { value: null, low: null, high: null, pBest: null, n: 0 };

function shiftOf(
	table: readonly (readonly MapRow[])[],
	teacher: number,
	weightOf: (question: number) => number
): number {
	const own = { x: 0, y: 0, placed: 0 };
	const theirs = { x: 0, y: 0, placed: 0 };
	table.forEach((cells, question) => {
		const weight = weightOf(question);
		const cell = cells[teacher]!;
		theirs.x += weight * cell.x;
		theirs.y += weight * cell.y;
		theirs.placed += weight * cell.placed;
		own.x += weight * cell.own_x;
		own.y += weight * cell.own_y;
		own.placed += weight * cell.own_placed;
	});
	return Math.hypot(
		theirs.x / theirs.placed - own.x / own.placed,
		theirs.y / theirs.placed - own.y / own.placed
	);
}
