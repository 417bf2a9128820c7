import type { ScoredText, ScoreRequest } from '../generate/engine.ts';
import type { ScoreBehind } from '../generate/score-tokens.ts';
import type { Decode } from '../generate/text-stream.ts';
import { THINK_CLOSE } from '../model/reasoning.ts';
import { scoreLocally } from './score-locally.ts';
import { splitIntoSentences } from './sentences.ts';
import { locateTokens } from './token-starts.ts';

/** A response in the tokens of the model that reads it. */
export interface EncodedResponse {
	/** Encoded on its own, without special tokens and without an end token. */
	readonly ids: readonly number[];
	readonly promptTokens: number;
	/** What stands between prompt and response and is not scored. */
	readonly lead?: readonly number[];
	readonly decode: Decode;
}

/**
 * What every engine does with one request: the ordinary track, the places of its tokens and, where it is
 * asked for, the track of local surprisal (METRICS §3). Engines differ only in how they read.
 *
 * @throws as `scoreBehind`
 */
export async function scoreText(
	scoreBehind: ScoreBehind,
	{ response, localWindow }: Pick<ScoreRequest, 'response' | 'localWindow'>,
	{ ids, promptTokens, lead = [], decode }: EncodedResponse
): Promise<ScoredText> {
	const { track, truncated } = await scoreBehind(lead, ids);
	const { starts } = locateTokens(track.ids, decode);
	const scored = { track, sentences: splitIntoSentences(response, starts) };
	const localTrack =
		localWindow === undefined ? null : await scoreLocally(scoreBehind, scored, localWindow);
	return { track, starts, localTrack, promptTokens, truncated };
}

/** What closes a reasoning that the template has opened and nobody wants. */
export function leadOf(
	{ afterThinking = false }: Pick<ScoreRequest, 'afterThinking'>,
	startsInThinking: boolean,
	encode: (text: string) => readonly number[]
): readonly number[] {
	return afterThinking && startsInThinking ? encode(`\n${THINK_CLOSE}\n\n`) : [];
}
