import { Cancelled, isCancelled } from '../model/errors.ts';
import { remainingMs } from './eta.ts';
import { WorkQueue, type FailedItem } from './work-queue.ts';

export interface QueueProgress {
	readonly done: number;
	readonly total: number;
	readonly failed: number;
	/** null until it can be told. */
	readonly etaMs: number | null;
}

export interface QueueOptions<T> {
	readonly items: readonly T[];
	readonly chunkSize: number;
	/** Chunks that are worked on at the same time. */
	readonly lanes: number;
	/**
	 * Does a chunk. A rejection gives the chunk back; Cancelled, and what `isFatal` says, end the whole
	 * run instead. `lane` counts from 0.
	 */
	work(items: readonly T[], lane: number): Promise<void>;
	isFatal(error: unknown): boolean;
	/** Aborting stops the leasing at once; what is done stays done. */
	readonly signal: AbortSignal;
	onProgress(progress: QueueProgress): void;
	/** Milliseconds of a steady clock. */
	now(): number;
}

/**
 * Works a queue off with several lanes. Resolves with the items that failed three times.
 *
 * @throws Cancelled where `signal` was aborted before the end, or the first fatal error. Either way
 *   all lanes have come to rest by then.
 */
export async function runQueue<T>(options: QueueOptions<T>): Promise<readonly FailedItem<T>[]> {
	const queue = new WorkQueue(options.items, options.chunkSize);
	const startedAt = options.now();
	const report = (): void => {
		const settled = queue.done + queue.failed.length;
		options.onProgress({
			done: queue.done,
			total: queue.total,
			failed: queue.failed.length,
			etaMs: remainingMs(settled, queue.total, options.now() - startedAt)
		});
	};
	const state = new LaneState();
	report();
	await Promise.all(
		Array.from({ length: options.lanes }, (_, lane) => runLane(options, queue, state, lane, report))
	);
	if (state.error !== null) throw state.error;
	if (options.signal.aborted && !queue.isSettled) throw new Cancelled();
	return queue.failed;
}

/** What the lanes of one run share. */
class LaneState {
	error: Error | null = null;
	#wake: (() => void)[] = [];

	/** Until some chunk was completed or given back. */
	change(): Promise<void> {
		return new Promise((resolve) => this.#wake.push(resolve));
	}
	changed(): void {
		const waiting = this.#wake;
		this.#wake = [];
		for (const wake of waiting) wake();
	}
}

async function runLane<T>(
	options: QueueOptions<T>,
	queue: WorkQueue<T>,
	state: LaneState,
	lane: number,
	report: () => void
): Promise<void> {
	while (!options.signal.aborted && state.error === null && !queue.isSettled) {
		const chunk = queue.lease();
		if (chunk === undefined) {
			await state.change();
			continue;
		}
		try {
			await options.work(chunk.items, lane);
			queue.complete(chunk);
		} catch (error) {
			const reason = error instanceof Error ? error : new Error(String(error));
			queue.giveBack(chunk, reason.message);
			if (isCancelled(error) || options.isFatal(error)) state.error ??= reason;
		}
		report();
		state.changed();
	}
}
