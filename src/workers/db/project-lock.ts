/** Ends the hold; doing so twice is harmless. */
export type Release = () => void;

/** One writer per project, over all tabs. */
export interface ProjectLocks {
	/** null where another tab, or this one, holds the lock. */
	acquire(projectId: string): Promise<Release | null>;
}

/** Web Locks belong to the database worker, so the browser frees them when its tab dies. */
export class WebProjectLocks implements ProjectLocks {
	async acquire(projectId: string): Promise<Release | null> {
		return new Promise((resolve, reject) => {
			navigator.locks
				.request(`retort:project:${projectId}`, { ifAvailable: true }, async (lock) => {
					if (!lock) {
						resolve(null);
						return;
					}
					await new Promise<void>((release) => resolve(release));
				})
				.catch(reject);
		});
	}
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
