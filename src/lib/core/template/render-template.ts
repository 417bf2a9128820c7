import { parse, tokenize } from '@huggingface/jinja';
import type { Message } from '../export/messages.ts';
import { type ChatTemplate, MAX_TEMPLATE_CHARS, type TextSpan } from './chat-template.ts';
import {
	LimitedInterpreter,
	templateEnvironment,
	TemplateLimitError
} from './limited-interpreter.ts';

/**
 * TRL's marks around what is trained on (`assistant_only_loss`). Jinja for JavaScript drops them, so
 * they are replaced by marks in the text, which are then taken out again.
 */
const GENERATION = /\{%(-?)\s*(end)?generation\s*(-?)%\}/g;
const MARK_START = '\ue000retort-trained\ue001';
const MARK_END = '\ue000/retort-trained\ue001';
const MARKS = new RegExp(`${MARK_START}|${MARK_END}`, 'g');

/** The template did not give a text; `message` says why, for people. */
export class TemplateError extends Error {
	override readonly name = 'TemplateError';
	/** True where it wanted more than a template may have: it will want that again. */
	readonly isLimit: boolean;

	constructor(message: string, isLimit: boolean, options?: ErrorOptions) {
		super(message, options);
		this.isLimit = isLimit;
	}
}

export interface RenderedText {
	readonly text: string;
	/** What stands between TRL's marks; null where the template has none. */
	readonly marked: readonly TextSpan[] | null;
}

/** A template that was read once, for many conversations. */
export class CompiledTemplate {
	readonly #program: ReturnType<typeof parse>;
	readonly #variables: Readonly<Record<string, unknown>>;
	readonly #hasMarks: boolean;

	/** @throws TemplateError where it is no Jinja that this reader knows */
	constructor({ source, bosToken, eosToken }: ChatTemplate) {
		if (source.length > MAX_TEMPLATE_CHARS) {
			throw new TemplateError(`it is longer than ${MAX_TEMPLATE_CHARS} characters`, true);
		}
		this.#hasMarks = source.search(GENERATION) >= 0;
		// As transformers passes them; a tokenizer without the token passes nothing.
		this.#variables = {
			tools: null,
			documents: null,
			...(bosToken !== '' && { bos_token: bosToken }),
			...(eosToken !== '' && { eos_token: eosToken })
		};
		this.#program = guarded(() =>
			parse(
				tokenize(markGeneration(withLineFeeds(source)), { lstrip_blocks: true, trim_blocks: true })
			)
		);
	}

	/** @throws TemplateError */
	render(messages: readonly Message[], addGenerationPrompt: boolean): RenderedText {
		return guarded(() => {
			const environment = templateEnvironment();
			const variables = { ...this.#variables, messages: messages.map(withThinking) };
			for (const [name, value] of Object.entries(variables)) environment.set(name, value);
			environment.set('add_generation_prompt', addGenerationPrompt);
			const output: unknown = new LimitedInterpreter(environment).run(this.#program).value;
			const text = String(output);
			return this.#hasMarks ? takeMarksOut(text) : { text, marked: null };
		});
	}
}

/** As transformers does: some templates, gpt-oss's among them, read reasoning under this name. */
function withThinking(message: Message): Message & { readonly thinking?: string } {
	const { reasoning_content: thinking } = message;
	return thinking === undefined ? message : { thinking, ...message };
}

/** Jinja reads every end of a line as a line feed, and so does its rule for the one after a tag. */
function withLineFeeds(source: string): string {
	return source.replace(/\r\n?/g, '\n');
}

/** An `if` that always holds keeps the white space control of the tag that it stands for. */
function markGeneration(source: string): string {
	return source.replace(GENERATION, (_, before: string, end: string | undefined, after: string) =>
		end === undefined
			? `{%${before} if true -%}${MARK_START}{%- if true ${after}%}`
			: `{%${before} endif -%}${MARK_END}{%- endif ${after}%}`
	);
}

function takeMarksOut(marked: string): RenderedText {
	const spans: TextSpan[] = [];
	let removed = 0;
	let start: number | null = null;
	for (const match of marked.matchAll(MARKS)) {
		const at = match.index - removed;
		removed += match[0].length;
		if (match[0] === MARK_START) start ??= at;
		else if (start !== null) {
			spans.push({ start, end: at });
			start = null;
		}
	}
	return { text: marked.replace(MARKS, ''), marked: spans };
}

function guarded<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		const isLimit = error instanceof TemplateLimitError || error instanceof RangeError;
		const message = error instanceof Error ? error.message : String(error);
		throw new TemplateError(message.slice(0, MAX_MESSAGE_CHARS), isLimit, { cause: error });
	}
}

/** A template may raise what it likes. */
const MAX_MESSAGE_CHARS = 300;
