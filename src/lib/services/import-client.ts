import { proxy, transfer } from 'comlink';
import type { Mapping } from '../core/import/mapping.ts';
import { Cancelled } from '../core/model/errors.ts';
import type {
	ImportApi,
	ImportProgress,
	ImportReport,
	ImportSource,
	MappingPreview,
	SniffReport
} from '../protocol/import-api.ts';
import { RestartableLink } from './restartable-link.ts';
import { WorkerLink } from './worker-link.ts';

const START_LIMIT_MS = 30_000;
/** Long enough to look at a file, correct its mapping and import it with one worker. */
const IDLE_LIMIT_MS = 60_000;

export interface ImportOptions {
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Reads files in a worker of its own, which is started when needed and ended when idle. Imports run
 * one after another: each one asks what the project already knows about its questions. A worker
 * that died is replaced at the next call.
 */
export class ImportClient {
	readonly #connectDb: () => Promise<MessagePort>;
	readonly #link = new RestartableLink(() => this.#start());
	#queue: Promise<unknown> = Promise.resolve();
	#callsRunning = 0;
	#idleTimer: ReturnType<typeof setTimeout> | undefined;

	/** @param connectDb gives a port that speaks DbApi. */
	constructor(connectDb: () => Promise<MessagePort>) {
		this.#connectDb = connectDb;
	}

	/** Looks at the first rows and guesses the mapping. Stores nothing. */
	async sniff(source: ImportSource): Promise<SniffReport> {
		return this.#call((link) => link.call((api) => api.sniff(source)));
	}

	/** What a mapping makes of the first rows. Stores nothing. */
	async preview(source: ImportSource, mapping: Mapping): Promise<MappingPreview> {
		return this.#call((link) => link.call((api) => api.preview(source, mapping)));
	}

	/**
	 * Imports a file. Aborting ends it at the next batch; the report then says `complete: false`, and
	 * what was saved stays. @throws AppError where the file cannot be opened or nothing can be saved,
	 * Cancelled where it was aborted before it began.
	 */
	async run(
		source: ImportSource,
		mapping: Mapping,
		{ signal, onProgress = () => undefined }: ImportOptions = {}
	): Promise<ImportReport> {
		return this.#inTurn(async () => {
			if (signal?.aborted === true) throw new Cancelled();
			return this.#call(async (link) => {
				const cancel = () => void link.call((api) => api.cancel()).catch(() => undefined);
				signal?.addEventListener('abort', cancel, { once: true });
				try {
					return await link.call((api) => api.run(source, mapping, proxy(onProgress)));
				} finally {
					signal?.removeEventListener('abort', cancel);
				}
			});
		});
	}

	/** Adds the questions of a file to a benchmark list (METRICS §6.4). Returns how many. */
	async addBenchmark(source: ImportSource, list: string): Promise<number> {
		return this.#inTurn(() =>
			this.#call((link) => link.call((api) => api.addBenchmark(source, list)))
		);
	}

	/** Ends the worker. A running import stops; what it saved stays. */
	async end(): Promise<void> {
		clearTimeout(this.#idleTimer);
		(await this.#link.take())?.terminate();
	}

	#inTurn<T>(action: () => Promise<T>): Promise<T> {
		const turn = this.#queue.then(action);
		this.#queue = turn.catch(() => undefined);
		return turn;
	}

	async #call<T>(action: (link: WorkerLink<ImportApi>) => Promise<T>): Promise<T> {
		clearTimeout(this.#idleTimer);
		this.#callsRunning += 1;
		try {
			return await action(await this.#link.get());
		} finally {
			this.#callsRunning -= 1;
			if (this.#callsRunning === 0) {
				this.#idleTimer = setTimeout(() => void this.end(), IDLE_LIMIT_MS);
			}
		}
	}

	async #start(): Promise<WorkerLink<ImportApi>> {
		const port = await this.#connectDb();
		const worker = new Worker(new URL('../../workers/import/import-worker.ts', import.meta.url), {
			type: 'module'
		});
		const link = new WorkerLink<ImportApi>(worker, 'import');
		await link.start((api) => api.connect(transfer(port, [port])), START_LIMIT_MS);
		return link;
	}
}
