import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { JudgingTask } from '../protocol/engine-api.ts';
import type { JudgeScope } from '../protocol/judge-queries.ts';
import { askAll, type AskingListener } from './asking.ts';
import type { RunEngine } from './local-run-executor.ts';
import type { ScoringReport } from './local-scoring.ts';

/** What judging needs of an engine's client. */
export interface JudgingEngine extends Pick<RunEngine, 'load' | 'end'> {
	judgeTrajectories(
		task: JudgingTask,
		onSaved: (trajectoryIds: readonly string[]) => void,
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
	judgeAll(
		{ judgeId: judge, model, scope, sample }: Judging,
		listener: AskingListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const client = this.#engines[model.engine];
		return askAll({
			client,
			model,
			pending: () => this.#db.query('judge/pending', { judge, scope, sample }),
			toRepeat: (share, least) => this.#db.query('judge/to-repeat', { judge, share, least }),
			ask: (trajectoryIds, repetition) =>
				client.judgeTrajectories(
					{ judgeId: judge, trajectoryIds, repetition },
					(ids) => listener.onSaved(ids),
					signal
				),
			listener,
			signal
		});
	}
}
