export const FEED_INTERVAL_MS = 400;

/** Tells the views on screen that saved data changed, at most once per interval. */
export class ChangeFeed {
	readonly #listeners = new Set<() => void>();
	#intervalMs: number;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(intervalMs = FEED_INTERVAL_MS) {
		this.#intervalMs = intervalMs;
	}

	/** Returns the function that ends the subscription, as Svelte's onMount wants it. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** While a run saves all the time, views that ask the database should do so less often. */
	set intervalMs(intervalMs: number) {
		this.#intervalMs = intervalMs;
	}

	/** A burst of calls becomes one announcement at the end of the interval. */
	announce(): void {
		if (this.#timer !== null) return;
		this.#timer = setTimeout(() => {
			this.#timer = null;
			for (const listener of this.#listeners) listener();
		}, this.#intervalMs);
	}
}
