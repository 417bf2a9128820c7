/** What is to be annotated: see `unannotated_subjects` in views.sql. */
export type AnnotationScope = 'selected' | 'sample' | 'all';

type Pending = {
	annotator: string;
	/** core/annotate/aspects.ts. */
	aspect: string;
	scope: AnnotationScope;
	/** How many the scope 'sample' has. */
	sample: number;
};

interface Texts {
	id: string;
	question: string;
	gold: string | null;
	/** null where only the question is annotated. */
	response: string | null;
	reasoning: string | null;
	reasoning_style: string | null;
}

/** Named queries about annotators: `src/workers/db/sql/annotate`. See queries.ts. */
export interface AnnotationQueries {
	/** Ids of questions or trajectories, oldest first. */
	'annotate/pending': { params: Pending; row: { id: string } };
	/** One row. */
	'annotate/cost': {
		params: Pending & { settings: string };
		row: {
			subjects: number;
			/** Of all their texts, as far as prompts hold them. */
			chars: number;
			/** How many this model labelled before, and the engine's seconds for them. */
			timed: number;
			timed_seconds: number;
		};
	};
	/** No row where there is no such annotator. */
	'annotate/annotator': {
		params: { annotator: string };
		row: { id: string; aspect: string; guide: string };
	};
	/** The one that was asked last first. */
	'annotate/annotators': {
		params: Record<never, never>;
		row: {
			id: string;
			aspect: string;
			name: string;
			teacher_id: string;
			settings: string;
			guide: string;
			asked_at: string;
			/** It is the one of its aspect whose labels count. */
			counts: boolean;
			labelled: number;
		};
	};
	'annotate/inputs': { params: { ids: string; aspect: string }; row: Texts };
	/** Subjects that are to be asked about once more. */
	'annotate/to-repeat': {
		params: { annotator: string; share: number; least: number };
		row: { id: string };
	};
	/** The most frequent one first. */
	'annotate/labels': {
		params: { annotator: string };
		row: { label: string | null; subjects: number; mean_probability: number | null };
	};
	/** One row. */
	'annotate/repeated': {
		params: { annotator: string };
		row: { repeated: number; changed: number; mean_shift: number | null };
	};
	/** At most one row. */
	'annotate/example': { params: Record<never, never>; row: Texts };
}
