import type { WorkerLink } from './worker-link.ts';

/**
 * A worker that is started when it is first needed. A start that failed and a worker that died are
 * forgotten, so that the next call starts anew.
 */
export class RestartableLink<Api> {
	readonly #start: () => Promise<WorkerLink<Api>>;
	#link: Promise<WorkerLink<Api>> | null = null;

	constructor(start: () => Promise<WorkerLink<Api>>) {
		this.#start = start;
	}

	/** The worker that is there, or a new one. Rejects as its start does. */
	get(): Promise<WorkerLink<Api>> {
		if (this.#link !== null) return this.#link;
		const starting = this.#start();
		this.#link = starting;
		const forget = (): void => {
			if (this.#link === starting) this.#link = null;
		};
		starting.then((link) => link.whenDead(forget), forget);
		return starting;
	}

	/** Takes the worker away, to be ended; the next call starts another. null where there is none. */
	async take(): Promise<WorkerLink<Api> | null> {
		const starting = this.#link;
		this.#link = null;
		return (await starting?.catch(() => null)) ?? null;
	}
}
