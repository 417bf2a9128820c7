import type { LoadProgress } from '../core/generate/engine.ts';
import type { EngineName } from '../core/generate/model-ref.ts';
import type { QueueProgress } from '../core/queue/run-queue.ts';
import { runQueue } from '../core/queue/run-queue.ts';
import { SCORING_VERSION } from '../core/student/score-row.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { ScoringEvent, ScoringTask } from '../protocol/engine-api.ts';
import { isFatal, losesModel, type RunEngine } from './local-run-executor.ts';
import type { RunningTeacher } from './run-executor.ts';

/** What scoring needs of an engine's client. */
export interface ScoringEngine extends Pick<RunEngine, 'load' | 'end'> {
	scoreTrajectories(
		task: ScoringTask,
		onEvent: (event: ScoringEvent) => void,
		signal: AbortSignal
	): Promise<void>;
}

export interface ScoringListener {
	onLoad(progress: LoadProgress): void;
	onProgress(progress: QueueProgress): void;
	onEvent(event: ScoringEvent): void;
}

export interface ScoringReport {
	/** Trajectories that could not be scored, and the reason of the first. */
	readonly failed: number;
	readonly reason: string;
}

/** Trajectories that go to the worker at once: each is saved by itself. */
const CHUNK = 16;

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
		const params = { student: student.id, version: SCORING_VERSION };
		const pending = await this.#db.query('student/pending', params);
		if (pending.length === 0) return { failed: 0, reason: '' };
		const load = () => client.load(model, (progress) => listener.onLoad(progress), signal);
		let isLoaded = false;
		const failed = await runQueue<string>({
			items: pending.map(({ id }) => id),
			chunkSize: CHUNK,
			lanes: 1,
			signal,
			now: () => performance.now(),
			onProgress: (progress) => listener.onProgress(progress),
			isFatal: (error) => isFatal(error) || !isLoaded,
			work: async (trajectoryIds) => {
				if (!isLoaded) await load();
				isLoaded = true;
				try {
					const task = { studentId: student.id, trajectoryIds, withLocal };
					await client.scoreTrajectories(task, (event) => listener.onEvent(event), signal);
				} catch (error) {
					if (losesModel(error)) isLoaded = false;
					throw error;
				}
			}
		});
		return { failed: failed.length, reason: failed[0]?.reason ?? '' };
	}
}
