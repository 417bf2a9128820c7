import { type Remote, wrap } from 'comlink';
import { AppError } from '../core/model/errors.ts';
import { installErrorTransfer } from '../protocol/errors-transfer.ts';
import { withTimeLimit } from '../protocol/time-limit.ts';

installErrorTransfer();

/**
 * comlink over a worker that may die. A call into a dead worker would stay pending for ever; here
 * it rejects with AppError 'worker-died'. A worker that threw outside a call is ended: its state is
 * unknown, and its locks and file handles become free.
 */
export class WorkerLink<Api> {
	readonly #worker: Worker;
	readonly #name: string;
	readonly #remote: Remote<Api>;
	readonly #death: Promise<never>;
	#reject: (error: AppError) => void = () => undefined;
	#dead = false;

	/** @param name what the user calls it, e.g. 'database'. */
	constructor(worker: Worker, name: string) {
		this.#worker = worker;
		this.#name = name;
		this.#remote = wrap<Api>(worker);
		this.#death = new Promise<never>((_, reject) => {
			this.#reject = reject;
		});
		this.#death.catch(() => undefined);
		worker.addEventListener('error', (event) => this.#die(event.message));
		worker.addEventListener('messageerror', () => this.#die('a message could not be read'));
	}

	get isDead(): boolean {
		return this.#dead;
	}

	/** Calls `onDeath` once, however the worker ends. */
	whenDead(onDeath: (error: AppError) => void): void {
		this.#death.catch(onDeath);
	}

	/** `link.call((api) => api.method(…))`. @throws AppError 'worker-died' when the worker ends first. */
	async call<T>(action: (api: Remote<Api>) => PromiseLike<T> | T): Promise<T> {
		if (this.#dead) return this.#death;
		return Promise.race([action(this.#remote), this.#death]);
	}

	/** The first call, which must be answered in time. @throws AppError 'timeout', and ends the worker. */
	async start<T>(action: (api: Remote<Api>) => PromiseLike<T> | T, timeoutMs: number): Promise<T> {
		return withTimeLimit(this.call(action), timeoutMs, () => {
			const error = new AppError(
				'timeout',
				`The ${this.#name} did not start within ${Math.round(timeoutMs / 1000)} seconds. ` +
					'What was saved is safe. Reload the page to try again.'
			);
			this.#end(error);
			return error;
		});
	}

	/** Ends the worker; pending calls reject. */
	terminate(): void {
		this.#die('it was ended');
	}

	#die(detail: string): void {
		this.#end(
			new AppError(
				'worker-died',
				`The ${this.#name} stopped unexpectedly. What was saved is safe. Reload the page to go on.`,
				{ detail }
			)
		);
	}

	#end(error: AppError): void {
		if (this.#dead) return;
		this.#dead = true;
		this.#worker.terminate();
		this.#reject(error);
	}
}
