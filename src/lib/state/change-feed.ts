export const FEED_INTERVAL_MS = 400;

/** What takes a view longer is not waited for: one that hangs must not stop the others. */
const LONGEST_WAIT_MS = 30_000;

/** Of the database's time while something saves, views take a quarter at most. */
const REST_PER_WORK = 3;

/** May give a promise of being up to date. */
export type ChangeListener = () => unknown;

/**
 * Tells the views on screen that saved data changed, at most once per interval. They are told again only when all
 * of them are up to date, and after three times as long a rest as that took: in a large project a view asks the
 * database for seconds, and whatever saves all the time would have the questions pile up, and wait for them.
 */
export class ChangeFeed {
	readonly #listeners = new Set<ChangeListener>();
	#intervalMs: number;
	#timer: ReturnType<typeof setTimeout> | null = null;
	#soon: ReturnType<typeof setTimeout> | null = null;
	#isTelling = false;
	#isOutdated = false;

	constructor(intervalMs = FEED_INTERVAL_MS) {
		this.#intervalMs = intervalMs;
	}

	/** Returns the function that ends the subscription, as Svelte's onMount wants it. */
	subscribe(listener: ChangeListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** While a run saves all the time, views that ask the database should do so less often. */
	set intervalMs(intervalMs: number) {
		this.#intervalMs = intervalMs;
	}

	/** A burst of calls becomes one announcement at the end of the interval. */
	announce(): void {
		if (this.#isTelling) this.#isOutdated = true;
		else this.#tellAfter(this.#intervalMs);
	}

	/**
	 * What nobody should have to wait for: a person went to another address, or work is at its end. However long
	 * the views rest from what is saved, they look soon.
	 */
	announceSoon(): void {
		this.#soon ??= setTimeout(() => {
			this.#soon = null;
			void this.#update();
		}, FEED_INTERVAL_MS);
	}

	#tellAfter(ms: number): void {
		this.#timer ??= setTimeout(() => void this.#tell(), ms);
	}

	async #tell(): Promise<void> {
		this.#timer = null;
		this.#isTelling = true;
		this.#isOutdated = false;
		const startedAt = performance.now();
		await this.#update();
		this.#isTelling = false;
		const tookMs = performance.now() - startedAt;
		if (this.#isOutdated) this.#tellAfter(Math.max(this.#intervalMs, REST_PER_WORK * tookMs));
	}

	#update(): Promise<void> {
		const updates = [...this.#listeners].map(async (listener) => {
			await listener();
		});
		return settled(updates, LONGEST_WAIT_MS);
	}
}

/** Resolves when all of them have ended, however they did, or after so long. */
async function settled(work: readonly Promise<void>[], longestMs: number): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise((resolve) => (timer = setTimeout(resolve, longestMs)));
	await Promise.race([Promise.allSettled(work), limit]);
	clearTimeout(timer);
}
