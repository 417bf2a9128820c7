import { integer, integerOrNull, number, text, textOrNull, type TableSpec } from './table-spec.ts';

/** What is known about the distance of two trajectories of one question. `a_id` < `b_id`. */
const PAIRS = {
	key: ['a_id', 'b_id', 'unit'],
	onConflict: 'ignore',
	columns: {
		question_id: text,
		a_id: text,
		b_id: text,
		/** 'codepoint' or 'token'. */
		unit: text,
		distance: integer,
		/** distance / max(length), 0 to 1. */
		normalised: number
	}
} as const;

/** What came in and what people and rules said of it: questions, teachers, trajectories, verdicts, recipes. See tables.ts. */
export const PROJECT_TABLES = {
	/** Key-value facts about the project itself: name, format version, created_at. */
	project: {
		kind: 1,
		key: ['key'],
		onConflict: 'replace',
		columns: { key: text, value: text }
	},
	/** One file or URL that was read. `started_at` is ISO 8601; `finished` is false until the last row. */
	imports: {
		kind: 2,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			id: text,
			source_name: text,
			/** The mapping that was used, as JSON (core/import/mapping.ts). */
			mapping: text,
			started_at: text,
			state: text,
			rows_read: integer,
			rows_rejected: integer
		}
	},
	/** Rows of a file that could not be used. `line` is 1-based; JSON and Parquet count records. */
	rejects: {
		kind: 3,
		key: ['import_id', 'line', 'part'],
		onConflict: 'ignore',
		columns: { import_id: text, line: integer, part: text, reason: text, excerpt: text }
	},
	/** Writers merge with what is known first: core/import/merge-question.ts. */
	questions: {
		kind: 4,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			id: text,
			/** The question as it is put to a model. */
			text: text,
			/** The reference answer as the file gave it, perhaps with its worked solution. */
			gold: textOrNull,
			/** 'auto', or what the user or the file says: see core/verify. */
			answer_type: text,
			domain: text,
			source_name: text
		}
	},
	/** A teacher is a model with its revision, prompt and sampling; an imported one is a name. */
	teachers: {
		kind: 5,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			id: text,
			name: text,
			origin: text,
			/** Model, revision, prompt template and sampling as JSON; '{}' for an imported teacher. */
			settings: text
		}
	},
	trajectories: {
		kind: 6,
		key: ['id'],
		onConflict: 'ignore',
		columns: {
			id: text,
			question_id: text,
			teacher_id: text,
			/** 0-based roll-out number of this teacher on this question. */
			sample_index: integer,
			/** The whole response as it arrived, marks included. */
			response: text,
			/** Reasoning that came in a field of its own; null where it is inside `response`. */
			reasoning: textOrNull,
			/** How reasoning is marked: see core/model/reasoning.ts. */
			reasoning_style: text,
			/** 'stop', 'length' or 'unknown'. */
			finish_reason: text,
			/** Tokens as counted by whoever generated it; null where nobody said. */
			reported_tokens: integerOrNull,
			import_id: text,
			line: integer
		}
	},
	/** Text metrics of one trajectory (METRICS §4, §5), one row per trajectory, newest version wins. */
	analyses: {
		kind: 7,
		key: ['trajectory_id'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			version: integer,
			/** Unicode code points. */
			chars: integer,
			words: integer,
			/** Reported tokens where known, otherwise an estimate: core/metrics/tokens.ts. */
			tokens: integer,
			tokens_estimated: { type: 'bool' },
			reasoning_chars: integer,
			answer_chars: integer,
			/** 'thinking', 'plain', 'malformed', 'no-answer' or 'truncated'. */
			format: text,
			/** Share of characters inside word 20-grams that occur more than once, 0 to 1. */
			repetition_share: number,
			/** Bytes over deflated bytes; high means repetitive. */
			compression_ratio: number,
			longest_repeat_chars: integer,
			/** Markers per 1000 words. */
			check_rate: number,
			perhaps_rate: number,
			wait_rate: number,
			therefore_rate: number,
			/** Share of letters outside the question's main script, 0 to 1. */
			foreign_script_share: number
		}
	},
	/** One row per trajectory and grader: 'rule', 'reference' (the file said so), 'judge', 'person'. */
	verdicts: {
		kind: 8,
		key: ['trajectory_id', 'grader'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			grader: text,
			grader_version: integer,
			/** 'correct', 'wrong' or 'unverifiable'; 'none' takes a person's verdict back. */
			verdict: text,
			extracted: textOrNull,
			expected: textOrNull,
			reason: text
		}
	},
	/**
	 * What a person said in the review queue, once per pass (core/review). Their verdict of today stands in
	 * `verdicts`; this tells what was asked for without having been picked out, so that rates can be estimated.
	 */
	reviews: {
		kind: 34,
		key: ['trajectory_id', 'pass'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** From 1. */
			pass: integer,
			/** As in `verdicts`, or 'skipped'; 'none' takes it back. */
			verdict: text,
			reviewed_at: text
		}
	},
	/** What running an answer to a code question gave: one row per test (core/code/case-result.ts). */
	case_results: {
		kind: 31,
		key: ['trajectory_id', 'case_index'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** 0-based. */
			case_index: integer,
			/** 'passed', 'wrong', 'error', 'timeout', 'memory' or 'skipped'. */
			outcome: text,
			milliseconds: integer,
			/** What it wrote instead, or what went wrong; '' where it passed. */
			detail: text
		}
	},
	/** Exact distances (METRICS §5). */
	pairwise: {
		kind: 9,
		...PAIRS
	},
	/**
	 * What the distance of two trajectories is at most, where that was enough to know (METRICS §5;
	 * core/select/farthest-by-bounds.ts). Whatever stands in `pairwise` too is exact.
	 */
	pairwise_bounds: {
		kind: 28,
		...PAIRS
	},
	/** A person's keep or drop; it wins over every rule. 'none' takes it back. */
	overrides: {
		kind: 10,
		key: ['trajectory_id'],
		onConflict: 'replace',
		columns: { trajectory_id: text, decision: text }
	},
	/**
	 * Named recipes as JSON (core/model/recipe.ts); 'current' is the one being edited. 'export' holds the
	 * options of the export (core/export/options.ts).
	 */
	recipes: {
		kind: 11,
		key: ['name'],
		onConflict: 'replace',
		columns: { name: text, json: text }
	},
	/** Benchmark questions that the training set must not contain (METRICS §6.4). */
	benchmark_items: {
		kind: 12,
		key: ['id'],
		onConflict: 'ignore',
		columns: { id: text, list: text, text: text }
	},
	/** Questions found to be near-duplicates of an earlier one (METRICS §6.3). */
	question_duplicates: {
		kind: 13,
		key: ['question_id'],
		onConflict: 'replace',
		columns: { question_id: text, original_id: text, jaccard: number }
	},
	/** Questions that share an n-gram with a benchmark list (METRICS §6.4). */
	contaminations: {
		kind: 14,
		key: ['question_id', 'list'],
		onConflict: 'replace',
		columns: { question_id: text, list: text, item_id: text, ngram: text, n: integer }
	},
	/** What a person wrote down about a trajectory; an empty text takes it back. */
	notes: {
		kind: 26,
		key: ['trajectory_id'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			text: text,
			/** ISO 8601. */
			updated_at: text
		}
	},
	/** Saved statements of the place 'SQL'; an empty one was deleted. */
	queries: {
		kind: 24,
		key: ['name'],
		onConflict: 'replace',
		columns: {
			name: text,
			sql: text,
			updated_at: text
		}
	},
	/** What a person marked a trajectory with; not present any more: it was taken back. */
	tags: {
		kind: 30,
		key: ['trajectory_id', 'tag'],
		onConflict: 'replace',
		columns: { trajectory_id: text, tag: text, present: { type: 'bool' } }
	},
	/** Saved filters of the place 'Trajectories'; one with an empty address was deleted. */
	saved_filters: {
		kind: 29,
		key: ['name'],
		onConflict: 'replace',
		columns: {
			name: text,
			/** Filter, order and columns as the parameters of the place's URL. */
			address: text,
			updated_at: text
		}
	}
} as const satisfies Record<string, TableSpec>;
