import type { GenerateRequest, RollOut } from '../../lib/core/generate/engine.ts';
import { RollOutRow } from '../../lib/core/generate/roll-out-row.ts';
import type { ChatModel } from './chat-model.ts';

/**
 * Writes one response. Sampling, stop texts and limits are those of the ONNX engine (RollOutRow), so that
 * settings mean the same everywhere.
 *
 * @param onText is given text that was added, and the tokens so far
 * @param startedAtMs when the batch began, by `now`
 * @throws Cancelled, AppError; what web-llm throws
 */
export async function writeResponse(
	model: ChatModel,
	request: GenerateRequest,
	onText: (text: string, tokens: number) => void,
	signal: AbortSignal,
	now: () => number,
	startedAtMs: number
): Promise<RollOut> {
	const { internals, config } = model;
	const prompt = await model.prompt(request.messages, request.thinking);
	const { sampling, seed } = request;
	const row = new RollOutRow(
		{
			promptIds: prompt.ids,
			startsInThinking: prompt.startsInThinking,
			// Some templates end a response by a text rather than a token.
			sampling: { ...sampling, stop: [...sampling.stop, ...internals.stopTexts] },
			seed
		},
		{
			contextTokens: internals.contextTokens,
			endTokens: new Set(internals.stopTokens),
			decode: (ids) => model.decode(ids)
		}
	);
	const scratch = new Float32Array(config.vocabularySize);
	await model.run(
		prompt,
		(logits) => {
			const text = row.accept(logits, 0, logits.length, scratch);
			if (text !== '') onText(text, row.tokens);
			return { token: row.lastToken, finished: row.finished };
		},
		signal
	);
	return row.rollOut(now() - startedAtMs);
}
