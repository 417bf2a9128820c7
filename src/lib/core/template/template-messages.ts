import type { Example } from '../export/example.ts';
import { assistantMessage, type Message, promptMessages } from '../export/messages.ts';
import type { ExportFormat, ExportOptions } from '../export/options.ts';

/** Formats in which no chat template is put around an example: TRL trains on the strings as they are. */
export function takesTemplate(format: ExportFormat): boolean {
	return format !== 'prompt-completion';
}

export interface Conversation {
	/** What comes before the turn that is trained on. */
	readonly prompt: readonly Message[];
	readonly assistant: Message;
}

/**
 * The messages that a trainer makes of a row. LLaMA-Factory and Alpaca readers do not know the field
 * `reasoning_content` beside a conversation; only `messages` and preference pairs carry it inside.
 */
export function conversationOf(example: Example, options: ExportOptions): Conversation {
	const prompt = promptMessages(example, options);
	const assistant = assistantMessage(example, options);
	if (options.format === 'messages' || options.format === 'preference') {
		return { prompt, assistant };
	}
	return { prompt, assistant: { role: assistant.role, content: assistant.content } };
}
