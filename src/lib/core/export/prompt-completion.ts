import { assistantText, reasoningField } from './assistant-text.ts';
import type { Example } from './example.ts';
import type { ExportOptions } from './options.ts';

/**
 * TRL's standard (not conversational) prompt-completion: two plain strings, and loss on the
 * completion only. TRL puts no chat template around them; whoever wants one uses `messages`. A system
 * prompt stands before the question, an empty line between.
 */
export function promptCompletionRecord(example: Example, options: ExportOptions) {
	return {
		prompt: promptText(example.question, options.systemPrompt),
		...reasoningField(example, options.reasoning),
		completion: assistantText(example, options.reasoning)
	};
}

function promptText(question: string, systemPrompt: string): string {
	return systemPrompt === '' ? question : `${systemPrompt}\n\n${question}`;
}
