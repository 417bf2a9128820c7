import type { ScoreBehind } from '../generate/score-tokens.ts';
import type { TokenTrack } from '../generate/token-track.ts';
import { joinLocalTracks, planLocalSurprisal } from './local-surprisal.ts';
import type { TokenSpan } from './sentences.ts';

export interface ScoredResponse {
	/** The ordinary track, which holds the response's ids. */
	readonly track: TokenTrack;
	readonly sentences: readonly TokenSpan[];
}

/**
 * The track of local surprisal (METRICS §3): reads every sentence after the first ones again, behind the
 * prompt and the last `window` sentences.
 *
 * @throws as `scoreBehind`; RangeError where `window` is no count
 */
export async function scoreLocally(
	scoreBehind: ScoreBehind,
	{ track, sentences }: ScoredResponse,
	window: number
): Promise<TokenTrack> {
	const plan = planLocalSurprisal(sentences, window);
	const tracks: TokenTrack[] = [];
	for (const { contextFrom, from, to } of plan.requests) {
		const context = [...track.ids.subarray(contextFrom, from)];
		const scored = await scoreBehind(context, [...track.ids.subarray(from, to)]);
		tracks.push(scored.track);
	}
	return joinLocalTracks(plan, track, tracks);
}
