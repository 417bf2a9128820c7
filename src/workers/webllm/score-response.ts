import type { Pace } from '../../lib/core/generate/causal-lm.ts';
import type { ScoredText, ScoreRequest } from '../../lib/core/generate/engine.ts';
import { logprobOf, rankOf, summariseLogits } from '../../lib/core/generate/measure-logits.ts';
import { scoreTokens } from '../../lib/core/generate/score-tokens.ts';
import { type TokenTrack, TrackRecorder } from '../../lib/core/generate/token-track.ts';
import { locateTokens } from '../../lib/core/student/token-starts.ts';
import { chunkWidth } from '../../lib/core/generate/causal-lm.ts';
import { agree, BatchVerifyLm } from './batch-verify.ts';
import type { ChatModel } from './chat-model.ts';

/** Reads a prompt and a response, and says what the model thinks of every token of the response. */
export type ScoreResponse = (
	model: ChatModel,
	request: ScoreRequest,
	signal: AbortSignal,
	pace: Pace
) => Promise<ScoredText>;

/**
 * Teacher forcing, one token a step: the response's tokens, encoded on their own and put behind the prompt
 * that generation would have; no end token, as in the ONNX engine.
 */
export const scoreStepwise: ScoreResponse = async (model, request, signal) => {
	const { prompt, ids, truncated } = await encode(model, request);
	const recorder = new TrackRecorder();
	if (ids.length > 0) {
		const step = (logits: Float32Array) => {
			const token = ids[recorder.length]!;
			const summary = summariseLogits(logits, 0, logits.length);
			const rank = rankOf(logits, 0, logits.length, token);
			recorder.push(token, logprobOf(logits, 0, token, summary), summary.entropy, rank);
			return { token, finished: recorder.length === ids.length };
		};
		await model.run(prompt, step, signal);
	}
	return scoredText(model, recorder.track(), prompt.ids.length, truncated);
};

/** The same in a few passes over many positions each, where the model's library can. */
export const scoreInOnePass: ScoreResponse = async (model, request, signal, pace) => {
	const { prompt, ids, truncated } = await encode(model, request);
	const lm = new BatchVerifyLm(model.internals, model.config.vocabularySize);
	const fits = chunkWidth(model.config.vocabularySize, 1);
	const chunkTokens = Math.min(model.internals.chunkTokens, fits);
	const { track } = await scoreTokens(lm, prompt.ids, ids, { signal, pace, chunkTokens });
	return scoredText(model, track, prompt.ids.length, truncated);
};

/** Local surprisal would need a prompt per sentence, which web-llm reads from messages alone. */
function scoredText(
	model: ChatModel,
	track: TokenTrack,
	promptTokens: number,
	truncated: boolean
): ScoredText {
	const { starts } = locateTokens(track.ids, (ids) => model.decode(ids));
	return { track, starts, localTrack: null, promptTokens, truncated };
}

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

async function encode(model: ChatModel, { messages, response, thinking }: ScoreRequest) {
	const prompt = await model.prompt(messages, thinking);
	const ids = model.encode(response);
	const room = model.internals.contextTokens - prompt.ids.length;
	return { prompt, ids: ids.slice(0, room), truncated: ids.length > room };
}
