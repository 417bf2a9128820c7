import * as v from 'valibot';

/** Longest template that is read: the longest published ones have about 15,000 characters. */
export const MAX_TEMPLATE_CHARS = 100_000;
export const MAX_CONTEXT_TOKENS = 10_000_000;

const token = v.pipe(v.string(), v.maxLength(200));

/** How a student's tokenizer writes a conversation, as far as training needs it. */
export const ChatTemplateSchema = v.strictObject({
	/** Of a bundled template its own id; 'own' and a number for a pasted one. */
	id: v.pipe(v.string(), v.maxLength(300)),
	/** For people, e.g. `Qwen3`. */
	name: v.pipe(v.string(), v.maxLength(300)),
	/** Jinja, as in `tokenizer_config.json`. */
	source: v.pipe(v.string(), v.maxLength(MAX_TEMPLATE_CHARS)),
	/** '' where the tokenizer has none. */
	bosToken: token,
	eosToken: token,
	/** Texts that the tokenizer reads as one token each, and that no example should hold. */
	specialTokens: v.pipe(v.array(token), v.maxLength(5_000)),
	/** The longest sample that is trained on whole; null where nobody said. */
	contextTokens: v.nullable(
		v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CONTEXT_TOKENS))
	)
});
export type ChatTemplate = v.InferOutput<typeof ChatTemplateSchema>;

/** A part of a text, in UTF-16 units; `end` is not in it. */
export interface TextSpan {
	readonly start: number;
	readonly end: number;
}
