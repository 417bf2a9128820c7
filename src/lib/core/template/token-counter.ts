import { Tokenizer } from '@huggingface/tokenizers';
import { sha256 } from 'hash-wasm';
import * as v from 'valibot';
import { estimateTokens } from '../metrics/tokens.ts';
import { AppError } from '../model/errors.ts';
import { ESTIMATE } from './estimate.ts';

/** Counts the tokens of a text without special tokens. */
export interface TokenCounter {
	/** What counts, for people and for the manifest. */
	readonly name: string;
	readonly count: (text: string) => number;
}

export const ESTIMATING_COUNTER: TokenCounter = { name: ESTIMATE, count: estimateTokens };

/** Only whether it is one at all; the library reads the rest, and fails on what it does not know. */
const TokenizerSchema = v.looseObject({
	model: v.looseObject({ type: v.optional(v.string()), vocab: v.unknown() }),
	added_tokens: v.optional(v.array(v.looseObject({ content: v.string() })), [])
});

/**
 * Counts with a tokenizer of Hugging Face's `tokenizer.json`, as the trainer will.
 * @throws AppError 'file-format'
 */
export async function tokenizerCounter(json: string): Promise<TokenCounter> {
	try {
		const parsed = v.parse(TokenizerSchema, JSON.parse(json));
		const tokenizer = new Tokenizer(parsed, {});
		const count = (text: string): number =>
			text === '' ? 0 : tokenizer.encode(text, { add_special_tokens: false }).ids.length;
		// What fails on every text had better fail now.
		count('1 + 1 = 2');
		return { name: `tokenizer.json, SHA-256 ${await sha256(json)}`, count };
	} catch (error) {
		throw new AppError(
			'file-format',
			'This is no tokenizer.json that can be read. Tokens are counted as before. Choose the tokenizer.json of the student, which stands beside its tokenizer_config.json.',
			{ detail: error instanceof Error ? error.message : String(error), cause: error }
		);
	}
}
