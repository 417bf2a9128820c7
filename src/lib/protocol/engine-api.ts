import type {
	CachedModel,
	EngineCapabilities,
	LoadedModel,
	LoadProgress,
	ScoredText,
	ScoreRequest
} from '../core/generate/engine.ts';
import type { ModelRef } from '../core/generate/model-ref.ts';
import type { GenerationJob } from '../core/run/run-plan.ts';

/** Jobs of one teacher whose model is loaded, and where their trajectories belong. */
export interface GenerationTask {
	readonly runId: string;
	readonly teacherId: string;
	readonly jobs: readonly GenerationJob[];
}

/** What happened since the last event; sent at most about twenty times a second. */
export interface GenerationEvent {
	/** Text that was added to jobs that are being written. */
	readonly written: readonly JobText[];
	/** Jobs whose trajectories are in the journal, flushed to disk. */
	readonly saved: readonly string[];
	/** Tokens drawn since the last event, those of unfinished responses included. */
	readonly tokens: number;
}

export interface JobText {
	readonly jobId: string;
	readonly text: string;
	/** Tokens of the response so far. */
	readonly tokens: number;
}

export interface GenerationReport {
	readonly saved: number;
	readonly tokens: number;
	readonly elapsedMs: number;
}

/** Trajectories that the loaded model is to read as the student. */
export interface ScoringTask {
	/** Id of the teacher entry that plays the student. */
	readonly studentId: string;
	readonly trajectoryIds: readonly string[];
	/** Also local surprisal: reads every sentence twice. */
	readonly withLocal: boolean;
}

export interface ScoringEvent {
	/** Trajectories whose scores are in the journal, flushed to disk. */
	readonly saved: readonly string[];
	/** Tokens read since the last event, and the time that it took. */
	readonly tokens: number;
	readonly seconds: number;
}

/** Trajectories that the loaded model is to judge. */
export interface JudgingTask {
	/** Of a row of `judges`, whose model is the one that is loaded. */
	readonly judgeId: string;
	readonly trajectoryIds: readonly string[];
	/** 0; 1 asks once more what was asked, and writes no verdict. */
	readonly repetition: 0 | 1;
}

/** Questions or trajectories that the loaded model is to label. */
export interface AnnotationTask {
	/** Of a row of `annotators`, whose model is the one that is loaded. */
	readonly annotatorId: string;
	readonly subjectIds: readonly string[];
	/** 0; 1 asks once more what was asked, with the labels the other way round. */
	readonly repetition: 0 | 1;
}

/** Trajectories for which the loaded model is to find a vector each. */
export interface EmbeddingTask {
	/** Of the loaded model: `embedderKey`. */
	readonly embedder: string;
	readonly trajectoryIds: readonly string[];
}

/**
 * A worker that runs models of one engine. It reads questions from and writes trajectories, their
 * provenance and token tracks to the database worker itself.
 */
export interface EngineApi {
	/** `dbPort` speaks DbApi. `pageUrl` is the page's address, against which its files are found. */
	connect(dbPort: MessagePort, pageUrl: string): void;
	capabilities(): Promise<EngineCapabilities>;
	load(model: ModelRef, onProgress: (progress: LoadProgress) => void): Promise<LoadedModel>;
	/** Resolves when all jobs are saved. Call it with at most `LoadedModel.batchSize` jobs. */
	generate(
		task: GenerationTask,
		onEvent: (event: GenerationEvent) => void
	): Promise<GenerationReport>;
	/** Resolves when all scores are saved. */
	scoreTrajectories(task: ScoringTask, onEvent: (event: ScoringEvent) => void): Promise<void>;
	/** Resolves when all judgements and verdicts are saved. `onSaved` is given the ids of those whose are. */
	judgeTrajectories(
		task: JudgingTask,
		onSaved: (trajectoryIds: readonly string[]) => void
	): Promise<void>;
	/** Resolves when all labels are saved. `onSaved` is given the ids of the subjects whose are. */
	annotate(task: AnnotationTask, onSaved: (subjectIds: readonly string[]) => void): Promise<void>;
	/** Resolves when all vectors are saved. `onSaved` is given the ids of those that are. */
	embedTrajectories(
		task: EmbeddingTask,
		onSaved: (trajectoryIds: readonly string[]) => void
	): Promise<void>;
	score(requests: readonly ScoreRequest[]): Promise<readonly ScoredText[]>;
	embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
	/** Ends what is running; that call rejects with Cancelled. Finished roll-outs are saved first. */
	cancel(): void;
	unload(): Promise<void>;
	cachedModels(): Promise<readonly CachedModel[]>;
	removeCached(key: string): Promise<void>;
}
