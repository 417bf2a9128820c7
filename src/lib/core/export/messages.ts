import { assistantText, reasoningField } from './assistant-text.ts';
import type { Example } from './example.ts';
import type { ExportOptions } from './options.ts';

export interface Message {
	readonly role: 'system' | 'user' | 'assistant';
	readonly content: string;
	readonly reasoning_content?: string;
}

/** OpenAI and TRL: {"messages": [{"role", "content"}, …]}. */
export function messagesRecord(example: Example, options: ExportOptions) {
	return { messages: [...promptMessages(example, options), assistantMessage(example, options)] };
}

export function promptMessages(example: Example, options: ExportOptions): Message[] {
	const question: Message = { role: 'user', content: example.question };
	if (options.systemPrompt === '') return [question];
	return [{ role: 'system', content: options.systemPrompt }, question];
}

export function assistantMessage(example: Example, options: ExportOptions): Message {
	return {
		role: 'assistant',
		...reasoningField(example, options.reasoning),
		content: assistantText(example, options.reasoning)
	};
}
