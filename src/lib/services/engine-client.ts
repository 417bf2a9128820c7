import { proxy, type Remote, transfer } from 'comlink';
import type {
	CachedModel,
	EngineCapabilities,
	LoadedModel,
	LoadProgress,
	ScoredText,
	ScoreRequest
} from '../core/generate/engine.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import { AppError, Cancelled } from '../core/model/errors.ts';
import type {
	AnnotationTask,
	EmbeddingTask,
	EngineApi,
	GenerationEvent,
	GenerationReport,
	GenerationTask,
	JudgingTask,
	ScoringEvent,
	ScoringTask
} from '../protocol/engine-api.ts';
import { RestartableLink } from './restartable-link.ts';
import { WorkerLink } from './worker-link.ts';

const START_LIMIT_MS = 60_000;
/** A model that says nothing for so long is stuck; the first token of a large one may take minutes. */
const SILENCE_LIMIT_MS = 600_000;
/** A model that nobody uses gives its memory back after this. */
const IDLE_LIMIT_MS = 120_000;
/** After a cancellation the worker may finish its current forward pass; then it is ended. */
const CANCEL_LIMIT_MS = 15_000;

export interface EngineClientOptions {
	/** Gives a port that speaks DbApi. */
	readonly connectDb: () => Promise<MessagePort>;
	readonly createWorker?: () => Worker;
	/** What the bundled models' addresses are relative to; the page's own address. */
	readonly pageUrl?: string;
}

/**
 * The worker of one engine: started when needed, replaced when it died. A model is loaded into the
 * worker that is there, so after a death it has to be loaded again.
 */
