import { assistantText } from '../export/assistant-text.ts';
import { type ReasoningStyle, splitReasoning } from '../model/reasoning.ts';

export interface WrittenResponse {
	readonly response: string;
	readonly reasoning: string | null;
	/** A ReasoningStyle. */
	readonly reasoning_style: string;
}

/**
 * A response as the student would have to write it, which is what it reads and what the starts of its token
 * track stand in. One that has its reasoning inline is taken as it is; other marks are written as <think>,
 * as the export does.
 */
export function textToRead({ response, reasoning, reasoning_style }: WrittenResponse): string {
	const style = reasoning_style as ReasoningStyle;
	if (style === 'think' || style === 'none') return response;
	return assistantText(splitReasoning({ response, reasoning, style }), 'inline');
}
