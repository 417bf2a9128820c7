import type { Tensor } from '@huggingface/transformers';
import { scoreTokens, type ScoreOptions } from '../../lib/core/generate/score-tokens.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { LoadedFiles } from './load-model.ts';
import type { OnnxCausalLm } from './onnx-causal-lm.ts';
import type { PromptEncoder } from './prompt-encoder.ts';

export interface EmbedInput {
	readonly files: LoadedFiles;
	readonly encoder: PromptEncoder;
	readonly lm: OnnxCausalLm | null;
	readonly text: string;
}

/**
 * A vector for a text: the mean of the last hidden states over its tokens. Cut at the model's context.
 * @throws AppError 'not-supported' where the network gives no hidden states
 */
export async function embedText(
	{ files, encoder, lm, text }: EmbedInput,
	options: ScoreOptions
): Promise<Float32Array> {
	const vector =
		lm === null
			? await encode(files, text)
			: (await scoreTokens(lm, [], encoder.text(text), options)).meanHidden;
	if (vector !== null) return vector;
	throw new AppError(
		'not-supported',
		'This model gives no hidden states, or the text is empty, so there is no vector. ' +
			'Choose an embedding model, such as one that is made for feature extraction.'
	);
}

/** An encoder model: one pass over the whole text, no cache. */
async function encode(
	{ tokenizer, model }: LoadedFiles,
	text: string
): Promise<Float32Array | null> {
	const inputs = tokenizer(text, { truncation: true }) as Record<string, Tensor>;
	const outputs = (await model(inputs)) as Record<string, Tensor>;
	const hidden = outputs['last_hidden_state'];
	if (hidden === undefined) return null;
	const pooled = hidden.mean(1, false);
	return Float32Array.from((pooled as Tensor).data as Float32Array);
}
