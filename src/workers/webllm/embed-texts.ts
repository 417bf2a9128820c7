import type { MLCEngine } from '@mlc-ai/web-llm';
import { Cancelled } from '../../lib/core/model/errors.ts';
import { ModelInternals } from './web-llm-internals.ts';

/** Small enough for a cancellation to be felt. */
const TEXTS_PER_CALL = 4;

/**
 * One vector per text: the last hidden state at the mark [CLS], with which these models begin a text. Longer
 * texts are cut at the model's context.
 *
 * @throws Cancelled; what web-llm throws
 */
export async function embedTexts(
	engine: MLCEngine,
	id: string,
	contextTokens: number,
	texts: readonly string[],
	signal: AbortSignal
): Promise<readonly Float32Array[]> {
	const { tokenizer } = new ModelInternals(engine, id);
	const end = Array.from(tokenizer.encode('[SEP]'));
	const inputs = texts.map((text) => {
		const ids = Array.from(tokenizer.encode(`[CLS] ${text}`));
		return [...ids.slice(0, contextTokens - end.length), ...end];
	});
	const vectors: Float32Array[] = [];
	for (let from = 0; from < inputs.length; from += TEXTS_PER_CALL) {
		if (signal.aborted) throw new Cancelled();
		const input = inputs.slice(from, from + TEXTS_PER_CALL);
		const { data } = await engine.embeddings.create({ model: id, input });
		vectors.push(...data.map(({ embedding }) => Float32Array.from(embedding)));
	}
	return vectors;
}
