/** Ends the hold; doing so twice is harmless. */
export type Release = () => void;

/** One writer per project, over all tabs. */
export interface ProjectLocks {
	/** null where another tab, or this one, holds the lock. */
	acquire(projectId: string): Promise<Release | null>;
}

/** For projects in memory, which no other tab can see. */
export class LocalProjectLocks implements ProjectLocks {
	readonly #held = new Set<string>();

	async acquire(projectId: string): Promise<Release | null> {
		if (this.#held.has(projectId)) return null;
		this.#held.add(projectId);
		return () => this.#held.delete(projectId);
	}
}
