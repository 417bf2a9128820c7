import { embedderKey } from '../core/latent/embedders.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { EmbeddingTask } from '../protocol/engine-api.ts';
import type { RunEngine } from './local-run-executor.ts';
import { type ModelQueueListener, runModelQueue } from './model-queue.ts';
import type { ScoringReport } from './local-scoring.ts';

/** What embedding needs of an engine's client. */
export interface EmbeddingEngine extends Pick<RunEngine, 'load' | 'end'> {
	embedTrajectories(
		task: EmbeddingTask,
		onSaved: (trajectoryIds: readonly string[]) => void,
		signal: AbortSignal
	): Promise<void>;
}

/** Finds a vector for every trajectory that has none yet. */
export class LocalEmbedding {
	readonly #db: Pick<DbApi, 'query'>;
	readonly #engines: Readonly<Record<EngineName, EmbeddingEngine>>;

	constructor(db: Pick<DbApi, 'query'>, engines: Readonly<Record<EngineName, EmbeddingEngine>>) {
		this.#db = db;
		this.#engines = engines;
	}

	/**
	 * Resumable: what has a vector keeps it.
	 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
	 */
	async embedAll(
		model: ModelRef,
		listener: ModelQueueListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const client = this.#engines[model.engine];
		const embedder = embedderKey(model);
		const pending = await this.#db.query('map/pending', { embedder });
		const failed = await runModelQueue({
			client,
			model,
			ids: pending.map(({ id }) => id),
			work: (trajectoryIds) =>
				client.embedTrajectories({ embedder, trajectoryIds }, () => undefined, signal),
			listener,
			signal
		});
		return { failed: failed.length, reason: failed[0]?.reason ?? '' };
	}
}
