import type { BenchmarkItem } from '../core/dedup/decontaminate.ts';
import type { CorpusRow } from '../core/stats/corpus-metrics.ts';
import type { MatrixRow } from '../core/stats/teacher-matrix.ts';
import type { AnnotationQueries } from './annotation-queries.ts';
import type { CodeQueries } from './code-queries.ts';
import type { JudgeQueries } from './judge-queries.ts';
import type { MapQueries } from './map-queries.ts';
import type { ReviewQueries } from './review-queries.ts';
import type { RunQueries } from './run-queries.ts';
import type { StudentQueries } from './student-queries.ts';
import type { TrajectoryListQueries } from './trajectory-list-queries.ts';
import type { TrajectoryQueries } from './trajectory-queries.ts';

/** '' filters nothing. */
export type QuestionFilter = {
	/** A part of the question's text, whatever its case. */
	search: string;
	domain: string;
};

export type Page = {
	/**
	 * A column's name, with '-' before it for descending; '' for the order of arrival.
	 * Questions: text, domain, answers, correct. Trajectories: question, teacher, verdict, format, tags,
	 * tokens, chars, repetition, sample, entropy, surprisal, rsr, category, rated, input, quality.
	 */
	sort: string;
	limit: number;
	offset: number;
};

/** The view `trajectory_facts` and what the last curation decided. Null: not analysed, not curated. */
export interface TrajectoryFacts {
	id: string;
	question_id: string;
	teacher_id: string;
	sample_index: number;
	reasoning_style: string;
	finish_reason: string;
	verdict: string;
	grader: string | null;
	rule_verdict: string | null;
	reference_verdict: string | null;
	judge_verdict: string | null;
	person_verdict: string | null;
	extracted: string | null;
	expected: string | null;
	verdict_reason: string | null;
	chars: number | null;
	words: number | null;
	tokens: number | null;
	tokens_estimated: boolean | null;
	reasoning_chars: number | null;
	answer_chars: number | null;
	format: string | null;
	repetition_share: number | null;
	compression_ratio: number | null;
	longest_repeat_chars: number | null;
	check_rate: number | null;
	perhaps_rate: number | null;
	wait_rate: number | null;
	therefore_rate: number | null;
	foreign_script_share: number | null;
	/** What models said: core/annotate. Null where none was asked, or gave no label. */
	task_category: string | null;
	rated_difficulty: string | null;
	input_quality: string | null;
	response_quality: string | null;
	/** 'keep', 'drop' or 'auto'. */
	override: string;
	/** The stage that dropped it, or the last one. */
	decision_stage: string | null;
	decision_kept: boolean | null;
	/** Null where it was kept. */
	decision_reason: string | null;
}

export interface TrajectoryText {
	response: string;
	reasoning: string | null;
}

/**
 * Every named query: its parameters and its rows. The statement of `area/name` is
 * `src/workers/db/sql/area/name.sql`; parameters appear there as `$name`. Numbers arrive as
 * numbers: the SQL casts BIGINT and DECIMAL to DOUBLE or INTEGER. Lists go in as '|'-joined ids.
 */
