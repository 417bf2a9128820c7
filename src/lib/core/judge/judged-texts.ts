import { type ReasoningStyle, splitReasoning } from '../model/reasoning.ts';

/** What a judge is shown of a trajectory. */
export interface JudgedTexts {
	readonly question: string;
	/** null where the question has none. */
	readonly reference: string | null;
	/** The candidate's final answer. */
	readonly answer: string;
	/** All that came before it. */
	readonly reasoning: string;
}

export interface JudgedTrajectory {
	readonly question: string;
	readonly gold: string | null;
	readonly response: string;
	readonly reasoning: string | null;
	/** A ReasoningStyle. */
	readonly reasoning_style: string;
}

/** A final answer of several lines, such as a matrix, has room in it. */
const FINAL_CHARS = 200;

/**
 * The final answer is the end of what follows the reasoning: its last lines, whole, as many as have room. It is
 * found without the rule's extraction, so that the two graders can err apart.
 */
export function judgedTexts(trajectory: JudgedTrajectory): JudgedTexts {
	const { question, gold, response, reasoning, reasoning_style } = trajectory;
	const style = reasoning_style as ReasoningStyle;
	const split = splitReasoning({ response, reasoning, style });
	const from = startOfEnd(split.answer);
	const parts = [split.reasoning, split.answer.slice(0, from).trim()];
	return {
		question,
		reference: gold === null || gold.trim() === '' ? null : gold,
		answer: split.answer.slice(from).trim(),
		reasoning: parts.filter((part) => part !== '').join('\n')
	};
}

/** Where the last whole lines begin that fit; the last one in any case. */
function startOfEnd(text: string): number {
	let start = text.lastIndexOf('\n') + 1;
	while (start > 0) {
		const before = text.lastIndexOf('\n', start - 2) + 1;
		if (text.length - before > FINAL_CHARS) break;
		start = before;
	}
	return start;
}
