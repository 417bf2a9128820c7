import type { DiffPart, DiffUnit } from '../core/compare/diff-part.ts';
import { AppError, Cancelled } from '../core/model/errors.ts';
import type { DiffApi } from '../protocol/diff-api.ts';
import { withTimeLimit } from '../protocol/time-limit.ts';
import { RestartableLink } from './restartable-link.ts';
import { WorkerLink } from './worker-link.ts';

const START_LIMIT_MS = 60_000;
/** Two chains of thought of 30,000 characters that have little in common take about ten. */
const DIFF_LIMIT_MS = 60_000;

/** Compares texts in a worker of its own, one pair at a time: a new pair ends what is still being compared. */
export class DiffClient {
	readonly #createWorker: () => Worker;
	readonly #limitMs: number;
	readonly #link = new RestartableLink(() => this.#start());
	#turn = 0;
	#busy = false;

	constructor(createWorker: () => Worker = createDiffWorker, limitMs = DIFF_LIMIT_MS) {
		this.#createWorker = createWorker;
		this.#limitMs = limitMs;
	}

	/**
	 * `textDiff` of core/compare.
	 * @throws Cancelled where another pair came, or `end`, AppError 'timeout'
	 */
	async diff(first: string, second: string, unit: DiffUnit): Promise<DiffPart[] | null> {
		const turn = ++this.#turn;
		if (this.#busy) await this.#drop();
		try {
			const link = await this.#link.get();
			if (turn !== this.#turn) throw new Cancelled();
			this.#busy = true;
			const comparing = link.call((api) => api.diff(first, second, unit));
			const parts = await withTimeLimit(comparing, this.#limitMs, tooSlow);
			this.#busy = false;
			return parts;
		} catch (error) {
			if (turn !== this.#turn) throw new Cancelled();
			await this.#drop();
			throw error;
		}
	}

	/** Ends what is being compared. */
	async end(): Promise<void> {
		this.#turn++;
		if (this.#busy) await this.#drop();
	}

	async #drop(): Promise<void> {
		this.#busy = false;
		(await this.#link.take())?.terminate();
	}

	async #start(): Promise<WorkerLink<DiffApi>> {
		const link = new WorkerLink<DiffApi>(this.#createWorker(), 'text comparison');
		await link.start((api) => api.ready(), START_LIMIT_MS);
		return link;
	}
}

function createDiffWorker(): Worker {
	return new Worker(new URL('../../workers/diff/diff-worker.ts', import.meta.url), {
		type: 'module',
		name: 'diff'
	});
}

function tooSlow(): AppError {
	return new AppError(
		'timeout',
		'The two texts took too long to compare, so it was stopped. Nothing was changed. Compare them by step, or read them side by side.'
	);
}
