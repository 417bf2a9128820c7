import type { Workbox } from 'workbox-window';
import { SERVICE_WORKER_FILE } from '../protocol/offline-api.ts';

export interface OfflineListener {
	/** Everything that a project needs is kept in this browser. */
	readonly onReady: () => void;
	/** A new version of the page was fetched and waits, or has taken over from another tab. */
	readonly onUpdate: () => void;
}

/** What keeps the page in this browser. Comfort: where it cannot be had, the page works as before. */
export interface OfflineClient {
	start(listener: OfflineListener): Promise<void>;
	/** Loads the page anew in its new version. */
	reload(): void;
}

/** Of a tab that stays open for days. */
const LOOK_FOR_UPDATES_EVERY_MS = 3_600_000;

export class ServiceWorkerClient implements OfflineClient {
	#workbox: Workbox | null = null;
	#registration: ServiceWorkerRegistration | undefined;
	#isReloading = false;

	async start({ onReady, onUpdate }: OfflineListener): Promise<void> {
		if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
		try {
			await this.#register(onUpdate);
			// Ready is what was installed whole.
			await navigator.serviceWorker.ready;
			onReady();
		} catch {
			// The browser or the host refuses: no copy for offline use, and nothing else changes.
		}
	}

	reload(): void {
		this.#isReloading = true;
		if (this.#registration?.waiting) this.#workbox?.messageSkipWaiting();
		else location.reload();
	}

	async #register(onUpdate: () => void): Promise<void> {
		const { Workbox } = await import('workbox-window');
		const url = new URL(SERVICE_WORKER_FILE, document.baseURI).href;
		const workbox = new Workbox(url, { updateViaCache: 'none' });
		// A first visit is taken over as well, by the version that it has.
		let isControlled = navigator.serviceWorker.controller !== null;
		workbox.addEventListener('waiting', onUpdate);
		workbox.addEventListener('controlling', () => {
			if (this.#isReloading) location.reload();
			else if (isControlled) onUpdate();
			isControlled = true;
		});
		this.#workbox = workbox;
		this.#registration = await workbox.register({ immediate: true });
		setInterval(() => void this.#lookForUpdate(), LOOK_FOR_UPDATES_EVERY_MS);
	}

	async #lookForUpdate(): Promise<void> {
		// Without a network the next hour serves as well.
		await this.#registration?.update().catch(() => undefined);
	}
}
