import type { MLCEngine } from '@mlc-ai/web-llm';
import type { Pace } from '../../lib/core/generate/causal-lm.ts';
import type { ChatMessage, Thinking } from '../../lib/core/generate/engine.ts';
import { THINK_OPEN } from '../../lib/core/model/reasoning.ts';
import { AppError, Cancelled } from '../../lib/core/model/errors.ts';
import type { ChatConfig } from './chat-config.ts';
import type { Step } from './force-tokens.ts';
import type { LogitTap } from './logit-tap.ts';
import { ModelInternals } from './web-llm-internals.ts';

export interface Prompt {
	readonly messages: readonly ChatMessage[];
	readonly isThinkingOff: boolean;
	readonly ids: readonly number[];
	/** The template opened the reasoning: the response begins inside it. */
	readonly startsInThinking: boolean;
}

export interface ChatModelOptions {
	readonly engine: MLCEngine;
	readonly id: string;
	readonly config: ChatConfig;
	readonly tap: LogitTap;
	readonly pace: Pace;
}

/** A loaded chat model of web-llm, one step at a time. */
export class ChatModel {
	readonly internals: ModelInternals;
	readonly config: ChatConfig;
	readonly #options: ChatModelOptions;

	constructor(options: ChatModelOptions) {
		this.#options = options;
		this.config = options.config;
		this.internals = new ModelInternals(options.engine, options.id);
	}

	/** Ids of a text that continues a prompt. */
	encode(text: string): number[] {
		return Array.from(this.internals.tokenizer.encode(text));
	}

	decode(ids: Int32Array): string {
		return ids.length === 0 ? '' : this.internals.tokenizer.decode(ids);
	}

	/** @throws AppError 'model-unfit' where the template or the context has no room for it. */
	async prompt(messages: readonly ChatMessage[], thinking: Thinking): Promise<Prompt> {
		const escaped = messages.map((message) => this.#escape(message));
		const isThinkingOff = thinking === 'off' && this.config.hasThinkingSwitch;
		const { ids, header } = await this.#encodePrompt(escaped, isThinkingOff);
		if (ids.length >= this.internals.contextTokens) throw tooLong(this.internals.contextTokens);
		const startsInThinking = header.trimEnd().endsWith(THINK_OPEN);
		return { messages: escaped, isThinkingOff, ids, startsInThinking };
	}

	/**
	 * Reads a prompt and goes on token by token as `step` says, until it is finished or aborted.
	 * @throws Cancelled; what web-llm throws
	 */
	async run(prompt: Prompt, step: (logits: Float32Array) => Step, signal: AbortSignal) {
		const { engine, id, pace, tap } = this.#options;
		if (signal.aborted) throw new Cancelled();
		const interrupt = (): void => void engine.interruptGenerate();
		let isFinished = false;
		tap.open((logits) => {
			const { token, finished } = step(logits);
			isFinished = finished;
			// An interrupt before the prompt is read would be forgotten, so it is given here again.
			if (finished || signal.aborted) interrupt();
			return token;
		});
		signal.addEventListener('abort', interrupt);
		this.internals.reset();
		try {
			const stream = await engine.chat.completions.create(requestOf(id, prompt));
			await drain(stream, () => pace.breathe(), signal);
		} finally {
			signal.removeEventListener('abort', interrupt);
			tap.close();
		}
		if (isFinished) return;
		if (signal.aborted) throw new Cancelled();
		throw new AppError(
			'generation-failed',
			'The model stopped before its response was finished. What was written before is safe. Try again.'
		);
	}

	async #encodePrompt(messages: readonly ChatMessage[], isThinkingOff: boolean) {
		try {
			return await this.internals.encodePrompt(messages, isThinkingOff);
		} catch (error) {
			const name = error instanceof Error ? error.name : '';
			if (name === 'ContextWindowSizeExceededError') throw tooLong(this.internals.contextTokens);
			if (!/Order|Role|Content/.test(name)) throw error;
			throw new AppError(
				'model-unfit',
				'The template of this model did not accept the messages. Nothing was lost. The last one must be a question, and only the first one a system prompt.',
				{ detail: String(error), cause: error }
			);
		}
	}

	/**
	 * web-llm inserts messages with String.replace, to which `$$` in a text means `$`, and `$&` the
	 * placeholder: formulas would arrive changed. Doubling the signs undoes it.
	 */
	#escape({ role, content }: ChatMessage): ChatMessage {
		const isReplaced = role === 'system' || this.config.templatedRoles.has(role);
		return { role, content: isReplaced ? content.replaceAll('$', '$$$$') : content };
	}
}

/** A stream that is not read to its end, and not returned either, blocks the model for ever. */
async function drain(
	stream: AsyncIterable<unknown>,
	breathe: () => Promise<void>,
	signal: AbortSignal
): Promise<void> {
	const chunks = stream[Symbol.asyncIterator]();
	try {
		while (!signal.aborted && (await chunks.next()).done !== true) await breathe();
	} finally {
		await chunks.return?.();
	}
}

/** Everything that could make web-llm choose or stop by itself is off: the tap does both. */
function requestOf(model: string, { messages, isThinkingOff }: Prompt) {
	return {
		model,
		messages: messages.map(({ role, content }) => ({ role, content })),
		stream: true as const,
		temperature: 1,
		top_p: 1,
		repetition_penalty: 1,
		frequency_penalty: 0,
		presence_penalty: 0,
		ignore_eos: true,
		...(isThinkingOff && { extra_body: { enable_thinking: false } })
	};
}

function tooLong(contextTokens: number): AppError {
	return new AppError(
		'model-unfit',
		`A prompt is too long: this model reads at most ${contextTokens} tokens, with the response. ` +
			'Nothing was lost. Shorten the prompt or the question, or choose a model with a longer context.'
	);
}
