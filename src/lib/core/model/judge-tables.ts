import { integer, number, numberOrNull, text, type TableSpec } from './table-spec.ts';

/** Models that judge final answers, and what they said: core/judge. See tables.ts. */
export const JUDGE_TABLES = {
	/** A model with a rubric. */
	judges: {
		kind: 32,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			/** Hash of settings, rubric and version. */
			id: text,
			/** Of the teacher entry whose model it is. */
			name: text,
			teacher_id: text,
			/** The model as JSON. */
			settings: text,
			/** core/judge/rubric.ts as JSON. */
			rubric: text,
			/** ISO 8601: when it was last started. */
			asked_at: text
		}
	},
	/**
	 * What a judge said when the options were offered in one order. Both orders together make its verdict, which
	 * stands in `verdicts` with the grader 'judge'.
	 */
	judgements: {
		kind: 33,
		key: ['trajectory_id', 'judge_id', 'option_order', 'repetition'],
		onConflict: 'replace',
		columns: {
			trajectory_id: text,
			judge_id: text,
			/** 'correct-first' or 'wrong-first'. */
			option_order: text,
			/** 0; 1 where the whole was asked once more, to see whether it says the same. */
			repetition: integer,
			/** log p of each label as a whole, nats; NULL where it is not finite, or the prompt did not fit. */
			correct_logprob: numberOrNull,
			wrong_logprob: numberOrNull,
			/** Softmax over both; NULL where there is none. */
			p_correct: numberOrNull,
			/** Share of the room for texts that the prompt had: core/judge/fill-rubric.ts. */
			room_share: number,
			/** The engine's time. */
			seconds: number,
			/** ISO 8601. */
			asked_at: text
		}
	}
} as const satisfies Record<string, TableSpec>;
