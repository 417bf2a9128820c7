import type { CachedModel } from '../../lib/core/generate/engine.ts';

/** The Cache API store of transformers.js (its env.cacheKey). */
const CACHE_NAME = 'transformers-cache';
/** `…/owner/name/resolve/revision/file` on the hub, `…/models/version/name/file` for bundled models. */
const HUB_FILE = /^https:\/\/[^/]+\/([^/]+\/[^/]+)\/resolve\/([^/]+)\//;
const BUNDLED_FILE = /\/models\/(v\d+)\/([^/]+)\//;

/** Models whose files this browser keeps, with their sizes; none where it has no cache. */
export async function cachedModels(): Promise<readonly CachedModel[]> {
	const files = await cachedFiles();
	const byKey = new Map<string, CachedModel>();
	for (const { key, bytes } of files) {
		const before = byKey.get(key)?.bytes ?? 0;
		byKey.set(key, {
			key,
			name: key,
			bytes: before === null || bytes === null ? null : before + bytes
		});
	}
	return [...byKey.values()];
}

export async function removeCachedModel(key: string): Promise<void> {
	const files = await cachedFiles();
	const cache = await caches.open(CACHE_NAME);
	for (const file of files) if (file.key === key) await cache.delete(file.request);
}

interface CachedFile {
	readonly request: Request;
	readonly key: string;
	readonly bytes: number | null;
}

async function cachedFiles(): Promise<readonly CachedFile[]> {
	if (!('caches' in globalThis) || !(await caches.has(CACHE_NAME))) return [];
	const cache = await caches.open(CACHE_NAME);
	const found = (await cache.keys()).map(async (request) => {
		const key = keyOf(request.url);
		if (key === null) return null;
		const length = (await cache.match(request))?.headers.get('content-length') ?? null;
		return { request, key, bytes: length === null ? null : Number(length) };
	});
	return (await Promise.all(found)).filter((file) => file !== null);
}

/** Which model a file belongs to; null for the runtime's own files. */
function keyOf(url: string): string | null {
	const hub = HUB_FILE.exec(url);
	if (hub) return hub[2] === 'main' ? hub[1]! : `${hub[1]!}@${hub[2]!}`;
	return BUNDLED_FILE.exec(url)?.[2] ?? null;
}
