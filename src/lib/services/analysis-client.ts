import { transfer, type Remote } from 'comlink';
import { AppError, Cancelled } from '../core/model/errors.ts';
import type { AnalysisApi } from '../protocol/analysis-api.ts';
import { withTimeLimit } from '../protocol/time-limit.ts';
import { RestartableLink } from './restartable-link.ts';
import { WorkerLink } from './worker-link.ts';

const START_LIMIT_MS = 60_000;

export interface AnalysisClientOptions {
	/** Gives a port that speaks DbApi. */
	readonly connectDb: () => Promise<MessagePort>;
	readonly createWorker: () => Worker;
	/** Called once for each worker that ended otherwise than by `end`. */
	readonly onDeath: () => void;
}

/** The worker took too long for a piece of work and was ended, or died by itself. Worth another try. */
export class WorkLost extends Error {
	override readonly name = 'WorkLost';
}

/** Not for a time limit: what took too long once takes too long again. */
export function hasDied(error: unknown): boolean {
	return error instanceof WorkLost && error.cause !== undefined;
}

/** One analysis worker: started when needed, ended when it is stuck, replaced when it died. */
export class AnalysisClient {
	readonly #options: AnalysisClientOptions;
	/** Links that were ended on purpose: what waited for them was cancelled, it did not fail. */
	readonly #ended = new WeakSet<WorkerLink<AnalysisApi>>();
	readonly #link = new RestartableLink(() => this.#start());

	constructor(options: AnalysisClientOptions) {
		this.#options = options;
	}

	/**
	 * @throws WorkLost where the worker died or `limitMs` passed, Cancelled where `end` came first,
	 *   AppError where the worker does not start or the call itself failed
	 */
	async call<T>(
		action: (api: Remote<AnalysisApi>) => PromiseLike<T> | T,
		limitMs: number
	): Promise<T> {
		const link = await this.#link.get();
		try {
			return await withTimeLimit(link.call(action), limitMs, () => new WorkLost('time limit'));
		} catch (error) {
			throw await this.#causeOf(error, link);
		}
	}

	/** Ends the worker, whatever it is doing; the next call starts another. */
	async end(): Promise<void> {
		const link = await this.#link.take();
		if (link === null) return;
		this.#ended.add(link);
		link.terminate();
	}

	async #causeOf(error: unknown, link: WorkerLink<AnalysisApi>): Promise<unknown> {
		if (error instanceof WorkLost) {
			await this.end();
			this.#options.onDeath();
			return error;
		}
		if (!(error instanceof AppError) || error.code !== 'worker-died') return error;
		if (this.#ended.has(link)) return new Cancelled();
		this.#options.onDeath();
		return new WorkLost('the worker stopped unexpectedly', { cause: error });
	}

	async #start(): Promise<WorkerLink<AnalysisApi>> {
		const port = await this.#options.connectDb();
		const link = new WorkerLink<AnalysisApi>(this.#options.createWorker(), 'analysis');
		try {
			await link.start((api) => api.connect(transfer(port, [port])), START_LIMIT_MS);
			return link;
		} catch (error) {
			link.terminate();
			throw error;
		}
	}
}
