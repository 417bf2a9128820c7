import type { EngineName } from '../core/generate/model-ref.ts';
import { SCORING_VERSION } from '../core/student/score-row.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { ScoringEvent, ScoringTask } from '../protocol/engine-api.ts';
import type { RunEngine } from './local-run-executor.ts';
import { type ModelQueueListener, runModelQueue } from './model-queue.ts';
import type { RunningTeacher } from './run-executor.ts';

/** What scoring needs of an engine's client. */
export interface ScoringEngine extends Pick<RunEngine, 'load' | 'end'> {
	scoreTrajectories(
		task: ScoringTask,
		onEvent: (event: ScoringEvent) => void,
		signal: AbortSignal
	): Promise<void>;
}

export interface ScoringListener extends ModelQueueListener {
	onEvent(event: ScoringEvent): void;
}

export interface ScoringReport {
	/** Trajectories that could not be scored, and the reason of the first. */
	readonly failed: number;
	readonly reason: string;
}

/** Lets a student read every trajectory that it has not read yet. */
export class LocalScoring {
	readonly #db: Pick<DbApi, 'query'>;
	readonly #engines: Readonly<Record<EngineName, ScoringEngine>>;

	constructor(db: Pick<DbApi, 'query'>, engines: Readonly<Record<EngineName, ScoringEngine>>) {
		this.#db = db;
		this.#engines = engines;
	}

	/**
	 * Resumable: what was read is saved and not read again.
	 * @param withLocal also local surprisal, which takes several times as long
	 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
	 */
	async scoreAll(
		student: RunningTeacher,
		withLocal: boolean,
		listener: ScoringListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const { model } = student.settings;
		const client = this.#engines[model.engine];
		const params = { student: student.id, version: SCORING_VERSION, local: withLocal };
		const pending = await this.#db.query('student/pending', params);
		const failed = await runModelQueue({
			client,
			model,
			ids: pending.map(({ id }) => id),
			work: (trajectoryIds) => {
				const task = { studentId: student.id, trajectoryIds, withLocal };
				return client.scoreTrajectories(task, (event) => listener.onEvent(event), signal);
			},
			listener,
			signal
		});
		return { failed: failed.length, reason: failed[0]?.reason ?? '' };
	}
}
