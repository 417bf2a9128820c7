import { Cancelled } from '../model/errors.ts';
import { type CausalLm, chunkWidth, type Pace } from './causal-lm.ts';
import { logprobOf, rankOf, summariseLogits } from './measure-logits.ts';
import { type TokenTrack, TrackRecorder } from './token-track.ts';

export interface ScoredTokens {
	/** Of the response tokens that fit into the context. */
	readonly track: TokenTrack;
	readonly truncated: boolean;
	/** Mean of the last hidden states over the scored response; null where the model gives none. */
	readonly meanHidden: Float32Array | null;
}

/**
 * Teacher forcing behind one prompt, in whichever way a model reads: the prompt anew, then `context`, then
 * `ids`, whose track it gives. Where the model cannot hold all of that, the last of them are left out.
 *
 * @throws Cancelled; what the model's runtime throws
 */
export type ScoreBehind = (
	context: readonly number[],
	ids: readonly number[]
) => Promise<Pick<ScoredTokens, 'track' | 'truncated'>>;

export interface ScoreOptions {
	readonly signal: AbortSignal;
	readonly pace: Pace;
	/** Positions per forward pass; by default as many as fit into memory. */
	readonly chunkTokens?: number;
}

/**
 * Teacher forcing (METRICS §1): reads prompt and response once, in chunks through the KV cache, and
 * records log-prob, entropy and rank of every response token under the model.
 *
 * @throws Cancelled
 */
export async function scoreTokens<Cache>(
	lm: CausalLm<Cache>,
	promptIds: readonly number[],
	responseIds: readonly number[],
	{ signal, pace, chunkTokens }: ScoreOptions
): Promise<ScoredTokens> {
	const ids = Int32Array.from([...promptIds, ...responseIds].slice(0, lm.contextTokens));
	const chunk = chunkTokens ?? chunkWidth(lm.vocabularySize, 1);
	const recorder = new TrackRecorder();
	const hidden = new HiddenMean();
	let cache: Cache | null = null;
	try {
		// The last token is read only for its hidden state: nothing is predicted from it.
		for (let from = 0; from < ids.length; from += chunk) {
			await pace.breathe();
			if (signal.aborted) throw new Cancelled();
			const to = Math.min(ids.length, from + chunk);
			const result = await lm.forward({
				rows: 1,
				width: to - from,
				ids: ids.subarray(from, to),
				mask: new Uint8Array(to).fill(1),
				cache,
				want: 'all'
			});
			cache = result.cache;
			const firstScored = Math.max(from + 1, promptIds.length);
			recordChunk(recorder, lm.vocabularySize, result.logits, ids, from, to, firstScored);
			hidden.add(result.hidden, to - from, Math.max(0, promptIds.length - from));
		}
	} finally {
		if (cache !== null) lm.release(cache);
	}
	return {
		track: recorder.track(),
		truncated: promptIds.length + responseIds.length > ids.length,
		meanHidden: hidden.mean()
	};
}

/** The logits of position `p` speak of the token at `p + 1`, which may stand in the next chunk. */
function recordChunk(
	recorder: TrackRecorder,
	size: number,
	logits: Float32Array,
	ids: Int32Array,
	from: number,
	to: number,
	firstScored: number
): void {
	for (let at = firstScored; at <= to && at < ids.length; at++) {
		recordToken(recorder, logits, (at - 1 - from) * size, size, ids[at]!);
	}
}

/**
 * Records what the raw logits of one position say of the token after it.
 *
 * @param offset where the position's row begins in `logits`
 * @param size the vocabulary's size
 */
export function recordToken(
	recorder: TrackRecorder,
	logits: Float32Array,
	offset: number,
	size: number,
	token: number
): void {
	const summary = summariseLogits(logits, offset, size);
	const logprob = logprobOf(logits, offset, token, summary);
	recorder.push(token, logprob, summary.entropy, rankOf(logits, offset, size, token));
}

/** Adds up hidden states position by position, in float64. */
class HiddenMean {
	#sum: Float64Array | null = null;
	#positions = 0;

	/** @param skip leading positions of this chunk that belong to the prompt */
	add(hidden: Float32Array | null, positions: number, skip: number): void {
		if (hidden === null || skip >= positions) return;
		const size = hidden.length / positions;
		this.#sum ??= new Float64Array(size);
		for (let at = skip; at < positions; at++) {
			for (let i = 0; i < size; i++) this.#sum[i]! += hidden[at * size + i]!;
		}
		this.#positions += positions - skip;
	}

	mean(): Float32Array | null {
		return this.#sum?.length ? Float32Array.from(this.#sum, (x) => x / this.#positions) : null;
	}
}
