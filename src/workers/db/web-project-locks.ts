import type { ProjectLocks, Release } from './project-lock.ts';

/** Web Locks belong to the database worker, so the browser frees them when its tab dies. */
export class WebProjectLocks implements ProjectLocks {
	async acquire(projectId: string): Promise<Release | null> {
		return new Promise((resolve, reject) => {
			navigator.locks
				.request(nameOf(projectId), { ifAvailable: true }, async (lock) => {
					if (!lock) {
						resolve(null);
						return;
					}
					await new Promise<void>((release) => resolve(release));
				})
				.catch(reject);
		});
	}

	/** Waits in the browser's queue; who opens the project first has it then. */
	async whenFree(projectId: string, signal: AbortSignal): Promise<void> {
		await navigator.locks.request(nameOf(projectId), { signal }, () => undefined);
	}
}

const nameOf = (projectId: string): string => `retort:project:${projectId}`;
