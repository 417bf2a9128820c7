import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { ChatMessage, Thinking } from '../../lib/core/generate/engine.ts';
import { THINK_OPEN } from '../../lib/core/model/reasoning.ts';
import { AppError } from '../../lib/core/model/errors.ts';

export interface EncodedPrompt {
	readonly ids: readonly number[];
	/** The template opened the reasoning: the response begins inside it. */
	readonly startsInThinking: boolean;
}

/** Messages to token ids through the model's own chat template, and ids back to text. */
export class PromptEncoder {
	readonly #tokenizer: PreTrainedTokenizer;

	constructor(tokenizer: PreTrainedTokenizer) {
		this.#tokenizer = tokenizer;
	}

	/** Ends where the assistant's response begins. @throws AppError 'model-unfit' */
	prompt(messages: readonly ChatMessage[], thinking: Thinking): EncodedPrompt {
		const text = this.#applyTemplate(messages, thinking);
		return { ids: this.text(text), startsInThinking: text.trimEnd().endsWith(THINK_OPEN) };
	}

	/** Ids of a text that continues a prompt: no special tokens are added. */
	text(text: string): number[] {
		return this.#tokenizer.encode(text, { add_special_tokens: false });
	}

	decode(ids: Int32Array): string {
		if (ids.length === 0) return ''; // The tokenizer takes no empty list.
		return this.#tokenizer.decode(Array.from(ids), {
			skip_special_tokens: true,
			clean_up_tokenization_spaces: false
		});
	}

	#applyTemplate(messages: readonly ChatMessage[], thinking: Thinking): string {
		try {
			return this.#tokenizer.apply_chat_template([...messages], {
				add_generation_prompt: true,
				tokenize: false,
				...(thinking !== 'default' && { enable_thinking: thinking === 'on' })
			}) as string;
		} catch (error) {
			throw new AppError(
				'model-unfit',
				'The chat template of this model did not accept the messages. Nothing was lost. ' +
					'Remove the system prompt, or choose a model that was tuned for chat.',
				{ detail: error instanceof Error ? error.message : String(error), cause: error }
			);
		}
	}
}
