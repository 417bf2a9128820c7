import { wrap } from 'comlink';
import type {
	CachedModel,
	Engine,
	EngineCapabilities,
	LoadedModel,
	LoadProgress,
	ScoredText,
	ScoreRequest
} from '../../lib/core/generate/engine.ts';
import type { ModelRef } from '../../lib/core/generate/model-ref.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
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
} from '../../lib/protocol/engine-api.ts';
import { remoteDatabase, type RemoteDatabase } from '../remote-database.ts';
import { runAnnotationTask } from './annotating.ts';
import { runEmbeddingTask } from './embedding.ts';
import { runGenerationTask } from './generation.ts';
import { runJudgingTask } from './judging.ts';
import { runScoringTask } from './scoring.ts';

/** EngineApi over one engine: what both engine workers expose. One call at a time uses the model. */
export class EngineService implements EngineApi {
	readonly #createEngine: (pageUrl: string) => Engine;
	#engine: Engine | null = null;
	#db: RemoteDatabase | null = null;
	#loaded: LoadedModel | null = null;
	#running: AbortController | null = null;

	/** @param createEngine is given the page's address when the page connects. */
	constructor(createEngine: (pageUrl: string) => Engine) {
		this.#createEngine = createEngine;
	}

	connect(dbPort: MessagePort, pageUrl: string): void {
		const db = remoteDatabase(
			wrap<DbApi>(dbPort),
			'the run was stopped',
			'Reload the page and resume the run.'
		);
		this.use(db, pageUrl);
	}

	/** The database and the engine of everything that follows. */
	protected use(db: RemoteDatabase, pageUrl: string): void {
		this.#db = db;
		this.#engine = this.#createEngine(pageUrl);
	}

	capabilities(): Promise<EngineCapabilities> {
		return this.#required().engine.capabilities();
	}

	async load(model: ModelRef, onProgress: (progress: LoadProgress) => void): Promise<LoadedModel> {
		const { engine } = this.#required();
		this.#loaded = null;
		return this.#alone(async (signal) => {
			this.#loaded = await engine.load(model, onProgress, signal);
			return this.#loaded;
		});
	}

	async generate(
		task: GenerationTask,
		onEvent: (event: GenerationEvent) => void
	): Promise<GenerationReport> {
		const { engine, db } = this.#required();
		const loaded = this.#loaded;
		if (loaded === null) throw noModel();
		const context = { engine, db, loaded, now: () => performance.now() };
		return this.#alone((signal) => runGenerationTask(context, task, onEvent, signal));
	}

	async scoreTrajectories(
		task: ScoringTask,
		onEvent: (event: ScoringEvent) => void
	): Promise<void> {
		if (this.#loaded === null) throw noModel();
		const context = { ...this.#required(), now: () => performance.now() };
		return this.#alone((signal) => runScoringTask(context, task, onEvent, signal));
	}

	async judgeTrajectories(
		task: JudgingTask,
		onSaved: (trajectoryIds: readonly string[]) => void
	): Promise<void> {
		if (this.#loaded === null) throw noModel();
		const context = { ...this.#required(), now: () => performance.now() };
		return this.#alone((signal) => runJudgingTask(context, task, onSaved, signal));
	}

	async annotate(
		task: AnnotationTask,
		onSaved: (subjectIds: readonly string[]) => void
	): Promise<void> {
		if (this.#loaded === null) throw noModel();
		const context = { ...this.#required(), now: () => performance.now() };
		return this.#alone((signal) => runAnnotationTask(context, task, onSaved, signal));
	}

	async embedTrajectories(
		task: EmbeddingTask,
		onSaved: (trajectoryIds: readonly string[]) => void
	): Promise<void> {
		if (this.#loaded === null) throw noModel();
		const context = this.#required();
		return this.#alone((signal) => runEmbeddingTask(context, task, onSaved, signal));
	}

	async score(requests: readonly ScoreRequest[]): Promise<readonly ScoredText[]> {
		return this.#alone((signal) => this.#required().engine.score(requests, signal));
	}

	async embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
		return this.#alone((signal) => this.#required().engine.embed(texts, signal));
	}

	cancel(): void {
		this.#running?.abort();
	}

	async unload(): Promise<void> {
		this.#loaded = null;
		await this.#required().engine.unload();
	}

	cachedModels(): Promise<readonly CachedModel[]> {
		return this.#required().engine.cachedModels();
	}

	removeCached(key: string): Promise<void> {
		return this.#required().engine.removeCached(key);
	}

	async #alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		if (this.#running !== null) {
			throw new AppError(
				'generation-failed',
				'The model is busy with something else. Nothing was lost. Wait until it is done, or cancel it.'
			);
		}
		const running = new AbortController();
		this.#running = running;
		try {
			return await work(running.signal);
		} finally {
			this.#running = null;
		}
	}

	#required(): { engine: Engine; db: RemoteDatabase } {
		if (this.#engine !== null && this.#db !== null) return { engine: this.#engine, db: this.#db };
		throw new AppError('internal', 'The model has no connection to the project. Reload the page.');
	}
}

function noModel(): AppError {
	return new AppError('generation-failed', 'No model is loaded. Nothing was lost. Try again.');
}
