/** The service worker's file, beside the page: its place decides what it may answer for. */
export const SERVICE_WORKER_FILE = 'service-worker.js';

/** The one thing that a page asks of a service worker that waits; the name is workbox-window's. */
export interface OfflineRequest {
	readonly type: 'SKIP_WAITING';
}
