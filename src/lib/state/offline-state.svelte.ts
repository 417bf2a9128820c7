import type { OfflineClient } from '../services/offline-client.ts';

/** Whether the page works without a network, and whether a new version of it waits. */
export class OfflineState {
	readonly #client: OfflineClient;
	#isReady = $state(false);
	#hasUpdate = $state(false);
	#isPostponed = $state(false);

	constructor(client: OfflineClient) {
		this.#client = client;
	}

	get isReady(): boolean {
		return this.#isReady;
	}
	/** A new version waits, and the person did not say 'later'. */
	get offersUpdate(): boolean {
		return this.#hasUpdate && !this.#isPostponed;
	}

	start(): Promise<void> {
		return this.#client.start({
			onReady: () => (this.#isReady = true),
			onUpdate: () => (this.#hasUpdate = true)
		});
	}

	/** Until the page is opened the next time. */
	postpone(): void {
		this.#isPostponed = true;
	}

	reload(): void {
		this.#client.reload();
	}
}
