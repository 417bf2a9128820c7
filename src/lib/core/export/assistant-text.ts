import { THINK_CLOSE, THINK_OPEN } from '../model/reasoning.ts';
import type { Example } from './example.ts';
import type { ExportOptions } from './options.ts';

/**
 * What the student learns to say. Inline, reasoning stands before the answer as DeepSeek-R1 and Qwen3
 * write it:
 *
 *     <think>\n{reasoning}\n</think>\n\n{answer}
 *
 * An example without reasoning is its answer alone: an empty block would teach not to think.
 */
export function assistantText(
	example: Pick<Example, 'reasoning' | 'answer'>,
	mode: ExportOptions['reasoning']
): string {
	if (mode !== 'inline' || example.reasoning === '') return example.answer;
	return `${THINK_OPEN}\n${example.reasoning}\n${THINK_CLOSE}\n\n${example.answer}`;
}

/** The extra field of mode 'field', in every row so that all rows have the same columns. */
export function reasoningField(
	example: Example,
	mode: ExportOptions['reasoning']
): { readonly reasoning_content?: string } {
	return mode === 'field' ? { reasoning_content: example.reasoning } : {};
}