export class EngineClient {
	readonly #name: EngineName;
	readonly #options: EngineClientOptions;
	/** Links that were ended on purpose: what waited for them was cancelled, it did not fail. */
	readonly #ended = new WeakSet<WorkerLink<EngineApi>>();
	readonly #link = new RestartableLink(() => this.#start());
	#callsRunning = 0;
	#idleTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(name: EngineName, options: EngineClientOptions) {
		this.#name = name;
		this.#options = options;
	}

	/** What the browser's GPU offers. */
	capabilities(): Promise<EngineCapabilities> {
		return this.#call((api) => api.capabilities());
	}

	/** @throws AppError where the model cannot be loaded, 'worker-died' where it took the worker along; Cancelled */
	load(
		model: ModelRef,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<LoadedModel> {
		return this.#cancellable(signal, (api, heard) =>
			api.load(
				model,
				proxy((progress: LoadProgress) => {
					heard();
					onProgress(progress);
				})
			)
		);
	}

	/** Resolves when all jobs are saved. @throws AppError as the engine does, 'worker-died'; Cancelled */
	generate(
		task: GenerationTask,
		onEvent: (event: GenerationEvent) => void,
		signal: AbortSignal
	): Promise<GenerationReport> {
		return this.#cancellable(signal, (api, heard) =>
			api.generate(
				task,
				proxy((event: GenerationEvent) => {
					heard();
					onEvent(event);
				})
			)
		);
	}

	/** Resolves when all scores are saved. @throws as `generate` */
	scoreTrajectories(
		task: ScoringTask,
		onEvent: (event: ScoringEvent) => void,
		signal: AbortSignal
	): Promise<void> {
		return this.#cancellable(signal, (api, heard) =>
			api.scoreTrajectories(
				task,
				proxy((event: ScoringEvent) => {
					heard();
					onEvent(event);
				})
			)
		);
	}

	/** Resolves when all judgements are saved. @throws as `generate` */
	judgeTrajectories(
		task: JudgingTask,
		onSaved: (trajectoryIds: readonly string[]) => void,
		signal: AbortSignal
	): Promise<void> {
		return this.#saving(signal, onSaved, (api, told) => api.judgeTrajectories(task, told));
	}

	/** Resolves when all labels are saved. @throws as `generate` */
	annotate(
		task: AnnotationTask,
		onSaved: (subjectIds: readonly string[]) => void,
		signal: AbortSignal
	): Promise<void> {
		return this.#saving(signal, onSaved, (api, told) => api.annotate(task, told));
	}

	/** Resolves when all vectors are saved. @throws as `generate` */
	embedTrajectories(
		task: EmbeddingTask,
		onSaved: (trajectoryIds: readonly string[]) => void,
		signal: AbortSignal
	): Promise<void> {
		return this.#saving(signal, onSaved, (api, told) => api.embedTrajectories(task, told));
	}

	/** Teacher forcing under the loaded model. @throws as `generate` */
	score(requests: readonly ScoreRequest[], signal: AbortSignal): Promise<readonly ScoredText[]> {
		return this.#cancellable(signal, (api) => api.score(requests));
	}

	/** One vector per text. @throws as `generate` */
	embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
		return this.#cancellable(signal, (api) => api.embed(texts));
	}

	cachedModels(): Promise<readonly CachedModel[]> {
		return this.#call((api) => api.cachedModels());
	}

	removeCached(key: string): Promise<void> {
		return this.#call((api) => api.removeCached(key));
	}

	/** Ends the worker and frees the model's memory; the next call starts another. */
	async end(): Promise<void> {
		clearTimeout(this.#idleTimer);
		const link = await this.#link.take();
		if (link === null) return;
		this.#ended.add(link);
		link.terminate();
	}

	async #call<T>(action: (api: Remote<EngineApi>) => PromiseLike<T> | T): Promise<T> {
		clearTimeout(this.#idleTimer);
		this.#callsRunning += 1;
		try {
			return await this.#callNow(action);
		} finally {
			this.#callsRunning -= 1;
			if (this.#callsRunning === 0) {
				this.#idleTimer = setTimeout(() => void this.end(), IDLE_LIMIT_MS);
			}
		}
	}

	async #callNow<T>(action: (api: Remote<EngineApi>) => PromiseLike<T> | T): Promise<T> {
		const link = await this.#link.get();
		try {
			return await link.call(action);
		} catch (error) {
			throw this.#ended.has(link) ? new Cancelled() : error;
		}
	}

	/** Work that tells what it saved, and so that it lives. */
	#saving(
		signal: AbortSignal,
		onSaved: (ids: readonly string[]) => void,
		work: (
			api: Remote<EngineApi>,
			told: (ids: readonly string[]) => void
		) => PromiseLike<void> | void
	): Promise<void> {
		return this.#cancellable(signal, (api, heard) =>
			work(
				api,
				proxy((ids: readonly string[]) => {
					heard();
					onSaved(ids);
				})
			)
		);
	}

	/** Passes a cancellation on, and ends a worker that does not follow it or says nothing any more. */
	async #cancellable<T>(
		signal: AbortSignal,
		action: (api: Remote<EngineApi>, heard: () => void) => PromiseLike<T> | T
	): Promise<T> {
		if (signal.aborted) throw new Cancelled();
		let watch: ReturnType<typeof setTimeout> | undefined;
		const endAfter = (limitMs: number): void => {
			clearTimeout(watch);
			watch = setTimeout(() => void this.end(), limitMs);
		};
		const cancel = (): void => {
			endAfter(CANCEL_LIMIT_MS);
			void this.#call((api) => api.cancel()).catch(() => undefined);
		};
		const heard = (): void => {
			if (!signal.aborted) endAfter(SILENCE_LIMIT_MS);
		};
		signal.addEventListener('abort', cancel, { once: true });
		heard();
		try {
			return await this.#call((api) => action(api, heard));
		} catch (error) {
			// Ended by the watch although nobody cancelled: it was stuck.
			if (error instanceof Cancelled && !signal.aborted) throw stuck();
			throw error;
		} finally {
			clearTimeout(watch);
			signal.removeEventListener('abort', cancel);
		}
	}

	async #start(): Promise<WorkerLink<EngineApi>> {
		const port = await this.#options.connectDb();
		const worker = this.#options.createWorker?.() ?? createEngineWorker(this.#name);
		const link = new WorkerLink<EngineApi>(worker, 'model worker');
		try {
			const pageUrl = this.#options.pageUrl ?? document.baseURI;
			await link.start((api) => api.connect(transfer(port, [port]), pageUrl), START_LIMIT_MS);
			return link;
		} catch (error) {
			link.terminate();
			throw error;
		}
	}
}

function createEngineWorker(name: EngineName): Worker {
	switch (name) {
		case 'onnx':
			return new Worker(new URL('../../workers/onnx/onnx-worker.ts', import.meta.url), {
				type: 'module',
				name: 'onnx'
			});
		case 'webllm':
			return new Worker(new URL('../../workers/webllm/webllm-worker.ts', import.meta.url), {
				type: 'module',
				name: 'webllm'
			});
	}
}

function stuck(): AppError {
	return new AppError(
		'worker-died',
		'The model said nothing for ten minutes and was ended. What was written is safe. Try again, or choose a smaller model.'
	);
}
