import { REPEATED_LEAST, REPEATED_SHARE } from '../core/judge/checks.ts';
import type { ModelRef } from '../core/generate/model-ref.ts';
import type { ScoringReport } from './local-scoring.ts';
import { type ModelQueueListener, type ModelQueueOptions, runModelQueue } from './model-queue.ts';

/** 0; 1 where something is asked once more, to see whether the answer is the same. */
export type Repetition = 0 | 1;

export interface AskingListener extends ModelQueueListener {
	/** Everything was asked; a few are asked about once more. */
	onRepeat(): void;
	onSaved(ids: readonly string[]): void;
}

export interface Asking {
	readonly client: ModelQueueOptions['client'];
	readonly model: ModelRef;
	/** What was not asked about yet. */
	readonly pending: () => Promise<readonly { readonly id: string }[]>;
	/** Of all that was asked about, what is to be asked once more. */
	readonly toRepeat: (share: number, least: number) => Promise<readonly { readonly id: string }[]>;
	readonly ask: (ids: readonly string[], repetition: Repetition) => Promise<void>;
	readonly listener: AskingListener;
	readonly signal: AbortSignal;
}

/**
 * Lets a model be asked about everything that is pending, and about some of it once more. Resumable, as far as `ask`
 * saves what it was answered.
 *
 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
 */
export async function askAll(asking: Asking): Promise<ScoringReport> {
	const asked = await askOnce(asking, await asking.pending(), 0);
	asking.listener.onRepeat();
	const again = await asking.toRepeat(REPEATED_SHARE, REPEATED_LEAST);
	const failed = [...asked, ...(await askOnce(asking, again, 1))];
	return { failed: failed.length, reason: failed[0]?.reason ?? '' };
}

function askOnce(
	{ client, model, ask, listener, signal }: Asking,
	rows: readonly { readonly id: string }[],
	repetition: Repetition
) {
	return runModelQueue({
		client,
		model,
		ids: rows.map(({ id }) => id),
		work: (ids) => ask(ids, repetition),
		listener,
		signal
	});
}
