import { recordToken, type ScoreBehind } from '../../lib/core/generate/score-tokens.ts';
import { TrackRecorder } from '../../lib/core/generate/token-track.ts';

/** What the model should do with the logits of one step. */
export interface Step {
	readonly token: number;
	/** True where this is the last token. */
	readonly finished: boolean;
}

/** Reads a prompt and goes on token by token as `step` says, until it is finished. */
export type Run = (step: (logits: Float32Array) => Step) => Promise<void>;

/**
 * Teacher forcing, one token a step: web-llm reads messages and what it wrote itself, no ids. So the context
 * is 'written' like what is scored, and only not recorded.
 *
 * @param run for one prompt, as often as it is called
 * @param room tokens that fit behind the prompt
 */
export function forceTokens(run: Run, room: number): ScoreBehind {
	return async (context, ids) => {
		const forced = [...context, ...ids].slice(0, room);
		const recorder = new TrackRecorder();
		let at = 0;
		const step = (logits: Float32Array): Step => {
			const token = forced[at]!;
			if (at >= context.length) recordToken(recorder, logits, 0, logits.length, token);
			at += 1;
			return { token, finished: at === forced.length };
		};
		if (forced.length > context.length) await run(step);
		return {
			track: recorder.track(),
			truncated: context.length + ids.length > forced.length
		};
	};
}
