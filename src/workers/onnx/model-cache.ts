import type { CachedModel } from '../../lib/core/generate/engine.ts';
import type { OnnxModelRef } from '../../lib/core/generate/model-ref.ts';

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

/**
 * Whether all of these files of a model stay in the browser, which drops what it has no room for. Those of a bundled
 * model come from this site and are not missed.
 */
export async function keepsFiles(
	{ id, revision, source }: OnnxModelRef,
	paths: readonly string[]
): Promise<boolean> {
	if (source === 'bundled') return true;
	const key = revision === 'main' ? id : `${id}@${revision}`;
	const files = await cachedFiles().catch(() => []);
	const kept = new Set(files.filter((file) => file.key === key).map((file) => file.path));
	return paths.every((path) => kept.has(path));
}

export async function removeCachedModel(key: string): Promise<void> {
	const files = await cachedFiles();
	const cache = await caches.open(CACHE_NAME);
	for (const file of files) if (file.key === key) await cache.delete(file.request);
}

interface CachedFile {
	readonly request: Request;
	/** The model. */
	readonly key: string;
	/** Inside of the model's folder. */
	readonly path: string;
	readonly bytes: number | null;
}

async function cachedFiles(): Promise<readonly CachedFile[]> {
	if (!('caches' in globalThis) || !(await caches.has(CACHE_NAME))) return [];
	const cache = await caches.open(CACHE_NAME);
	const found = (await cache.keys()).map(async (request) => {
		const place = placeOf(request.url);
		if (place === null) return null;
		const length = (await cache.match(request))?.headers.get('content-length') ?? null;
		return { request, ...place, bytes: length === null ? null : Number(length) };
	});
	return (await Promise.all(found)).filter((file) => file !== null);
}

/** Which model a file belongs to, and its path there; null for the runtime's own files. */
function placeOf(url: string): { key: string; path: string } | null {
	const hub = HUB_FILE.exec(url);
	if (hub) {
		const key = hub[2] === 'main' ? hub[1]! : `${hub[1]!}@${hub[2]!}`;
		return { key, path: url.slice(hub[0].length) };
	}
	const bundled = BUNDLED_FILE.exec(url);
	if (!bundled) return null;
	return { key: bundled[2]!, path: url.slice(bundled.index + bundled[0].length) };
}
