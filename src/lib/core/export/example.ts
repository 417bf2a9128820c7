import {
	type MarkedResponse,
	splitReasoning,
	THINK_CLOSE,
	THINK_OPEN
} from '../model/reasoning.ts';

/** A question with a response in its parts: what every format is made of. */
export interface Example {
	readonly question: string;
	/** '' where the response shows none. */
	readonly reasoning: string;
	/** Never empty. */
	readonly answer: string;
}

/** Why a selected trajectory cannot become a training example. */
export const LEFT_OUT_REASONS = [
	/** The response ended before an answer: a student would learn to stop there. */
	'no answer',
	/** A <think> or </think> inside the parts: trainers and chat templates would split there. */
	'think marks in the text',
	/** Preference pairs only: nothing wrong and complete to reject. */
	'no wrong answer to the question',
	/** Preference pairs only: only a verified answer can be preferred. */
	'not verified correct'
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/**
 * Takes a stored response apart. A text is never altered to fit a format: one that a format could
 * not frame without doubt is left out and counted.
 */
export function toExample(
	question: string,
	response: MarkedResponse,
	withReasoning: boolean
): Example | LeftOutReason {
	const { reasoning, answer } = splitReasoning(response);
	if (answer === '') return 'no answer';
	if (hasThinkMarks(answer) || (withReasoning && hasThinkMarks(reasoning))) {
		return 'think marks in the text';
	}
	return { question, reasoning: withReasoning ? reasoning : '', answer };
}

function hasThinkMarks(text: string): boolean {
	return text.includes(THINK_OPEN) || text.includes(THINK_CLOSE);
}
