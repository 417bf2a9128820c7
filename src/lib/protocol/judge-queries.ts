/** Which trajectories are to be judged: see `unjudged_trajectories` in views.sql. */
export type JudgeScope = 'unsure' | 'differs' | 'sample' | 'all';

type Pending = {
	judge: string;
	scope: JudgeScope;
	/** How many trajectories the scope 'sample' has. */
	sample: number;
};

interface Texts {
	id: string;
	response: string;
	reasoning: string | null;
	reasoning_style: string;
	question: string;
	gold: string | null;
}

/** Named queries about judges: `src/workers/db/sql/judge`. See queries.ts. */
export interface JudgeQueries {
	/** Oldest first. */
	'judge/pending': { params: Pending; row: { id: string } };
	/** One row. */
	'judge/cost': {
		params: Pending & { settings: string };
		row: {
			trajectories: number;
			/** Of these, those that lack only a verdict. */
			asked: number;
			/** Of all the others' texts, as far as prompts hold them. */
			chars: number;
			/** How many this model was asked about before, and the engine's seconds for them. */
			timed: number;
			timed_seconds: number;
		};
	};
	/** No row where there is no such judge. */
	'judge/judge': {
		params: { judge: string };
		row: { id: string; name: string; rubric: string };
	};
	/** The one that was started last first. */
	'judge/judges': {
		params: Record<never, never>;
		row: {
			id: string;
			name: string;
			teacher_id: string;
			settings: string;
			rubric: string;
			asked_at: string;
			judged: number;
		};
	};
	'judge/inputs': {
		params: { ids: string; judge: string; repetition: number };
		row: Texts & {
			/** It was asked in both orders already; what it said then. */
			is_asked: boolean;
			p_correct_first: number | null;
			p_wrong_first: number | null;
		};
	};
	/** Trajectories that are to be asked about once more. */
	'judge/to-repeat': {
		params: { judge: string; share: number; least: number };
		row: { id: string };
	};
	/** One row. */
	'judge/summary': {
		params: { judge: string };
		row: {
			judged: number;
			/** Without a probability. */
			unread: number;
			/** Whose verdict turned with the order of the options. */
			flipped: number;
			/** Those that went for the option that was named last, or first. */
			followed_last: number;
			followed_first: number;
			/** Mean of p(correct) with 'correct' named first minus the other way round; null for none. */
			mean_shift: number | null;
		};
	};
	'judge/repeated': {
		params: { judge: string };
		row: {
			p_correct_first: number | null;
			p_wrong_first: number | null;
			again_correct_first: number | null;
			again_wrong_first: number | null;
		};
	};
	'judge/agreement': {
		params: { judge: string; margin: number };
		row: { judge_verdict: string; rule_verdict: string; trajectories: number };
	};
	/** At most one row. */
	'judge/example': { params: { withReference: boolean }; row: Texts };
}
