/**
 * The tables of a project: one declaration from which row types, Arrow schemas and the journal's
 * frame kinds follow. `src/workers/db/sql/schema.sql` declares the same columns for DuckDB; a test
 * holds the two together.
 *
 * `key` columns identify a row. `onConflict` says what a second row with the same key means:
 * `ignore` for content-hashed facts (the row is the same), `replace` for state (the later row wins).
 */

export type ColumnType = 'utf8' | 'int32' | 'float64' | 'bool';
export interface Column {
	readonly type: ColumnType;
	readonly nullable?: true;
}
export interface TableSpec {
	/** Number of the table inside journal frames. Never reused, never changed. */
	readonly kind: number;
	readonly key: readonly string[];
	readonly onConflict: 'ignore' | 'replace';
	readonly columns: Readonly<Record<string, Column>>;
}

const text = { type: 'utf8' } as const;
const textOrNull = { type: 'utf8', nullable: true } as const;
const integer = { type: 'int32' } as const;
const integerOrNull = { type: 'int32', nullable: true } as const;
const number = { type: 'float64' } as const;
const numberOrNull = { type: 'float64', nullable: true } as const;

export const TABLES = {
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
	/** One row per trajectory and grader: 'rule', 'reference' (the file said so), 'person', later 'judge'. */
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
	/** Distance of two trajectories of one question (METRICS §5). `a_id` < `b_id`. */
	pairwise: {
		kind: 9,
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
	/** A run of local teachers over questions: core/run/run-plan.ts. */
	runs: {
		kind: 15,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			id: text,
			/** The RunPlan as JSON. */
			plan: text,
			/** 'running', 'paused', 'cancelled' or 'done'. */
			state: text,
			/** ISO 8601. */
			created_at: text,
			updated_at: text
		}
	},
	/** The questions that a run was made for, in their order; a question imported later is not in it. */
	run_questions: {
		kind: 16,
		key: ['run_id', 'question_id'],
		onConflict: 'ignore',
		columns: { run_id: text, question_id: text, position: integer }
	},
	/**
	 * How a trajectory was generated here: its provenance. Saved before the trajectory itself, which
	 * alone says that it is there.
	 */
	generations: {
		kind: 17,
		key: ['trajectory_id'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			run_id: text,
			/** Unsigned 32-bit. */
			seed: number,
			/** 0-based: core/run/teacher-settings.ts. */
			variant: integer,
			/** The variant's prompt, with `{question}` in it. */
			prompt: text,
			temperature: number,
			/** Engine, runtime and version. */
			runtime: text,
			/** 'wasm' or 'webgpu'. */
			device: text,
			prompt_tokens: integer,
			tokens: integer,
			/** Its share of the engine's time, so that Σ tokens / Σ engine_seconds is the speed. */
			engine_seconds: number,
			/** How many were written side by side when it began. */
			batch_size: integer,
			/** ISO 8601. */
			finished_at: text
		}
	},
	/**
	 * Sums over the tokens of a trajectory under a model that read or wrote it (METRICS §1). The tokens
	 * themselves are frames of the journal: docs/decisions/008-token-tracks.md.
	 */
	token_tracks: {
		kind: 18,
		key: ['trajectory_id', 'scorer'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** 'teacher' for the one that wrote it, otherwise the key of the model that read it. */
			scorer: text,
			tokens: integer,
			/** Nats. */
			sum_logprob: number,
			/** Nats. */
			sum_entropy: number
		}
	},
	/** Jobs that failed three times; an empty reason means that they are to be tried again. */
	failures: {
		kind: 19,
		key: ['job_id'],
		onConflict: 'replace',
		columns: {
			job_id: text,
			run_id: text,
			teacher_id: text,
			question_id: text,
			sample_index: integer,
			reason: text
		}
	},
	/** What a student thinks of a trajectory (METRICS §3): core/student. NULL where `reason` says why. */
	scores: {
		kind: 20,
		key: ['trajectory_id', 'scorer'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** Id of the teacher entry that plays the student: its model and its prompt. */
			scorer: text,
			version: integer,
			/** Response tokens that fitted into the student's context; of these everything below speaks. */
			tokens: integer,
			truncated: { type: 'bool' },
			/** Nats per token. */
			surprisal: numberOrNull,
			rank_cap: integer,
			capped_rank: numberOrNull,
			/** 1 / nats; lower is better. */
			rsr: numberOrNull,
			/** Nats per token, without the first tokens of every step. */
			step_head_surprisal: numberOrNull,
			step_head_tokens: integer,
			/** Nats per token, each seeing the question and the last sentences only. */
			local_surprisal: numberOrNull,
			local_tokens: integer,
			/** `column: MissingReason` of what is NULL, comma between; '' where nothing is. */
			reason: text
		}
	},
	/**
	 * The student after worked examples of a teacher (METRICS §8): a teacher entry of origin 'probe', whose
	 * trajectories are no training data and stand in no list.
	 */
	probes: {
		kind: 21,
		key: ['probe_id'],
		onConflict: 'replace',
		columns: {
			/** The entry in `teachers` that was asked. */
			probe_id: text,
			student_id: text,
			teacher_id: text,
			/** '|'-joined ids of the questions of the examples, on which the probe says nothing. */
			example_questions: text
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
	/** How probable each sentence of a trajectory is to a model that wrote or read it: core/student/sentence-means.ts. */
	sentence_logprobs: {
		kind: 22,
		key: ['trajectory_id', 'scorer'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** As in `token_tracks`. */
			scorer: text,
			/** Mean log p per token of each sentence, nats, '|' between; nothing where there is none. */
			means: text
		}
	},
	/**
	 * Trajectories that have a vector under an embedding model. The vector itself is a frame of the journal, as
	 * token tracks are: `appendTracks` with the embedder as scorer, float32, little-endian.
	 */
	embeddings: {
		kind: 23,
		key: ['trajectory_id', 'embedder'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			/** `embedderKey` of the model. */
			embedder: text,
			dimensions: integer
		}
	},
	/** Where trajectories stand on the latent map (core/latent): one map at a time. */
	map_points: {
		kind: 27,
		key: ['trajectory_id'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			embedder: text,
			/** Whose answers span the plane. */
			student_id: text,
			/** In units of the student's own spread, its middle at 0. */
			x: number,
			y: number
		}
	},
	/** One go of a student's reading: how fast it reads, for the next estimate. */
	readings: {
		kind: 25,
		key: ['id'],
		onConflict: 'ignore',
		columns: {
			id: text,
			/** Id of the teacher entry that plays the student. */
			student_id: text,
			/** With local surprisal, which reads every sentence twice. */
			with_local: { type: 'bool' },
			/** Of the responses, each counted once. */
			tokens: number,
			/** The engine's time, loading not included. */
			seconds: number,
			/** ISO 8601. */
			finished_at: text
		}
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
	}
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLES;

type Value<C extends Column> = C['type'] extends 'utf8'
	? string
	: C['type'] extends 'bool'
		? boolean
		: number;
type Nullable<C extends Column> = C extends { nullable: true } ? Value<C> | null : Value<C>;

/** The row type of a table, e.g. `Row<'questions'>`. */
export type Row<T extends TableName> = {
	-readonly [
		K in keyof (typeof TABLES)[T]['columns']
	]: (typeof TABLES)[T]['columns'][K] extends Column
		? Nullable<(typeof TABLES)[T]['columns'][K]>
		: never;
};

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

export function tableOfKind(kind: number): TableName | undefined {
	return TABLE_NAMES.find((name) => TABLES[name].kind === kind);
}
