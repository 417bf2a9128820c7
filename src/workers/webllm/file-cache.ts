/** The three stores of the Cache API in which web-llm keeps its files, by web-llm's names. */
import { AppError } from '../../lib/core/model/errors.ts';

export type CacheScope = 'webllm/model' | 'webllm/config' | 'webllm/wasm';
export const CACHE_SCOPES: readonly CacheScope[] = ['webllm/model', 'webllm/config', 'webllm/wasm'];

/**
 * web-llm's own notes have no such header; ours say which libraries a package was loaded with, so that
 * they can be deleted with it. Separated by spaces, which an address has none of.
 */
export const LIBRARIES_HEADER = 'x-retort-libraries';

export async function readCached(scope: CacheScope, url: string): Promise<Response | undefined> {
	return (await caches.open(scope)).match(url);
}

/** @throws AppError 'storage-full', 'storage-failed' */
export async function keep(
	scope: CacheScope,
	url: string,
	bytes: Uint8Array<ArrayBuffer>,
	headers: Readonly<Record<string, string>> = {}
): Promise<void> {
	const lengths = { 'content-length': String(bytes.length), ...headers };
	try {
		const cache = await caches.open(scope);
		await cache.put(url, new Response(bytes, { headers: lengths }));
	} catch (error) {
		const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
		if (isFull) throw storageFull(error);
		throw new AppError(
			'storage-failed',
			'The browser did not keep a file of the model. Your project is safe. Leave private browsing, or allow this site to store data, and try again.',
			{ cause: error, detail: String(error) }
		);
	}
}

export async function forget(scope: CacheScope, url: string): Promise<void> {
	await (await caches.open(scope)).delete(url);
}

export function storageFull(cause?: unknown): AppError {
	return new AppError(
		'storage-full',
		'There is not enough room for this model on this device. Your project is safe, and what was downloaded is kept. Delete models that you do not need, or free disk space, and try again.',
		{ cause }
	);
}