export interface Queries
	extends
		AnnotationQueries,
		CodeQueries,
		JudgeQueries,
		MapQueries,
		ReviewQueries,
		RunQueries,
		StudentQueries,
		TrajectoryListQueries,
		TrajectoryQueries {
	/** Ids of trajectories without an analysis or rule verdict of the current versions, oldest first. */
	'analysis/pending': { params: { version: number; graderVersion: number }; row: { id: string } };
	'analysis/inputs': {
		params: { ids: string };
		row: {
			id: string;
			response: string;
			reasoning: string | null;
			reasoning_style: string;
			finish_reason: string;
			reported_tokens: number | null;
			question: string;
			gold: string | null;
			answer_type: string;
		};
	};
	/** Distances over code points among these trajectories; where `exact` is false, they are at most so large. */
	'analysis/known-distances': {
		params: { ids: string };
		row: { a_id: string; b_id: string; distance: number; normalised: number; exact: boolean };
	};
	/** Every question, in the order of import. */
	'analysis/question-texts': { params: Record<never, never>; row: { id: string; text: string } };
	'analysis/benchmark-items': { params: Record<never, never>; row: BenchmarkItem };
	/** Questions that all these teachers answered, and those that only some did; one row. */
	'analysis/question-coverage': {
		params: { teachers: string };
		row: { common: number; left_out: number };
	};
	/** One row per question that all these teachers answered, and teacher. */
	'analysis/question-matrix': { params: { teachers: string; student: string }; row: MatrixRow };
	/**
	 * The first sample of each of these teachers on a seeded sample of the questions that all of them
	 * answered.
	 */
	'analysis/corpus-sample': {
		params: { teachers: string; seed: number; questions: number; chars: number };
		row: CorpusRow;
	};
	/** What the project already knows about these questions, so that an import only adds. */
	'import/known-questions': {
		params: { ids: string };
		row: { id: string; gold: string | null; answer_type: string; domain: string };
	};
	/** A named recipe as JSON; no row where there is none. */
	'curate/recipe': { params: { name: string }; row: { json: string } };
	/** The trajectories among which the diversity stage cannot choose yet, after a curation. */
	'curate/diversity-candidates': {
		params: Record<never, never>;
		row: {
			question_id: string;
			id: string;
			/** How many of the question's trajectories are to be chosen. */
			seats: number;
		};
	};
	/** All trajectories of the questions between whose trajectories some distance is not exactly known. */
	'curate/unmeasured': {
		params: Record<never, never>;
		row: { question_id: string; id: string };
	};
	'lists/questions': {
		params: QuestionFilter & Page;
		row: {
			id: string;
			/** Cut to its first 300 characters; `gold` to its last 300, where the answer stands, tests to their first. */
			text: string;
			gold: string | null;
			answer_type: string;
			domain: string;
			answers: number;
			correct: number;
			/** 0 to 1; null without answers. Answers that are not yet checked count as not correct. */
			share_correct: number | null;
		};
	};
	'lists/questions-count': { params: QuestionFilter; row: { count: number } };
	'lists/domains': { params: Record<never, never>; row: { domain: string; questions: number } };
	/** The task categories that a model gave in the place of the file's domains. */
	'lists/task-categories': {
		params: Record<never, never>;
		row: { domain: string; questions: number };
	};
	/** How many have a difficulty or a quality that a model gave; one row. */
	'lists/ratings': { params: Record<never, never>; row: { questions: number; responses: number } };
	'lists/teachers': {
		params: Record<never, never>;
		row: {
			id: string;
			name: string;
			origin: string;
			questions: number;
			trajectories: number;
			/** Mean; null without trajectories. */
			samples_per_question: number | null;
			analysed: number;
		};
	};
	/** One trajectory with everything that is known about it; no row where it does not exist. */
	'lists/trajectory': {
		/** `student` as in `TrajectoryList`. */
		params: { id: string; student: string };
		row: TrajectoryFacts &
			TrajectoryText & {
				teacher: string;
				question: string;
				gold: string | null;
				domain: string;
				answer_type: string;
				/** File or URL it came from; '' where that is not known. */
				source_name: string;
				line: number;
				/** A person's; '' for none. */
				note: string;
				/** A person's, as choices (core/model/trajectory-filter.ts). */
				tags: string;
			};
	};
	'lists/imports': {
		params: Record<never, never>;
		row: {
			id: string;
			source_name: string;
			started_at: string;
			state: string;
			rows_read: number;
			rows_rejected: number;
		};
	};
	'lists/rejects': {
		params: { import: string; limit: number; offset: number };
		row: { line: number; part: string; reason: string; excerpt: string };
	};
	/** Every trajectory of one question, teachers by name. */
	'compare/question': {
		params: { question: string };
		row: TrajectoryFacts &
			TrajectoryText & { teacher: string; question: string; gold: string | null };
	};
	/** The questions to step through, in the order of arrival. */
	'compare/questions': {
		params: {
			filter: 'all' | 'disagree' | 'only-one-right' | 'grader-differs' | 'unverifiable';
		};
		row: {
			id: string;
			/** Cut to 200 characters. */
			text: string;
			domain: string;
			/**
			 * One character per teacher, teachers by name: '1' right (more than half of the checked
			 * samples are correct), '0' not right, '?' none could be verified, '-' no trajectory.
			 */
			pattern: string;
		};
	};
	/** Histogram of response lengths, the same bins for all these teachers. Empty bins are left out. */
	'compare/lengths': {
		params: { teachers: string };
		row: {
			teacher_id: string;
			/** Tokens, `bin_start` included, `bin_end` not. */
			bin_start: number;
			bin_end: number;
			trajectories: number;
		};
	};
	/** The columns of every table and view, in their order. */
	'console/columns': {
		params: Record<never, never>;
		row: {
			table_name: string;
			/** 'BASE TABLE' or 'VIEW'. */
			table_type: string;
			column_name: string;
			data_type: string;
		};
	};
	/** Saved statements by name. */
	'console/saved': {
		params: Record<never, never>;
		row: { name: string; sql: string; updated_at: string };
	};
	'project/counts': {
		params: Record<never, never>;
		row: {
			questions: number;
			teachers: number;
			trajectories: number;
			analysed: number;
			rejects: number;
			imports: number;
			benchmark_items: number;
		};
	};
}

export type QueryName = keyof Queries;
export type QueryParams<Q extends QueryName> = Queries[Q]['params'];
export type QueryRow<Q extends QueryName> = Queries[Q]['row'];
