import { REPEATED_LEAST, REPEATED_SHARE } from '../core/judge/checks.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { JudgingEvent, JudgingTask } from '../protocol/engine-api.ts';
import type { JudgeScope } from '../protocol/judge-queries.ts';
import type { RunEngine } from './local-run-executor.ts';
import type { ScoringReport } from './local-scoring.ts';
import { type ModelQueueListener, runModelQueue } from './model-queue.ts';

/** What judging needs of an engine's client. */
export interface JudgingEngine extends Pick<RunEngine, 'load' | 'end'> {
	judgeTrajectories(
		task: JudgingTask,
		onEvent: (event: JudgingEvent) => void,
		signal: AbortSignal
	): Promise<void>;
}

/** Who judges what. The row of `judges` is saved already. */
export interface Judging {
	readonly judgeId: string;
	readonly model: ModelRef;
	readonly scope: JudgeScope;
	/** How many trajectories the scope 'sample' has. */
	readonly sample: number;
}

export interface JudgingListener extends ModelQueueListener {
	/** Everything is judged; a few are asked about once more. */
	onRepeat(): void;
	onEvent(event: JudgingEvent): void;
}

/** Lets a model judge every trajectory of a scope that it has not judged yet, and some of them once more. */
export class LocalJudging {
	readonly #db: Pick<DbApi, 'query'>;
	readonly #engines: Readonly<Record<EngineName, JudgingEngine>>;

	constructor(db: Pick<DbApi, 'query'>, engines: Readonly<Record<EngineName, JudgingEngine>>) {
		this.#db = db;
		this.#engines = engines;
	}

	/**
	 * Resumable: what was judged is saved and not asked again.
	 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
	 */
	async judgeAll(
		judging: Judging,
		listener: JudgingListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const { judgeId: judge, scope, sample } = judging;
		const pending = await this.#db.query('judge/pending', { judge, scope, sample });
		const judged = await this.#ask(judging, pending, 0, listener, signal);
		listener.onRepeat();
		const params = { judge, share: REPEATED_SHARE, least: REPEATED_LEAST };
		const again = await this.#db.query('judge/to-repeat', params);
		const repeated = await this.#ask(judging, again, 1, listener, signal);
		const failed = [...judged, ...repeated];
		return { failed: failed.length, reason: failed[0]?.reason ?? '' };
	}

	#ask(
		{ judgeId, model }: Judging,
		rows: readonly { readonly id: string }[],
		repetition: JudgingTask['repetition'],
		listener: JudgingListener,
		signal: AbortSignal
	) {
		const client = this.#engines[model.engine];
		return runModelQueue({
			client,
			model,
			ids: rows.map(({ id }) => id),
			work: (trajectoryIds) =>
				client.judgeTrajectories(
					{ judgeId, trajectoryIds, repetition },
					(event) => listener.onEvent(event),
					signal
				),
			listener,
			signal
		});
	}
}
