import { isCancelled } from '../core/model/errors.ts';

/** Work of which one at a time goes on: it can be cancelled, and waited for. */
export class OneWork {
	#abort: AbortController | null = null;
	/** What goes on, or the last one. */
	#work: Promise<void> = Promise.resolve();

	get isRunning(): boolean {
		return this.#abort !== null;
	}

	/** Nothing while one goes on. That it was cancelled is no error. */
	async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		if (this.#abort !== null) return;
		this.#abort = new AbortController();
		this.#work = this.#finish(work, this.#abort.signal);
		await this.#work;
	}

	async #finish(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
		try {
			await work(signal);
		} catch (error) {
			if (!isCancelled(error)) throw error;
		} finally {
			this.#abort = null;
		}
	}

	cancel(): void {
		this.#abort?.abort();
	}

	/** Cancels, and resolves when nothing more is saved: the project is about to be closed. */
	async rest(): Promise<void> {
		this.cancel();
		await this.#work.catch(() => undefined);
	}
}
