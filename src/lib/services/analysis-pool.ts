import type { Remote } from 'comlink';
import { Cancelled, AppError } from '../core/model/errors.ts';
import { runQueue, type QueueProgress } from '../core/queue/run-queue.ts';
import type { FailedItem } from '../core/queue/work-queue.ts';
import { pairCount } from '../core/select/known-distances.ts';
import type {
	AnalysisApi,
	FarthestRequest,
	TeacherComparison,
	TrajectoryPair
} from '../protocol/analysis-api.ts';
import { AnalysisClient, hasDied, WorkLost } from './analysis-client.ts';

export interface AnalysisLimits {
	/** Given to every piece of work, for reading and saving. */
	readonly baseMs: number;
	readonly perAnswerMs: number;
	readonly perPairMs: number;
	/** For work on all questions at once. */
	readonly wholeProjectMs: number;
	/** Workers without work are ended after this. */
	readonly idleMs: number;
}

export interface AnalysisPoolOptions {
	/** Gives a port that speaks DbApi. */
	readonly connectDb: () => Promise<MessagePort>;
	readonly workers?: number;
	readonly createWorker?: () => Worker;
	readonly limits?: Partial<AnalysisLimits>;
}

/** The trajectories of one question whose distances are needed: all pairs among `ids`. */
export interface DistanceRequest {
	readonly questionId: string;
	readonly ids: readonly string[];
}

type OnProgress = (progress: QueueProgress) => void;

const MAX_WORKERS = 8;
/** A chunk waits for the disk once, so of many answers large ones; of few, enough for all and for progress. */
const MIN_ANSWERS_PER_CHUNK = 16;
const MAX_ANSWERS_PER_CHUNK = 256;
const CHUNKS_PER_LANE = 8;
const PAIRS_PER_CHUNK = 32;
const MAX_QUESTIONS_PER_CHUNK = 8;
const DEFAULT_LIMITS: AnalysisLimits = {
	baseMs: 15_000,
	perAnswerMs: 400,
	perPairMs: 90_000,
	wholeProjectMs: 900_000,
	idleMs: 60_000
};

/**
 * The analysis workers: as many as the machine has cores, at most eight, started when there is work
 * and ended when there is none. What a worker did is saved when its call resolves, so a run that was
 * cancelled or broke off is taken up again by calling the same method.
 */
export class AnalysisPool {
	readonly #limits: AnalysisLimits;
	readonly #lanes: readonly AnalysisClient[];
	/** For short questions, so that they do not wait behind a chunk. */
	readonly #desk: AnalysisClient;
	#deaths = 0;
	#running = 0;
	#idleTimer: ReturnType<typeof setTimeout> | undefined;

	constructor({ connectDb, workers, createWorker, limits }: AnalysisPoolOptions) {
		this.#limits = { ...DEFAULT_LIMITS, ...limits };
		const options = {
			connectDb,
			createWorker: createWorker ?? createAnalysisWorker,
			onDeath: () => this.#deaths++
		};
		const lanes = workers ?? Math.min(navigator.hardwareConcurrency || 1, MAX_WORKERS);
		this.#lanes = Array.from({ length: lanes }, () => new AnalysisClient(options));
		this.#desk = new AnalysisClient(options);
	}

	/** Workers that died or were ended because they were stuck, since the page was opened. */
	get deaths(): number {
		return this.#deaths;
	}

