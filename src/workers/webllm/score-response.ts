import { chunkWidth, type Pace } from '../../lib/core/generate/causal-lm.ts';
import type { ScoredText, ScoreRequest } from '../../lib/core/generate/engine.ts';
import { type ScoreBehind, scoreTokens } from '../../lib/core/generate/score-tokens.ts';
import { type EncodedResponse, leadOf, scoreText } from '../../lib/core/student/score-text.ts';
import { agree, BatchVerifyLm } from './batch-verify.ts';
import type { ChatModel, Prompt } from './chat-model.ts';
import { forceTokens } from './force-tokens.ts';

/** Reads a prompt and a response, and says what the model thinks of every token of the response. */
export type ScoreResponse = (
	model: ChatModel,
	request: ScoreRequest,
	signal: AbortSignal,
	pace: Pace
) => Promise<ScoredText>;

/** One token a step. */
export const scoreStepwise: ScoreResponse = async (model, request, signal) => {
	const prompt = await model.prompt(request.messages, request.thinking);
	const room = model.internals.contextTokens - prompt.ids.length;
	const scoreBehind = forceTokens((step) => model.run(prompt, step, signal), room);
	return scoreText(scoreBehind, request, encode(model, request, prompt));
};

/** The same in a few passes over many positions each, where the model's library can. */
export const scoreInOnePass: ScoreResponse = async (model, request, signal, pace) => {
	const prompt = await model.prompt(request.messages, request.thinking);
	const lm = new BatchVerifyLm(model.internals, model.config.vocabularySize);
	const fits = chunkWidth(model.config.vocabularySize, 1);
	const options = { signal, pace, chunkTokens: Math.min(model.internals.chunkTokens, fits) };
	const scoreBehind: ScoreBehind = (context, ids) =>
		scoreTokens(lm, [...prompt.ids, ...context], ids, options);
	return scoreText(scoreBehind, request, encode(model, request, prompt));
};

const SELF_TEST: ScoreRequest = {
	messages: [{ role: 'user', content: 'What is 2 + 3?' }],
	response: '2 + 3 = 5.',
	thinking: 'default'
};

/** `batch_verify` is private and not every library has a right one: believed only if stepping agrees. */
export async function chooseScoring(
	model: ChatModel,
	signal: AbortSignal,
	pace: Pace
): Promise<'one-pass' | 'stepwise'> {
	if (!model.internals.hasBatchVerify()) return 'stepwise';
	const slow = await scoreStepwise(model, SELF_TEST, signal, pace);
	try {
		const fast = await scoreInOnePass(model, SELF_TEST, signal, pace);
		return agree(slow.track, fast.track) ? 'one-pass' : 'stepwise';
	} catch {
		return 'stepwise';
	}
}

/** The response's tokens go behind the prompt that generation would have, without an end token. */
function encode(model: ChatModel, request: ScoreRequest, prompt: Prompt): EncodedResponse {
	return {
		ids: model.encode(request.response),
		lead: leadOf(request, prompt.startsInThinking, (text) => model.encode(text)),
		promptTokens: prompt.ids.length,
		decode: (ids) => model.decode(ids)
	};
}
