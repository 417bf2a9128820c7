/**
 * What a model can be asked to say of a question, or of a response to one. Aspects and scales are those of Magpie
 * (arXiv 2406.08464, §3.2), as data sets in its style carry them.
 */
export const ASPECTS = ['category', 'difficulty', 'input-quality', 'response-quality'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** From the lowest to the highest. */
export const DIFFICULTIES = ['very easy', 'easy', 'medium', 'hard', 'very hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export const QUALITIES = ['very poor', 'poor', 'average', 'good', 'excellent'] as const;
export type Quality = (typeof QUALITIES)[number];

interface AspectSpec {
	/** What is annotated: each question once, or each trajectory. */
	readonly subject: 'question' | 'trajectory';
	/** The labels in their order, from the lowest; null where they have none, and a person names them. */
	readonly scale: readonly string[] | null;
}

export const ASPECT_SPECS: Readonly<Record<Aspect, AspectSpec>> = {
	category: { subject: 'question', scale: null },
	difficulty: { subject: 'question', scale: DIFFICULTIES },
	'input-quality': { subject: 'question', scale: QUALITIES },
	'response-quality': { subject: 'trajectory', scale: QUALITIES }
};

export function isAspect(text: string): text is Aspect {
	return ASPECTS.some((aspect) => aspect === text);
}
