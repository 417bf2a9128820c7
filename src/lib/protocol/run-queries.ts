/** Named queries about runs of local teachers: `src/workers/db/sql/run`. See queries.ts. */
export interface RunQueries {
	/** Ids of the questions of a new run, in its order. */
	'run/draw-questions': {
		params: { domain: string; seed: number; limit: number };
		row: { id: string };
	};
	/** Samples that a teacher still has to write in a run, in its order. */
	'run/pending': {
		params: { run: string; teacher: string; samples: number };
		row: { question_id: string; sample_index: number };
	};
	/** One row per teacher of a run, in the order of `teachers`. */
	'run/progress': {
		params: { run: string; teachers: string; samples: number };
		row: {
			teacher_id: string;
			name: string;
			settings: string;
			/** Jobs of this teacher in the run. */
			total: number;
			done: number;
			failed: number;
			/** Of all runs: responses, their tokens, and the engine's seconds for them. */
			responses: number;
			tokens: number;
			seconds: number;
		};
	};
	'run/runs': {
		params: Record<never, never>;
		row: {
			id: string;
			plan: string;
			state: string;
			created_at: string;
			updated_at: string;
			questions: number;
		};
	};
	'run/failures': {
		params: { run: string };
		row: {
			job_id: string;
			teacher_id: string;
			teacher: string;
			question_id: string;
			question: string;
			sample_index: number;
			reason: string;
		};
	};
	/** Teachers of origin 'local'; `tokens` / `seconds` is their measured speed. */
	'run/local-teachers': {
		params: Record<never, never>;
		row: {
			id: string;
			name: string;
			settings: string;
			responses: number;
			tokens: number;
			seconds: number;
		};
	};
	'run/teacher': {
		params: { id: string };
		row: { id: string; name: string; origin: string; settings: string };
	};
	'run/question-texts': { params: { ids: string }; row: { id: string; text: string } };
	/** No row for an imported trajectory. */
	'run/provenance': {
		params: { id: string };
		row: {
			run_id: string;
			seed: number;
			variant: number;
			prompt: string;
			temperature: number;
			runtime: string;
			device: string;
			prompt_tokens: number;
			tokens: number;
			engine_seconds: number;
			batch_size: number;
			finished_at: string;
			/** TeacherSettings as JSON. */
			settings: string;
			/** Nats per token, under the teacher itself. */
			mean_logprob: number | null;
			mean_entropy: number | null;
		};
	};
}
