import type { ReasoningStyle } from '../core/model/reasoning.ts';

const STYLES: readonly ReasoningStyle[] = ['think', 'think-prefilled', 'thought', 'field', 'none'];

/** The style as it stands in the database; an unknown one shows the response as it is. */
export function reasoningStyle(text: string): ReasoningStyle {
	return STYLES.find((style) => style === text) ?? 'none';
}
