import type { CausalLm } from '../generate/causal-lm.ts';
import { scoreTokens, type ScoreOptions } from '../generate/score-tokens.ts';
import type { TokenTrack } from '../generate/token-track.ts';
import { joinLocalTracks, planLocalSurprisal } from './local-surprisal.ts';
import type { TokenSpan } from './sentences.ts';

export interface ScoredResponse {
	readonly promptIds: readonly number[];
	/** The ordinary track, which holds the response's ids. */
	readonly track: TokenTrack;
	readonly sentences: readonly TokenSpan[];
}

/**
 * The track of local surprisal (METRICS §3): reads every sentence after the first ones again, behind the
 * prompt and the last `window` sentences.
 *
 * @throws Cancelled
 */
export async function scoreLocally<Cache>(
	lm: CausalLm<Cache>,
	{ promptIds, track, sentences }: ScoredResponse,
	window: number,
	options: ScoreOptions
): Promise<TokenTrack> {
	const plan = planLocalSurprisal(sentences, window);
	const tracks: TokenTrack[] = [];
	for (const { contextFrom, from, to } of plan.requests) {
		const context = [...promptIds, ...track.ids.subarray(contextFrom, from)];
		const scored = await scoreTokens(lm, context, [...track.ids.subarray(from, to)], options);
		tracks.push(scored.track);
	}
	return joinLocalTracks(plan, track, tracks);
}