	/**
	 * Text metrics and rule verdicts of every trajectory that has none of this version. An answer that
	 * no worker gets through in time is saved as unverifiable, with the reason.
	 *
	 * @throws Cancelled, or AppError where nothing can be read or saved
	 */
	async analyseAll(signal: AbortSignal, onProgress: OnProgress): Promise<void> {
		await this.#busy(async () => {
			const { baseMs, perAnswerMs } = this.#limits;
			const pending = await this.#atDesk((api) => api.pending());
			const failed = await this.#runQueue(
				pending,
				this.#answersPerChunk(pending.length),
				signal,
				onProgress,
				(ids, lane) => lane.call((api) => api.analyse(ids), baseMs + perAnswerMs * ids.length)
			);
			for (const { item, reason } of failed) {
				await this.#atDesk((api) => api.giveUp(item, reason), baseMs + perAnswerMs);
			}
		});
	}

	/**
	 * Levenshtein distances that settle which trajectories of each question are farthest apart: mostly
	 * upper bounds, a few exact ones. `onProgress` counts questions.
	 *
	 * @throws Cancelled, or AppError where the texts of some question could not be compared; all others
	 *   are settled
	 */
	async farthestDistances(
		questions: readonly FarthestRequest[],
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<void> {
		await this.#busy(async () => {
			const { baseMs, perPairMs } = this.#limits;
			const pairs = (chunk: readonly FarthestRequest[]): number =>
				chunk.reduce((sum, { ids }) => sum + pairCount(ids.length), 0);
			const failed = await this.#runQueue(
				questions,
				this.#questionsPerChunk(questions.length),
				signal,
				onProgress,
				(chunk, lane) =>
					lane.call((api) => api.farthestDistances(chunk), baseMs + perPairMs * pairs(chunk))
			);
			if (failed.length > 0) throw incomparable(failed, 'question');
		});
	}

	/**
	 * Levenshtein distances of all pairs among the given trajectories of each question. `onProgress`
	 * counts pairs.
	 *
	 * @throws Cancelled, or AppError where some pair could not be compared; all others are saved
	 */
	async distancesFor(
		questions: readonly DistanceRequest[],
		signal: AbortSignal,
		onProgress: OnProgress
	): Promise<void> {
		await this.#busy(async () => {
			const { baseMs, perPairMs } = this.#limits;
			const pairs = questions.flatMap(pairsOf);
			const failed = await this.#runQueue(
				pairs,
				PAIRS_PER_CHUNK,
				signal,
				onProgress,
				(chunk, lane) => lane.call((api) => api.distances(chunk), baseMs + perPairMs * chunk.length)
			);
			if (failed.length > 0) throw incomparable(failed, 'pair');
		});
	}

	/** @throws AppError */
	compareTeachers(
		teacherIds: readonly string[],
		seed: number,
		student = ''
	): Promise<TeacherComparison> {
		return this.#atDesk((api) => api.compareTeachers(teacherIds, seed, student));
	}

	/** Returns the number of trajectories on the map. @throws AppError */
	placeOnMap(embedder: string, student: string): Promise<number> {
		return this.#atDesk((api) => api.placeOnMap(embedder, student));
	}

	/** Returns the number of questions with an earlier near-duplicate. @throws AppError */
	findDuplicateQuestions(minJaccard: number): Promise<number> {
		return this.#atDesk((api) => api.findDuplicateQuestions(minJaccard));
	}

	/** Returns the number of questions found in a benchmark list. @throws AppError */
	findContamination(): Promise<number> {
		return this.#atDesk((api) => api.findContamination());
	}

	/** Ends all workers. Running work stops; what it saved stays. */
	async end(): Promise<void> {
		clearTimeout(this.#idleTimer);
		await Promise.all([...this.#lanes, this.#desk].map((client) => client.end()));
	}

	#answersPerChunk(answers: number): number {
		const even = Math.ceil(answers / (this.#lanes.length * CHUNKS_PER_LANE));
		return Math.min(Math.max(even, MIN_ANSWERS_PER_CHUNK), MAX_ANSWERS_PER_CHUNK);
	}

	#questionsPerChunk(questions: number): number {
		const even = Math.ceil(questions / (this.#lanes.length * CHUNKS_PER_LANE));
		return Math.min(even, MAX_QUESTIONS_PER_CHUNK);
	}

	/** Aborting ends the workers in the middle of their work: a distance may take a minute. */
	async #runQueue<T>(
		items: readonly T[],
		chunkSize: number,
		signal: AbortSignal,
		onProgress: OnProgress,
		work: (items: readonly T[], lane: AnalysisClient) => Promise<unknown>
	): Promise<readonly FailedItem<T>[]> {
		const stop = (): void => this.#lanes.forEach((lane) => void lane.end());
		if (signal.aborted) throw new Cancelled();
		signal.addEventListener('abort', stop, { once: true });
		try {
			return await runQueue({
				items,
				chunkSize,
				lanes: Math.min(this.#lanes.length, Math.ceil(items.length / chunkSize)),
				work: async (chunk, lane) => void (await work(chunk, this.#lanes[lane]!)),
				isFatal: (error) => !isWorthRetrying(error),
				signal,
				onProgress,
				now: () => performance.now()
			});
		} finally {
			signal.removeEventListener('abort', stop);
		}
	}

	/** Twice where the worker dies, as in the queue: something else may have ended it. */
	#atDesk<T>(
		action: (api: Remote<AnalysisApi>) => PromiseLike<T> | T,
		limitMs = this.#limits.wholeProjectMs
	): Promise<T> {
		return this.#busy(async () => {
			try {
				return await this.#desk
					.call(action, limitMs)
					.catch((error: unknown) =>
						hasDied(error) ? this.#desk.call(action, limitMs) : Promise.reject(error as Error)
					);
			} catch (error) {
				throw error instanceof WorkLost ? analysisStopped(error) : error;
			}
		});
	}

	async #busy<T>(work: () => Promise<T>): Promise<T> {
		clearTimeout(this.#idleTimer);
		this.#running++;
		try {
			return await work();
		} finally {
			this.#running--;
			if (this.#running === 0) {
				this.#idleTimer = setTimeout(() => void this.end(), this.#limits.idleMs);
			}
		}
	}
}

function createAnalysisWorker(): Worker {
	return new Worker(new URL('../../workers/analysis/analysis-worker.ts', import.meta.url), {
		type: 'module'
	});
}

function pairsOf({ questionId, ids }: DistanceRequest): TrajectoryPair[] {
	return ids.flatMap((aId, i) => ids.slice(i + 1).map((bId) => ({ questionId, aId, bId })));
}

/** A dead worker is replaced; a pair that is too long must not keep the others of its chunk waiting. */
function isWorthRetrying(error: unknown): boolean {
	return error instanceof WorkLost || (error instanceof AppError && error.code === 'not-supported');
}

function incomparable(failed: readonly FailedItem<unknown>[], kind: 'pair' | 'question'): AppError {
	const ones = failed.length === 1 ? kind : `${kind}s`;
	const what = kind === 'pair' ? `${ones} of responses` : `${ones} with responses that`;
	return new AppError(
		'not-supported',
		`${failed.length} ${what} could not be compared: ` +
			`${failed[0]!.reason} All other distances are saved.`
	);
}

function analysisStopped(error: WorkLost): AppError {
	return new AppError(
		'worker-died',
		'The analysis stopped before it was done. What was saved is safe. Try again; with less data if it happens again.',
		{ detail: error.message, cause: error }
	);
}
