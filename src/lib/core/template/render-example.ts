import type { Example } from '../export/example.ts';
import { wellFormed } from '../export/json-text.ts';
import type { ExportOptions } from '../export/options.ts';
import type { ChatTemplate, TextSpan } from './chat-template.ts';
import { findRedFlags, type RedFlag } from './red-flags.ts';
import { CompiledTemplate, type RenderedText, TemplateError } from './render-template.ts';
import { SpecialTokenFinder } from './special-tokens.ts';
import { conversationOf } from './template-messages.ts';
import { ESTIMATING_COUNTER, type TokenCounter } from './token-counter.ts';

/** What the student is trained on, and what is wrong with it. */
export interface RenderedExample {
	/** '' where the template failed. */
	readonly text: string;
	/** What is trained on: in order, apart from each other. */
	readonly trained: readonly TextSpan[];
	readonly special: readonly TextSpan[];
	readonly tokens: number;
	readonly trainedTokens: number;
	/** `name` of the TokenCounter. */
	readonly countedBy: string;
	/** In the order of `RED_FLAGS`. */
	readonly flags: readonly RedFlag[];
	/** Why the template failed; '' where it did not. */
	readonly failure: string;
	/** The template wanted more than it may have. */
	readonly isLimit: boolean;
}

/** Puts one template around many examples. */
export class ExampleRenderer {
	readonly #template: ChatTemplate;
	readonly #options: ExportOptions;
	readonly #counter: TokenCounter;
	readonly #finder: SpecialTokenFinder;
	/** A template that cannot be read fails on every example, with the same words. */
	readonly #compiled: CompiledTemplate | TemplateError;

	constructor(
		template: ChatTemplate,
		options: ExportOptions,
		counter: TokenCounter = ESTIMATING_COUNTER
	) {
		this.#template = template;
		this.#options = options;
		this.#counter = counter;
		this.#finder = new SpecialTokenFinder(template);
		this.#compiled = compile(template);
	}

	render(example: Example): RenderedExample {
		if (this.#compiled instanceof TemplateError) return failed(this.#compiled);
		try {
			// The files hold no lone surrogates (json-text.ts), so the text has none either.
			return this.#describe(this.#compiled, wellFormedExample(example));
		} catch (error) {
			if (error instanceof TemplateError) return failed(error);
			throw error;
		}
	}

	#describe(compiled: CompiledTemplate, example: Example): RenderedExample {
		const { prompt: before, assistant } = conversationOf(example, this.#options);
		const prompt = compiled.render(before, true).text;
		const whole = compiled.render([...before, assistant], false);
		const { text } = whole;
		const trained = trainedSpans(whole, prompt);
		const special = this.#finder.find(text);
		const tokens = this.#tokensIn(text, special, [{ start: 0, end: text.length }]);
		const flags = findRedFlags({
			texts: [this.#options.systemPrompt, example.question, example.reasoning, example.answer],
			reasoning: example.reasoning,
			answer: example.answer,
			prompt,
			text,
			trained: trained.map(({ start, end }) => text.slice(start, end)).join(''),
			tokens,
			contextTokens: this.#template.contextTokens,
			holdsSpecialToken: (part) => this.#finder.isIn(part)
		});
		const trainedTokens = this.#tokensIn(text, special, trained);
		const countedBy = this.#counter.name;
		return {
			text,
			trained,
			special,
			tokens,
			trainedTokens,
			countedBy,
			flags,
			failure: '',
			isLimit: false
		};
	}

	/** A special token is one token; what stands between them is counted. */
	#tokensIn(text: string, special: readonly TextSpan[], parts: readonly TextSpan[]): number {
		let tokens = 0;
		for (const part of parts) {
			let from = part.start;
			for (const token of special) {
				if (token.end <= part.start || token.start >= part.end) continue;
				tokens += 1 + this.#counter.count(text.slice(from, Math.max(from, token.start)));
				from = token.end;
			}
			tokens += this.#counter.count(text.slice(from, Math.max(from, part.end)));
		}
		return tokens;
	}
}

/**
 * Between TRL's marks where the template has them. Otherwise what follows the prompt, the end of the
 * turn included; where the text does not begin with the prompt, what follows their common beginning
 * (and the flag 'not-prefix-preserving' says so).
 */
export function trainedSpans({ text, marked }: RenderedText, prompt: string): readonly TextSpan[] {
	if (marked !== null) return marked;
	let start = 0;
	while (start < prompt.length && prompt[start] === text[start]) start++;
	return start === text.length ? [] : [{ start, end: text.length }];
}

function compile(template: ChatTemplate): CompiledTemplate | TemplateError {
	try {
		return new CompiledTemplate(template);
	} catch (error) {
		if (error instanceof TemplateError) return error;
		throw error;
	}
}

function failed({ message, isLimit }: TemplateError): RenderedExample {
	const nothing = {
		text: '',
		trained: [],
		special: [],
		tokens: 0,
		trainedTokens: 0,
		countedBy: ''
	};
	return { ...nothing, flags: ['template-failed'], failure: message, isLimit };
}

function wellFormedExample({ question, reasoning, answer }: Example): Example {
	return {
		question: wellFormed(question),
		reasoning: wellFormed(reasoning),
		answer: wellFormed(answer)
	};
}
