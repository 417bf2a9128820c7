import type { MetricComparison } from './compare-teachers.ts';
import { passAtK } from './pass-at-k.ts';
import type { MatrixRow } from './teacher-matrix.ts';

/** What one question adds to a teacher's metric: Σ numerator / Σ denominator is the metric. */
export interface Term {
	readonly numerator: number;
	readonly denominator: number;
}

export interface TeacherMetric {
	readonly metric: string;
	readonly unit: MetricComparison['unit'];
	readonly better: MetricComparison['better'];
	/** True where numerator and denominator count the same things, so that Wilson applies. */
	readonly proportion: boolean;
	/** null: this question says nothing here. */
	term(row: MatrixRow): Term | null;
	/** Trajectories or pairs behind the value. */
	count(row: MatrixRow): number;
	/** Questions on which some teacher has fewer judged samples than this are left out. */
	readonly minJudged?: number;
	/** Left out of the table where no teacher has a value: it would be an empty line. */
	readonly optional?: true;
}

type Field = Exclude<keyof MatrixRow, 'question_id' | 'teacher_id'>;
type Shape = Pick<TeacherMetric, 'metric' | 'unit' | 'better'> & { readonly optional?: true };

/** Number of samples asked for in pass@k, as far as samples allow. */
export const PASS_AT = [1, 2, 4, 8] as const;

/**
 * Every metric of a teacher that is a ratio of sums (METRICS §2 to §5, §7), in the order of the teacher table. Means
 * are over trajectories; rates and the repetition share are ratios of sums, so that long responses
 * weigh by their length. A metric without a settled direction is described, not ranked: a longer
 * response, or more 'wait', is not better or worse by itself.
 */
export const TEACHER_METRICS: readonly TeacherMetric[] = [
	share('accuracy', 'higher', 'correct', (row) => row.answerable),
	share('unverifiable', 'lower', 'unverifiable', (row) => row.judged),
	...PASS_AT.map(passMetric),
	mean({ metric: 'tokens', unit: 'tokens', better: 'none' }, 'tokens'),
	mean({ metric: 'characters', unit: 'characters', better: 'none' }, 'chars'),
	mean({ metric: 'words', unit: 'words', better: 'none' }, 'words'),
	share('truncated', 'lower', 'truncated', (row) => row.analysed),
	share('format-ok', 'higher', 'format_ok', (row) => row.analysed - row.truncated),
	perUnit({ metric: 'repetition', unit: 'share', better: 'lower' }, 'repeated_chars', 'chars', 1),
	mean({ metric: 'compression-ratio', unit: 'ratio', better: 'lower' }, 'compression_ratio'),
	markers('check-markers', 'check_marks'),
	markers('perhaps-markers', 'perhaps_marks'),
	markers('wait-markers', 'wait_marks'),
	markers('therefore-markers', 'therefore_marks'),
	mean({ metric: 'foreign-script', unit: 'share', better: 'lower' }, 'foreign_script'),
	diversityMetric(),
	signal('entropy', 'lower', 'nats', 'entropy', 'own_tokens', (row) => row.analysed),
	signal('surprisal', 'none', 'nats', 'surprisal', 'scored_tokens', (row) => row.scored),
	signal('rsr', 'lower', 'ratio', 'mean_ranks', 'mean_surprisals', (row) => row.scored),
	signal(
		'step-head-surprisal',
		'none',
		'nats',
		'step_head_surprisal',
		'step_head_tokens',
		(row) => row.scored
	),
	signal('local-surprisal', 'none', 'nats', 'local_surprisal', 'local_tokens', (row) => row.scored),
	{
		...share('teacher-sentences', 'higher', 'teacher_sentences', (row) => row.sentences),
		optional: true
	},
	{ ...share('reference-agreement', 'none', 'agreed', (row) => row.refereed), optional: true }
];

function share(
	metric: string,
	better: TeacherMetric['better'],
	numerator: Field,
	of: (row: MatrixRow) => number
): TeacherMetric {
	return {
		metric,
		unit: 'share',
		better,
		proportion: true,
		term: (row) => ({ numerator: row[numerator], denominator: of(row) }),
		count: of
	};
}

function mean(shape: Shape, field: Field): TeacherMetric {
	return perUnit(shape, field, 'analysed', 1);
}

function markers(metric: string, field: Field): TeacherMetric {
	return perUnit({ metric, unit: 'per-1000-words', better: 'none' }, field, 'words', 1000);
}

function perUnit(shape: Shape, field: Field, unitField: Field, scale: number): TeacherMetric {
	return {
		...shape,
		proportion: false,
		term: (row) => ({ numerator: scale * row[field], denominator: row[unitField] }),
		count: (row) => row.analysed
	};
}

/** A ratio of sums that only texts have which a model wrote or read here (METRICS §2, §3). */
function signal(
	metric: string,
	better: TeacherMetric['better'],
	unit: TeacherMetric['unit'],
	numerator: Field,
	denominator: Field,
	texts: (row: MatrixRow) => number
): TeacherMetric {
	return {
		metric,
		unit,
		better,
		proportion: false,
		optional: true,
		term: (row) => ({ numerator: row[numerator], denominator: row[denominator] }),
		count: (row) => (row[denominator] > 0 ? texts(row) : 0)
	};
}

/** Mean over questions of the unbiased estimate; every teacher needs k samples on the question. */
function passMetric(k: number): TeacherMetric {
	return {
		metric: `pass@${k}`,
		unit: 'share',
		better: 'higher',
		proportion: false,
		minJudged: k,
		optional: true,
		term: ({ answerable, correct }) => {
			const numerator = passAtK(answerable, correct, k);
			return numerator === null ? null : { numerator, denominator: 1 };
		},
		count: (row) => row.answerable
	};
}

/** Mean normalised Levenshtein distance among a teacher's samples of the same question (METRICS §5). */
function diversityMetric(): TeacherMetric {
	return {
		metric: 'diversity',
		unit: 'distance',
		better: 'higher',
		proportion: false,
		optional: true,
		term: (row) => ({ numerator: row.pair_distance, denominator: row.pairs }),
		count: (row) => row.pairs
	};
}
