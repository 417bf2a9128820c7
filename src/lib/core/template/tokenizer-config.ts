import * as v from 'valibot';
import { AppError } from '../model/errors.ts';
import { parseJsonWithin } from '../model/json-within.ts';
import { type ChatTemplate, MAX_CONTEXT_TOKENS, MAX_TEMPLATE_CHARS } from './chat-template.ts';
import { tokensNamedIn } from './special-tokens.ts';

/** A token is a text, or an AddedToken as an object. Anything else is as good as none. */
const tokenSchema = v.fallback(
	v.union([
		v.string(),
		v.pipe(
			v.object({ content: v.string() }),
			v.transform(({ content }) => content)
		)
	]),
	''
);

const source = v.pipe(v.string(), v.maxLength(MAX_TEMPLATE_CHARS), v.nonEmpty());
const addedTokenSchema = v.object({ content: v.string(), special: v.fallback(v.boolean(), false) });

/** The parts of `tokenizer_config.json` that training text depends on. */
const ConfigSchema = v.object({
	/** One template, or several by name. */
	chat_template: v.union([
		source,
		v.pipe(
			v.array(v.object({ name: v.pipe(v.string(), v.maxLength(100)), template: source })),
			v.minLength(1),
			v.maxLength(50)
		)
	]),
	bos_token: v.optional(tokenSchema, ''),
	eos_token: v.optional(tokenSchema, ''),
	added_tokens_decoder: v.fallback(v.record(v.string(), addedTokenSchema), {}),
	/** Many tokenizers say 10^30 where they mean 'no limit'. */
	model_max_length: v.fallback(v.number(), Infinity)
});

/** The longest published ones have a million, most of them about tokens that are never used. */
export const MAX_CONFIG_CHARS = 20_000_000;
const MAX_TOKEN_CHARS = 200;
const MAX_TOKENS = 4_000;

/**
 * The templates of a `tokenizer_config.json`, the one called `default` first.
 * @throws AppError 'file-format'
 */
export function parseTokenizerConfig(text: string): ChatTemplate[] {
	const parsed = v.safeParse(ConfigSchema, parseJson(text));
	if (!parsed.success) {
		throw unreadable(parsed.issues.map(({ message }) => message).join(' '));
	}
	const { chat_template: templates, bos_token, eos_token } = parsed.output;
	const { added_tokens_decoder, model_max_length: length } = parsed.output;
	const added = Object.values(added_tokens_decoder)
		.filter(({ content, special }) => special && content.length <= MAX_TOKEN_CHARS)
		.map(({ content }) => content)
		.slice(0, MAX_TOKENS);
	const named = typeof templates === 'string' ? [{ name: '', template: templates }] : templates;
	return named.toSorted(defaultFirst).map(({ name, template }) => ({
		id: '',
		name: name === '' ? 'tokenizer_config.json' : `tokenizer_config.json: ${name}`,
		source: template,
		bosToken: bos_token.slice(0, MAX_TOKEN_CHARS),
		eosToken: eos_token.slice(0, MAX_TOKEN_CHARS),
		specialTokens: [...new Set([...added, ...shortTokensNamedIn(template)])],
		contextTokens:
			Number.isInteger(length) && length >= 1 && length <= MAX_CONTEXT_TOKENS ? length : null
	}));
}

/** A template without its tokenizer: the tokens that it names are taken for special. @throws AppError */
export function pastedTemplate(text: string): ChatTemplate {
	if (text.trim() === '' || text.length > MAX_TEMPLATE_CHARS) {
		throw new AppError(
			'file-format',
			`A chat template has 1 to ${MAX_TEMPLATE_CHARS} characters. The template that was chosen before stays. Paste the value of chat_template, or load tokenizer_config.json.`
		);
	}
	return {
		id: '',
		name: 'Pasted template',
		source: text,
		bosToken: '',
		eosToken: '',
		specialTokens: shortTokensNamedIn(text),
		contextTokens: null
	};
}

function shortTokensNamedIn(template: string): string[] {
	return tokensNamedIn(template).slice(0, 1_000);
}

function defaultFirst(a: { name: string }, b: { name: string }): number {
	return Number(b.name === 'default') - Number(a.name === 'default');
}

function parseJson(text: string): unknown {
	try {
		return parseJsonWithin(text, MAX_CONFIG_CHARS);
	} catch (error) {
		throw unreadable(error instanceof Error ? error.message : String(error));
	}
}

function unreadable(detail: string): AppError {
	return new AppError(
		'file-format',
		'This file holds no chat template that can be read. The template that was chosen before stays. Choose the tokenizer_config.json of the student, or paste the template: newer models keep it in chat_template.jinja.',
		{ detail }
	);
}
