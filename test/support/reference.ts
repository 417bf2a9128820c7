import type { ChatMessage } from '../../src/lib/core/generate/engine.ts';
import type { TokenTrack } from '../../src/lib/core/generate/token-track.ts';

/**
 * Numbers of an independent implementation: the same weights in PyTorch, float64 throughout, written by
 * tools/demo-models/reference.py.
 */
export interface ReferenceCase {
	readonly model: string;
	readonly promptText: string;
	readonly promptIds: readonly number[];
	readonly responseText: string;
	/** Of the response. */
	readonly ids: readonly number[];
	readonly logprobs: readonly number[];
	readonly entropies: readonly number[];
	readonly ranks: readonly number[];
	/** Mean of the last hidden states over the response. */
	readonly embedding: readonly number[];
}

/** METRICS §1: absolute, for log-probs and entropies. */
const TOLERANCE = 1e-4;
/** The engines compute in float32; where a text is wild, rounding grows over hundreds of positions. */
const LONG_TOLERANCE = 2e-4;
const LONG_TOKENS = 500;

export function toleranceOf({ ids }: ReferenceCase): number {
	return ids.length > LONG_TOKENS ? LONG_TOLERANCE : TOLERANCE;
}

export interface Deviation {
	readonly logprob: number;
	readonly entropy: number;
	/** Positions whose rank differs although no other logit is as close as a tie. */
	readonly ranks: number;
}

/** The largest differences between a track and the reference. */
export function deviationOf(track: TokenTrack, reference: ReferenceCase): Deviation {
	const largest = (mine: ArrayLike<number>, theirs: readonly number[]): number =>
		Math.max(0, ...theirs.map((value, i) => Math.abs(value - mine[i]!)));
	return {
		logprob: largest(track.logprobs, reference.logprobs),
		entropy: largest(track.entropies, reference.entropies),
		ranks: reference.ranks.filter((rank, i) => rank !== track.ranks[i]).length
	};
}

/** The conversation that the chat template writes as `promptText`. */
export function messagesOf({ promptText }: ReferenceCase): ChatMessage[] {
	const turns = promptText.split(/(<\|user\|>|<\|assistant\|>)/).slice(1, -2);
	const messages: ChatMessage[] = [];
	for (let i = 0; i < turns.length; i += 2) {
		const role = turns[i] === '<|user|>' ? 'user' : 'assistant';
		messages.push({ role, content: turns[i + 1]!.replace('<|end|>', '') });
	}
	return messages;
}
