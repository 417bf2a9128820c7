import { assistantText, reasoningField } from './assistant-text.ts';
import type { Example } from './example.ts';
import type { ExportOptions } from './options.ts';

/** Alpaca: instruction, input (always empty: the question is the instruction), output. */
export function alpacaRecord(example: Example, options: ExportOptions) {
	return {
		instruction: example.question,
		input: '',
		...reasoningField(example, options.reasoning),
		output: assistantText(example, options.reasoning),
		...(options.systemPrompt === '' ? {} : { system: options.systemPrompt })
	};
}
