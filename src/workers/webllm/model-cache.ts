import type { CachedModel } from '../../lib/core/generate/engine.ts';
import { CACHE_SCOPES, type CacheScope, LIBRARIES_HEADER } from './file-cache.ts';

/** Every file of a package is below its folder; a library has an address of its own. */
const FOLDER = /^.+\/resolve\/[^/]+\//;

interface CachedFile {
	readonly scope: CacheScope;
	readonly url: string;
	readonly bytes: number | null;
	readonly libraries: readonly string[];
}

/** Packages that web-llm's stores hold, whole or in part; the key is the folder of the package. */
export async function cachedModels(): Promise<readonly CachedModel[]> {
	const files = await cachedFiles();
	const folders = new Set(files.map(folderOf).filter((folder) => folder !== null));
	return [...folders].map((folder) => {
		const own = files.filter((file) => folderOf(file) === folder);
		const libraries = own.flatMap((file) => file.libraries);
		const all = [...own, ...files.filter(({ url }) => libraries.includes(url))];
		const hasSizes = all.every(({ bytes }) => bytes !== null);
		return {
			key: folder,
			name: /([^/]+)\/resolve\//.exec(folder)?.[1] ?? folder,
			bytes: hasSizes ? all.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) : null
		};
	});
}

/** Deletes a package, and its libraries where no other package uses them. */
export async function removeCachedModel(key: string): Promise<void> {
	const files = await cachedFiles();
	const own = files.filter((file) => folderOf(file) === key);
	const others = files.filter((file) => !own.includes(file)).flatMap((file) => file.libraries);
	const unused = own.flatMap((file) => file.libraries).filter((url) => !others.includes(url));
	const doomed = [...own, ...files.filter(({ url }) => unused.includes(url))];
	for (const { scope, url } of doomed) await (await caches.open(scope)).delete(url);
}

function folderOf({ scope, url }: CachedFile): string | null {
	return scope === 'webllm/wasm' ? null : (FOLDER.exec(url)?.[0] ?? null);
}

/** None where the browser has no cache. */
async function cachedFiles(): Promise<readonly CachedFile[]> {
	if (!('caches' in globalThis)) return [];
	const found: CachedFile[] = [];
	for (const scope of CACHE_SCOPES) {
		if (!(await caches.has(scope))) continue;
		const cache = await caches.open(scope);
		for (const { url } of await cache.keys()) {
			const headers = (await cache.match(url))?.headers;
			const length = headers?.get('content-length') ?? null;
			const libraries = headers?.get(LIBRARIES_HEADER)?.split(' ') ?? [];
			found.push({ scope, url, libraries, bytes: length === null ? null : Number(length) });
		}
	}
	return found;
}
