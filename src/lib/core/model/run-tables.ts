import { integer, number, text, type TableSpec } from './table-spec.ts';

/** Runs of local teachers, and how what they wrote came about. See tables.ts. */
export const RUN_TABLES = {
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
	}
} as const satisfies Record<string, TableSpec>;
