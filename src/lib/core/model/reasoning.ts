/**
 * Where the reasoning ends and the answer begins. The response is kept as it arrived; it is split
 * whenever somebody needs the parts, by the style noted at import.
 *
 * - `think`: `<think>…</think>` and then the answer (DeepSeek-R1, Qwen3).
 * - `think-prefilled`: the chat template wrote `<think>`, so the response starts inside it.
 * - `thought`: `<|begin_of_thought|>…<|end_of_thought|>` and `<|begin_of_solution|>…<|end_of_solution|>` (Sky-T1).
 * - `field`: reasoning came in a field of its own.
 * - `none`: no marks; the whole response is the answer, worked or not.
 */
export type ReasoningStyle = 'think' | 'think-prefilled' | 'thought' | 'field' | 'none';

export interface MarkedResponse {
	readonly response: string;
	readonly reasoning: string | null;
	readonly style: ReasoningStyle;
}

export interface SplitResponse {
	/** Trimmed; '' where there is none. */
	readonly reasoning: string;
	/** Trimmed; '' where the response ended before an answer began. */
	readonly answer: string;
}

export const THINK_OPEN = '<think>';
export const THINK_CLOSE = '</think>';
export const THOUGHT_OPEN = '<|begin_of_thought|>';
export const THOUGHT_CLOSE = '<|end_of_thought|>';
export const SOLUTION_OPEN = '<|begin_of_solution|>';
export const SOLUTION_CLOSE = '<|end_of_solution|>';

export function detectReasoningStyle(response: string, reasoning: string | null): ReasoningStyle {
	if (reasoning !== null && reasoning.trim() !== '') return 'field';
	if (response.includes(THINK_OPEN)) return 'think';
	if (response.includes(THINK_CLOSE)) return 'think-prefilled';
	if (response.includes(THOUGHT_OPEN) || response.includes(SOLUTION_OPEN)) return 'thought';
	return 'none';
}

export function splitReasoning({ response, reasoning, style }: MarkedResponse): SplitResponse {
	switch (style) {
		case 'think':
			return splitAt(response, THINK_OPEN, THINK_CLOSE);
		case 'think-prefilled':
			return splitAt(THINK_OPEN + response, THINK_OPEN, THINK_CLOSE);
		case 'thought':
			return splitThought(response);
		case 'field':
			return { reasoning: (reasoning ?? '').trim(), answer: response.trim() };
		case 'none':
			return { reasoning: '', answer: response.trim() };
	}
}

/** Text before `open` belongs to the reasoning: it was said before the answer began. */
function splitAt(text: string, open: string, close: string): SplitResponse {
	const start = text.indexOf(open);
	const end = text.indexOf(close, start < 0 ? 0 : start + open.length);
	const before = start < 0 ? '' : text.slice(0, start);
	const from = start < 0 ? 0 : start + open.length;
	if (end < 0) return { reasoning: joinParts(before, text.slice(from)), answer: '' };
	return {
		reasoning: joinParts(before, text.slice(from, end)),
		answer: text.slice(end + close.length).trim()
	};
}

function splitThought(text: string): SplitResponse {
	const { reasoning, answer } = text.includes(THOUGHT_OPEN)
		? splitAt(text, THOUGHT_OPEN, THOUGHT_CLOSE)
		: { reasoning: '', answer: text };
	const solution = answer.replace(SOLUTION_OPEN, '').replace(SOLUTION_CLOSE, '').trim();
	return { reasoning, answer: solution };
}

function joinParts(before: string, inside: string): string {
	return before.trim() === '' ? inside.trim() : `${before.trim()}\n${inside.trim()}`;
}
