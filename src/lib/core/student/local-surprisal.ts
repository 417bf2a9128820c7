import { type TokenTrack, TrackRecorder } from '../generate/token-track.ts';
import type { TokenSpan } from './sentences.ts';

/** METRICS §3. */
export const DEFAULT_WINDOW = 3;

/**
 * One reading of the student: prompt, then the tokens `contextFrom` up to `from` as the beginning of
 * the response, then the tokens `from` up to `to`, which are scored.
 */
export interface LocalRequest extends TokenSpan {
	readonly contextFrom: number;
}

export interface LocalPlan {
	/** Sentences of context. */
	readonly window: number;
	/** Response tokens. */
	readonly tokens: number;
	/** The sentences whose context is the whole response so far: the ordinary track has them. */
	readonly head: TokenSpan;
	/** One per later sentence, in order. */
	readonly requests: readonly LocalRequest[];
}

/**
 * Local surprisal (METRICS §3; 'local naturalness', arXiv 2510.03988): each token sees the question,
 * the last `window` sentences before its own, and what of its own sentence stands before it. One
 * request scores all tokens of one sentence.
 *
 * @param sentences all of the response, from `splitIntoSentences`
 */
export function planLocalSurprisal(
	sentences: readonly TokenSpan[],
	window = DEFAULT_WINDOW
): LocalPlan {
	if (!Number.isInteger(window) || window < 0) {
		throw new RangeError(`A context of ${window} sentences cannot be.`);
	}
	const requests = sentences.slice(window + 1).map(({ from, to }, i) => ({
		contextFrom: sentences[i + 1]!.from,
		from,
		to
	}));
	return {
		window,
		tokens: sentences.at(-1)?.to ?? 0,
		head: { from: 0, to: sentences[Math.min(window, sentences.length - 1)]?.to ?? 0 },
		requests
	};
}

/**
 * The local track of a response: the head from its ordinary track, the rest from the requests, in
 * order. Tokens that were not scored (the model's context was full, or null) are left out.
 *
 * @param tracks of the scored tokens of each request, in the order of the plan
 */
export function joinLocalTracks(
	{ head, requests }: LocalPlan,
	full: TokenTrack | null,
	tracks: readonly (TokenTrack | null)[]
): TokenTrack {
	if (tracks.length !== requests.length) {
		throw new RangeError(`${tracks.length} tracks cannot answer ${requests.length} requests.`);
	}
	const joined = new TrackRecorder();
	appendTrack(joined, full, head.to);
	requests.forEach(({ from, to }, i) => appendTrack(joined, tracks[i]!, to - from));
	return joined.track();
}

function appendTrack(joined: TrackRecorder, track: TokenTrack | null, count: number): void {
	if (track === null) return;
	const { ids, logprobs, entropies, ranks } = track;
	for (let i = 0; i < Math.min(count, ids.length); i++) {
		joined.push(ids[i]!, logprobs[i]!, entropies[i]!, ranks[i]!);
	}
}
