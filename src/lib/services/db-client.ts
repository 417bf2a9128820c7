import { proxy, type Remote, transfer } from 'comlink';
import type { AppError } from '../core/model/errors.ts';
import type { DbApi, OpenReport, StartReport, TableChange } from '../protocol/db-api.ts';
import { WorkerLink } from './worker-link.ts';

/** Above the worker's own limits, so that its sentence comes first where it can still speak. */
const START_LIMIT_MS = 90_000;

/**
 * The database worker as the page sees it. Calls reject with AppError 'worker-died' where the worker
 * ended; after that, make a new client.
 */
export class DbClient {
	readonly #link: WorkerLink<DbApi>;

	constructor() {
		const worker = new Worker(new URL('../../workers/db/db-worker.ts', import.meta.url), {
			type: 'module',
			name: 'database'
		});
		this.#link = new WorkerLink<DbApi>(worker, 'database');
	}

	/** @throws AppError 'timeout', 'worker-died', 'database-failed' */
	async start(): Promise<StartReport> {
		return this.#link.start((api) => api.start(), START_LIMIT_MS);
	}

	/** `client.call((api) => api.projects())`; callbacks go through comlink's `proxy`. */
	async call<T>(action: (api: Remote<DbApi>) => PromiseLike<T> | T): Promise<T> {
		return this.#link.call(action);
	}

	async openProject(id: string, onProgress: (share: number) => void): Promise<OpenReport> {
		return this.#link.call((api) => api.openProject(id, proxy(onProgress)));
	}

	/** Tells of rows that were saved or replayed, at most about ten times a second. */
	async watch(onChange: (changes: readonly TableChange[]) => void): Promise<void> {
		await this.#link.call((api) => api.watch(proxy(onChange)));
	}

	/** A port that speaks DbApi, to be handed (transferred) to another worker. */
	async port(): Promise<MessagePort> {
		const { port1, port2 } = new MessageChannel();
		await this.#link.call((api) => api.connect(transfer(port2, [port2])));
		return port1;
	}

	/**
	 * Asks the browser not to clear this page's data when space runs short. Some browsers ask the user,
	 * so call it when a person creates or opens a project. @returns whether it is granted.
	 */
	async requestPersistence(): Promise<boolean> {
		if (!('storage' in navigator)) return false;
		return navigator.storage.persist();
	}

	whenDead(onDeath: (error: AppError) => void): void {
		this.#link.whenDead(onDeath);
	}

	terminate(): void {
		this.#link.terminate();
	}
}
