/** Some items that one worker does in one go. */
export interface Chunk<T> {
	readonly items: readonly T[];
	/** 1 for the first try. */
	readonly attempt: number;
}

export interface FailedItem<T> {
	readonly item: T;
	/** Of the last attempt, as a sentence. */
	readonly reason: string;
}

export const MAX_ATTEMPTS = 3;

/**
 * Who does what: chunks are leased, done, or given back (ARCHITECTURE, 'A trajectory's way'). A
 * chunk that was given back is leased again with its items one by one, so that only the guilty item
 * uses up its attempts; after three it has failed, with the reason. Pure bookkeeping: no timers.
 */
export class WorkQueue<T> {
	readonly total: number;
	readonly #waiting: Chunk<T>[];
	readonly #failed: FailedItem<T>[] = [];
	readonly #maxAttempts: number;
	#leased = 0;
	#done = 0;

	constructor(items: readonly T[], chunkSize: number, maxAttempts = MAX_ATTEMPTS) {
		this.total = items.length;
		this.#maxAttempts = maxAttempts;
		this.#waiting = chunksOf(items, chunkSize);
	}

	get done(): number {
		return this.#done;
	}
	get failed(): readonly FailedItem<T>[] {
		return this.#failed;
	}
	/** True when every item is done or has failed. */
	get isSettled(): boolean {
		return this.#waiting.length === 0 && this.#leased === 0;
	}

	/** The next chunk, or undefined where nothing waits (others may still give theirs back). */
	lease(): Chunk<T> | undefined {
		const chunk = this.#waiting.shift();
		if (chunk !== undefined) this.#leased++;
		return chunk;
	}

	complete(chunk: Chunk<T>): void {
		this.#leased--;
		this.#done += chunk.items.length;
	}

	/** The worker died or was too slow. Retries wait behind everything else. */
	giveBack(chunk: Chunk<T>, reason: string): void {
		this.#leased--;
		const attempt = chunk.attempt + 1;
		for (const item of chunk.items) {
			if (attempt > this.#maxAttempts) this.#failed.push({ item, reason });
			else this.#waiting.push({ items: [item], attempt });
		}
	}
}

function chunksOf<T>(items: readonly T[], size: number): Chunk<T>[] {
	const chunks: Chunk<T>[] = [];
	for (let from = 0; from < items.length; from += size) {
		chunks.push({ items: items.slice(from, from + size), attempt: 1 });
	}
	return chunks;
}
