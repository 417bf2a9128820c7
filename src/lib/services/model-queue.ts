import type { LoadProgress } from '../core/generate/engine.ts';
import type { ModelRef } from '../core/generate/model-ref.ts';
import { type QueueProgress, runQueue } from '../core/queue/run-queue.ts';
import type { FailedItem } from '../core/queue/work-queue.ts';
import { isFatal, losesModel, type RunEngine } from './local-run-executor.ts';

export interface ModelQueueListener {
	onLoad(progress: LoadProgress): void;
	onProgress(progress: QueueProgress): void;
}

export interface ModelQueueOptions {
	readonly client: Pick<RunEngine, 'load'>;
	readonly model: ModelRef;
	/** Of trajectories, or whatever else it reads. */
	readonly ids: readonly string[];
	/** Reads some of them with the loaded model and saves what it found. */
	readonly work: (ids: readonly string[]) => Promise<void>;
	readonly listener: ModelQueueListener;
	readonly signal: AbortSignal;
}

/** So many go to the worker at once. */
const CHUNK = 16;

/**
 * Lets one model read trajectories or questions, chunk by chunk; it is loaded first, and again where it was lost. Resolves
 * with those that failed three times.
 *
 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
 */
export async function runModelQueue({
	client,
	model,
	ids,
	work,
	listener,
	signal
}: ModelQueueOptions): Promise<readonly FailedItem<string>[]> {
	if (ids.length === 0) return [];
	let isLoaded = false;
	// A model that was lost in the middle is loaded again; one that does not load is the end.
	let isLoading = false;
	return runQueue<string>({
		items: ids,
		chunkSize: CHUNK,
		lanes: 1,
		signal,
		now: () => performance.now(),
		onProgress: (progress) => listener.onProgress(progress),
		isFatal: (error) => isFatal(error) || isLoading,
		work: async (chunk) => {
			isLoading = !isLoaded;
			if (isLoading) await client.load(model, (progress) => listener.onLoad(progress), signal);
			isLoading = false;
			isLoaded = true;
			try {
				await work(chunk);
			} catch (error) {
				if (losesModel(error)) isLoaded = false;
				throw error;
			}
		}
	});
}
