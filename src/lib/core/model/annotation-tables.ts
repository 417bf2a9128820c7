import { integer, number, numberOrNull, text, textOrNull, type TableSpec } from './table-spec.ts';

/** Models that label questions and responses, and what they said: core/annotate. See tables.ts. */
export const ANNOTATION_TABLES = {
	/** A model with a guide. Of each aspect, the one that was asked last counts. */
	annotators: {
		kind: 35,
		key: ['id'],
		onConflict: 'replace',
		columns: {
			/** Hash of aspect, settings, guide and version. */
			id: text,
			/** One of ASPECTS: core/annotate/aspects.ts. */
			aspect: text,
			/** Of the teacher entry whose model it is. */
			name: text,
			teacher_id: text,
			/** The model as JSON. */
			settings: text,
			/** core/annotate/guide.ts as JSON. */
			guide: text,
			/** ISO 8601: when it was last started, or taken up again. */
			asked_at: text
		}
	},
	annotations: {
		kind: 36,
		key: ['subject_id', 'annotator_id', 'repetition'],
		onConflict: 'replace',
		columns: {
			/** A question's id or a trajectory's, as the aspect wants it. */
			subject_id: text,
			annotator_id: text,
			/** 0; 1 where it was asked once more, with the labels the other way round. */
			repetition: integer,
			/** The most probable one; NULL where there are no probabilities. */
			label: textOrNull,
			/** Of that label, given that the model says one of them. */
			probability: numberOrNull,
			/** Σ place · p, from 1 for the first label: core/annotate/label-choice.ts. */
			score: numberOrNull,
			/** Share of the room for texts that the prompt had: core/judge/shown-text.ts. */
			room_share: number,
			/** The engine's time. */
			seconds: number,
			/** ISO 8601. */
			asked_at: text
		}
	}
} as const satisfies Record<string, TableSpec>;
