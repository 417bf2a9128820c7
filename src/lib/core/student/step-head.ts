import type { TokenTrack } from '../generate/token-track.ts';
import { type Measured, missing, ratio } from './measured.ts';
import type { TokenSpan } from './sentences.ts';

/** Tokens that are dropped at the beginning of each step (METRICS §3). */
export const DEFAULT_HEAD_TOKENS = 2;

export interface StepHeadSignal {
	readonly headTokens: number;
	/** Nats per kept token: -mean log p, so that it can be laid beside the ordinary surprisal. */
	readonly surprisal: Measured;
	readonly keptTokens: number;
	readonly droppedTokens: number;
}

/**
 * Step-head-corrected surprisal (METRICS §3; Aslec-drop, arXiv 2604.06834): the first tokens of a
 * step are improbable whatever the step says, so texts with short steps look worse than they are.
 * They are dropped.
 *
 * @param track null where the response was not scored; of a truncated response, the part that was read
 * @param sentences of the response, from `splitIntoSentences`
 */
export function stepHeadSurprisal(
	track: Pick<TokenTrack, 'logprobs'> | null,
	sentences: readonly TokenSpan[],
	headTokens = DEFAULT_HEAD_TOKENS
): StepHeadSignal {
	const length = track?.logprobs.length ?? 0;
	let sum = 0;
	let keptTokens = 0;
	for (const { from, to } of sentences) {
		for (let token = from + headTokens; token < Math.min(to, length); token++) {
			sum -= track!.logprobs[token]!;
			keptTokens++;
		}
	}
	return {
		headTokens,
		surprisal: surprisalOf(track, sum, keptTokens),
		keptTokens,
		droppedTokens: length - keptTokens
	};
}

function surprisalOf(
	track: Pick<TokenTrack, 'logprobs'> | null,
	sum: number,
	keptTokens: number
): Measured {
	if (track === null) return missing('not-scored');
	if (track.logprobs.length === 0) return missing('no-tokens');
	return ratio(sum, keptTokens, 'only-step-heads');
}
