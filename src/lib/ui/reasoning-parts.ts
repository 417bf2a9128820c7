import { type ReasoningStyle, splitReasoning } from '../core/model/reasoning.ts';

const STYLES: readonly ReasoningStyle[] = ['think', 'think-prefilled', 'thought', 'field', 'none'];

/** A trajectory's response as it stands in the database. */
interface Written {
	readonly response: string;
	readonly reasoning: string | null;
	readonly reasoning_style: string;
}

/** Reasoning and answer; a style that is not known shows the response as it is. */
export function partsOf({ response, reasoning, reasoning_style }: Written) {
	const style = STYLES.find((known) => known === reasoning_style) ?? 'none';
	return splitReasoning({ response, reasoning, style });
}
