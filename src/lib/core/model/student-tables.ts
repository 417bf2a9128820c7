import { integer, number, numberOrNull, text, type TableSpec } from './table-spec.ts';

/** What a student thinks of the trajectories, and where they stand on its map. See tables.ts. */
export const STUDENT_TABLES = {
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
	}
} as const satisfies Record<string, TableSpec>;
