import type { WorkboxPlugin } from 'workbox-core';
import { CacheFirst } from 'workbox-strategies';
import type { KeptFile } from '../../lib/core/offline/offline-plan.ts';

/**
 * Large files that only some need, kept when they are first used. They are answered from the cache
 * first: what a key names never changes. A full disk costs the copy, not the answer.
 */
export class FirstUseCache {
	readonly #name: string;
	/** By URL: the URL under which the file is kept. */
	readonly #keys: ReadonlyMap<string, string>;
	readonly #strategy: CacheFirst;

	/** @param scope the URL of the page's folder; one host may serve several pages. */
	constructor(files: readonly KeptFile[], scope: string) {
		this.#name = `retort-first-use-${scope}`;
		this.#keys = new Map(files.map((file) => [new URL(file.path, scope).href, keyOf(file, scope)]));
		this.#strategy = new CacheFirst({
			cacheName: this.#name,
			plugins: [versions(this.#keys)],
			matchOptions: { ignoreVary: true }
		});
	}

	/** A range is the network's business: the cache holds whole files. */
	has(request: Request): boolean {
		return this.#keys.has(request.url) && !request.headers.has('range');
	}

	answer(request: Request, event: ExtendableEvent): Promise<Response> {
		const [response, kept] = this.#strategy.handleAll({ request, event });
		kept.catch(() => undefined);
		return response;
	}

	/** Deletes what an earlier version of the page kept and this one does not ask for. */
	async tidy(): Promise<void> {
		const wanted = new Set(this.#keys.values());
		const cache = await caches.open(this.#name);
		for (const request of await cache.keys()) {
			if (!wanted.has(request.url)) await cache.delete(request);
		}
	}
}

function keyOf({ path, revision }: KeptFile, scope: string): string {
	const url = new URL(path, scope);
	if (revision !== null) url.searchParams.set('revision', revision);
	return url.href;
}

/** A file without a hash in its name is kept under its revision, and not taken from an old HTTP cache. */
function versions(keys: ReadonlyMap<string, string>): WorkboxPlugin {
	const isHashed = (url: string): boolean => keys.get(url) === url;
	return {
		cacheKeyWillBeUsed: async ({ request }) => keys.get(request.url) ?? request,
		requestWillFetch: async ({ request }) =>
			isHashed(request.url) ? request : new Request(request, { cache: 'no-cache' })
	};
}
