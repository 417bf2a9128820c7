import type { LoadedModel, LoadProgress } from '../core/generate/engine.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import { AppError, Cancelled, type ErrorCode, isCancelled } from '../core/model/errors.ts';
import { createIds } from '../core/model/ids.ts';
import type { Row } from '../core/model/tables.ts';
import { runQueue } from '../core/queue/run-queue.ts';
import type { FailedItem } from '../core/queue/work-queue.ts';
import { jobsOf } from '../core/run/jobs.ts';
import type { GenerationJob, RunPlan } from '../core/run/run-plan.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { GenerationEvent, GenerationReport, GenerationTask } from '../protocol/engine-api.ts';
import type { RunExecutor, RunListener, RunningTeacher } from './run-executor.ts';

export interface LocalRunExecutorOptions {
	readonly db: Pick<DbApi, 'query' | 'append'>;
	readonly engines: Readonly<Record<EngineName, RunEngine>>;
}

/** What a run needs of an engine's client (engine-client.ts). */
export interface RunEngine {
	load(
		model: ModelRef,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<LoadedModel>;
	generate(
		task: GenerationTask,
		onEvent: (event: GenerationEvent) => void,
		signal: AbortSignal
	): Promise<GenerationReport>;
	/** Frees the model's memory. */
	end(): Promise<void>;
}

/** Failures after which nothing more can be read or saved: going on would write what is lost. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'storage-full',
	'project-full',
	'storage-unavailable',
	'storage-failed',
	'project-locked',
	'project-missing',
	'project-closed',
	'project-damaged',
	'read-only',
	'database-failed',
	'timeout',
	'plan-invalid',
	'internal'
]);
/** A worker that dies while loading is replaced once. */
const LOAD_ATTEMPTS = 2;

/** One teacher after another, each with its model in the worker of its engine. */
export class LocalRunExecutor implements RunExecutor {
	readonly #options: LocalRunExecutorOptions;

	constructor(options: LocalRunExecutorOptions) {
		this.#options = options;
	}

	async execute(
		runId: string,
		plan: RunPlan,
		teachers: readonly RunningTeacher[],
		listener: RunListener,
		signal: AbortSignal
	): Promise<void> {
		for (const teacher of teachers) {
			if (signal.aborted) throw new Cancelled();
			const failure = await this.#executeTeacher({ runId, plan, teacher, listener, signal });
			listener.onTeacherDone(teacher.id, failure);
		}
	}

	/** @returns why this teacher could not be asked; null where all of its jobs are done or given up. */
	async #executeTeacher(work: TeacherWork): Promise<string | null> {
		const { runId, plan, teacher } = work;
		const pending = await this.#options.db.query('run/pending', {
			run: runId,
			teacher: teacher.id,
			samples: plan.samplesPerQuestion
		});
		if (pending.length === 0) return null;
		const jobs = jobsOf(await createIds(), plan.seed, teacher.id, pending);
		try {
			await this.#askAll(work, jobs);
			return null;
		} catch (error) {
			if (isCancelled(error) || !(error instanceof AppError) || FATAL.has(error.code)) throw error;
			return error.message;
		}
	}

	async #askAll(work: TeacherWork, jobs: readonly GenerationJob[]): Promise<void> {
		const { runId, teacher, listener, signal } = work;
		const client = this.#options.engines[teacher.settings.model.engine];
		const saved = new Set<string>();
		// What the engine holds; null after it was lost with its worker or its device.
		let loaded: LoadedModel | null = await this.#load(work);
		const failed = await runQueue<GenerationJob>({
			items: jobs,
			chunkSize: loaded.batchSize,
			lanes: 1,
			signal,
			now: () => performance.now(),
			onProgress: () => undefined,
			isFatal,
			work: async (chunk) => {
				// Of a chunk that broke off, some may be saved already.
				const left = chunk.filter(({ id }) => !saved.has(id));
				if (left.length === 0) return;
				loaded ??= await this.#load(work);
				try {
					const task = { runId, teacherId: teacher.id, jobs: left };
					await client.generate(
						task,
						(event) => {
							for (const id of event.saved) saved.add(id);
							listener.onEvent(teacher.id, event);
						},
						signal
					);
				} catch (error) {
					if (losesModel(error)) loaded = null;
					throw error;
				}
			}
		});
		if (failed.length > 0) await this.#giveUp(work, failed);
	}

	async #load({ teacher, listener, signal }: TeacherWork): Promise<LoadedModel> {
		const client = this.#options.engines[teacher.settings.model.engine];
		await this.#endOthers(teacher.settings.model.engine);
		for (let attempt = 1; ; attempt++) {
			try {
				const loaded = await client.load(
					teacher.settings.model,
					(progress) => listener.onLoad(teacher.id, progress),
					signal
				);
				listener.onLoaded(teacher.id, loaded);
				return loaded;
			} catch (error) {
				if (!losesModel(error) || attempt >= LOAD_ATTEMPTS) throw error;
			}
		}
	}

	/** One model in memory at a time: the other engine's is freed before this one's is loaded. */
	async #endOthers(engine: EngineName): Promise<void> {
		const others = Object.entries(this.#options.engines).filter(([name]) => name !== engine);
		await Promise.all(others.map(([, client]) => client.end()));
	}

	async #giveUp(
		{ runId, teacher, listener }: TeacherWork,
		failed: readonly FailedItem<GenerationJob>[]
	): Promise<void> {
		const rows = failed.map(({ item, reason }): Row<'failures'> => ({
			job_id: item.id,
			run_id: runId,
			teacher_id: teacher.id,
			question_id: item.questionId,
			sample_index: item.sampleIndex,
			reason
		}));
		await this.#options.db.append('failures', rows);
		listener.onFailed(teacher.id, failed.length, failed[0]!.reason);
	}
}

interface TeacherWork {
	readonly runId: string;
	readonly plan: RunPlan;
	readonly teacher: RunningTeacher;
	readonly listener: RunListener;
	readonly signal: AbortSignal;
}

/** Going on would write what is lost. */
export function isFatal(error: unknown): boolean {
	return error instanceof AppError && FATAL.has(error.code);
}

/** After these the model has to be loaded again; where it is still there, that costs nothing. */
export function losesModel(error: unknown): boolean {
	const codes: readonly ErrorCode[] = ['worker-died', 'device-lost', 'generation-failed'];
	return error instanceof AppError && codes.includes(error.code);
}
