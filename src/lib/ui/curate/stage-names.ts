import type { Stage } from '../../core/model/recipe.ts';

/** The stages in the order in which they act, each with what it is for. */
export const STAGE_NAMES: readonly {
	readonly stage: Stage;
	readonly title: string;
	readonly why: string;
}[] = [
	{
		stage: 'manual',
		title: 'By hand',
		why: 'Your own keep and drop under Trajectories and Compare win over every rule.'
	},
	{
		stage: 'teacher',
		title: 'Teachers',
		why: 'Who the student learns from. A model that plays the student teaches nothing to itself.'
	},
	{
		stage: 'quality',
		title: 'Quality',
		why: 'Complete, well-formed, not too long, and verified.'
	},
	{
		stage: 'compression',
		title: 'Compression',
		why: 'Questions that the student already answers teach it little.'
	},
	{
		stage: 'near-duplicates',
		title: 'Near-duplicate questions',
		why: 'The same question in other words counts once.'
	},
	{
		stage: 'decontamination',
		title: 'Decontamination',
		why: 'No question of a benchmark you will measure with.'
	},
	{
		stage: 'diversity',
		title: 'Diversity',
		why: 'Of many answers to one question, those farthest apart by edit distance.'
	},
	{
		stage: 'budget',
		title: 'Budget',
		why: 'Filled in turns over domain and difficulty, so that none crowds out another.'
	}
];
