import { setCacheNameDetails } from 'workbox-core';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { OfflinePlan } from '../../lib/core/offline/offline-plan.ts';
import type { OfflineRequest } from '../../lib/protocol/offline-api.ts';
import { FirstUseCache } from './first-use-cache.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (tools/vite/service-worker-plugin.ts). */
declare const OFFLINE_PLAN: OfflinePlan;

const { precached, firstUse } = OFFLINE_PLAN;
const { scope } = self.registration;
const largeFiles = new FirstUseCache(firstUse, scope);

// Everything else, the hubs of models among it, goes its way as if there were no service worker.
setCacheNameDetails({ prefix: 'retort' });
cleanupOutdatedCaches();
precacheAndRoute(precached.map(({ path, revision }) => ({ url: path, revision })));
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('index.html'), { allowlist: [pageAddress()] })
);
registerRoute(
	({ request }) => largeFiles.has(request),
	({ request, event }) => largeFiles.answer(request, event)
);

self.addEventListener('activate', (event) => {
	// Claimed, so that what is first used during a first visit is kept too.
	event.waitUntil(largeFiles.tidy().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
	if ((event.data as OfflineRequest).type === 'SKIP_WAITING') void self.skipWaiting();
});

/** The places of the page stand behind the '#': its folder is the only address that it has. */
function pageAddress(): RegExp {
	const folder = new URL(scope).pathname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${folder}(?:index\\.html)?(?:\\?|$)`);
}
