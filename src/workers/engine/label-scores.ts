import type { Engine, ScoredText } from '../../lib/core/generate/engine.ts';
import { trackSums } from '../../lib/core/generate/token-track.ts';
import { SHARES_OF_ROOM } from '../../lib/core/judge/shown-text.ts';
import { AppError } from '../../lib/core/model/errors.ts';

/** log p of each label as a whole behind a prompt, nats; null where not all of it fitted behind it. */
export async function scoreLabels(
	engine: Pick<Engine, 'score'>,
	content: string,
	labels: readonly string[],
	signal: AbortSignal
): Promise<readonly (number | null)[]> {
	const requests = labels.map((response) => ({
		messages: [{ role: 'user' as const, content }],
		response,
		// A short verdict is wanted, not a chain of thought.
		thinking: 'off' as const,
		afterThinking: true
	}));
	return (await engine.score(requests, signal)).map(logprobOf);
}

function logprobOf({ track, truncated }: ScoredText): number | null {
	return truncated || track.ids.length === 0 ? null : trackSums(track).sumLogprob;
}

/** Asks with less and less room for texts until the prompts fit; what was said in the least room where none does. */
export async function askInRoom<T>(
	ask: (roomShare: number) => Promise<T>,
	fits: (said: T) => boolean
): Promise<T> {
	for (const roomShare of SHARES_OF_ROOM) {
		const isLast = roomShare === SHARES_OF_ROOM.at(-1);
		try {
			const said = await ask(roomShare);
			if (fits(said) || isLast) return said;
		} catch (error) {
			// WebLLM refuses a prompt that is too long, rather than to read as much as it can.
			const mayFit = error instanceof AppError && error.code === 'model-unfit';
			if (!mayFit || isLast) throw error;
		}
	}
	throw new RangeError('there is no share of the room to try');
}
