/** A frame has 16 ms; the browser needs some of them. */
const SLICE_MS = 8;

/**
 * Does pieces of work one after another and lets the page breathe in between. What comes while there is time
 * is done at once, so that short texts are there with the first picture.
 */
export class RenderQueue {
	readonly #tasks = new Set<() => void>();
	#spentMs = 0;
	#timer: ReturnType<typeof setTimeout> | null = null;

	/** Returns what takes the task out of the queue again. */
	add(task: () => void): () => void {
		this.#tasks.add(task);
		this.#run();
		return () => this.#tasks.delete(task);
	}

	#run(): void {
		for (const task of this.#tasks) {
			if (this.#spentMs > SLICE_MS) break;
			this.#tasks.delete(task);
			const startedAtMs = performance.now();
			task();
			this.#spentMs += performance.now() - startedAtMs;
		}
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			this.#spentMs = 0;
			if (this.#tasks.size > 0) this.#run();
		});
	}
}
