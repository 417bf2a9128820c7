import { assistantText, reasoningField } from './assistant-text.ts';
import type { Example } from './example.ts';
import type { ExportOptions } from './options.ts';

/** ShareGPT as LLaMA-Factory reads it: turns from 'human' and 'gpt', the system prompt beside them. */
export function shareGptRecord(example: Example, options: ExportOptions) {
	return {
		conversations: [
			{ from: 'human', value: example.question },
			{ from: 'gpt', value: assistantText(example, options.reasoning) }
		],
		...reasoningField(example, options.reasoning),
		...(options.systemPrompt === '' ? {} : { system: options.systemPrompt })
	};
}
