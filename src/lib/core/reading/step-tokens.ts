import type { TextSpan } from './steps.ts';
import { tokenCount, type TokenText } from './token-text.ts';

export interface StepTokens {
	readonly tokens: number;
	/** Mean of −log p, nats per token. */
	readonly surprisal: number;
}

/** After so many steps that are not found, the text is taken for another one. */
const MAX_MISSED = 3;

/**
 * Tokens and mean surprisal of each step; null where a step is not in the text that the track belongs to,
 * or holds no token. A step is found by its words, in order: the parts that a response is split into are
 * pieces of it (core/model/reasoning.ts), and of the text that a student reads.
 *
 * @param steps of `part`
 * @param logprobs of the tokens of `located`, nats
 */
export function tokensOfSteps(
	part: string,
	steps: readonly TextSpan[],
	located: TokenText,
	logprobs: Float32Array
): (StepTokens | null)[] {
	let at = 0;
	let token = 0;
	let missed = 0;
	return steps.map(({ from, to }) => {
		if (missed >= MAX_MISSED) return null;
		const own = part.slice(from, to).trim();
		const start = located.text.indexOf(own, at);
		if (start < 0) {
			missed++;
			return null;
		}
		at = start + own.length;
		while (token < tokenCount(located) && located.bounds[token + 1]! <= start) token++;
		const first = token;
		while (token < tokenCount(located) && located.bounds[token]! < at) token++;
		return summarise(logprobs.subarray(first, token));
	});
}

function summarise(logprobs: Float32Array): StepTokens | null {
	const known = logprobs.filter((logprob) => Number.isFinite(logprob));
	if (known.length === 0) return null;
	const sum = known.reduce((total, logprob) => total - logprob, 0);
	return { tokens: logprobs.length, surprisal: sum / known.length };
}
