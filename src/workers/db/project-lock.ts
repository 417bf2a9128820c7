/** Ends the hold; doing so twice is harmless. */
export type Release = () => void;

/** One writer per project, over all tabs. */
export interface ProjectLocks {
	/** null where another tab, or this one, holds the lock. */
	acquire(projectId: string): Promise<Release | null>;
	/** Resolves once nobody holds the lock. @throws the signal's reason where it comes first */
	whenFree(projectId: string, signal: AbortSignal): Promise<void>;
}

/** For projects in memory, which no other tab can see. */
export class LocalProjectLocks implements ProjectLocks {
	readonly #held = new Set<string>();

	async acquire(projectId: string): Promise<Release | null> {
		if (this.#held.has(projectId)) return null;
		this.#held.add(projectId);
		return () => this.#held.delete(projectId);
	}

	/** Whoever holds a lock here is the one that asks: there is nothing to wait for. */
	async whenFree(_projectId: string, signal: AbortSignal): Promise<void> {
		return new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error));
		});
	}
}
