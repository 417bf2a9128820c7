import type { SmokeRow } from '../core/student/smoke-test.ts';

/** Named queries about the student: `src/workers/db/sql/student`. See queries.ts. */
export interface StudentQueries {
	/** Trajectories that a student has not read with this version, or not locally where wanted; oldest first. */
	'student/pending': {
		params: { student: string; version: number; local: boolean };
		row: { id: string; chars: number };
	};
	'student/inputs': {
		params: { ids: string };
		row: {
			id: string;
			response: string;
			reasoning: string | null;
			reasoning_style: string;
			question: string;
		};
	};
	/** One row. */
	'student/progress': {
		params: { student: string; version: number };
		row: {
			/** The student's own trajectories, and the questions they answer. */
			answers: number;
			questions: number;
			/** Trajectories of others, and how many of them it has read. */
			readable: number;
			read: number;
			/** Read so far. */
			tokens: number;
			truncated: number;
			/** Read ones that lack some number; `scores.reason` says why. */
			unscored: number;
		};
	};
	/** What is left to read in this way, and what reading in this way took so far; one row. */
	'student/reading-cost': {
		params: { student: string; version: number; local: boolean };
		row: {
			trajectories: number;
			/** About. */
			tokens: number;
			/** Read so far, and the engine's seconds for them. */
			read_tokens: number;
			read_seconds: number;
		};
	};
	/** One row per question that the student was asked and whose answers are checked. */
	'student/pass-rates': {
		params: { student: string };
		row: {
			question_id: string;
			question: string;
			domain: string;
			samples: number;
			correct: number;
		};
	};
	/** Correct responses of a teacher to questions, one per question, for the examples of a smoke test. */
	'student/worked-examples': {
		params: { teacher: string; student: string; maxChars: number };
		row: {
			question_id: string;
			question: string;
			response: string;
			/** The student was asked it too: an example on it costs a question of the test. */
			is_asked: boolean;
		};
	};
	/** The student on one question, without and with the examples of a teacher (METRICS §8). */
	'student/smoke-matrix': {
		params: { teachers: string; student: string };
		row: SmokeRow;
	};
}
