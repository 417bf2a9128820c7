import type { WebLlmModelRef } from '../../lib/core/generate/model-ref.ts';
import { packageFolder } from '../../lib/core/generate/webllm-catalogue.ts';
import { AppError } from '../../lib/core/model/errors.ts';

/** Where the files of one model are, absolute. */
export interface PackageAddress {
	/** Where web-llm looks for them, and hence their key in the cache. */
	readonly folder: string;
	/** Where they may be fetched from, the likelier first. */
	readonly sources: readonly string[];
	readonly library: string;
	/** A file of newer packages beside the others; null where the record names none. */
	readonly manifest: string | null;
}

/**
 * The address of a model that is not in the catalogue. A plain folder of files does as well as a hub:
 * web-llm reads `folder/resolve/main/…`, but from the cache, where we put what stands in `folder/`.
 *
 * @throws AppError 'url-invalid'
 */
export function customAddress(model: WebLlmModelRef, pageUrl: string): PackageAddress {
	const url = absolute(model.url, pageUrl, 'address of the model');
	const plain = url.endsWith('/') ? url : `${url}/`;
	const folder = packageFolder(url);
	return {
		folder,
		sources: folder === plain ? [folder] : [folder, plain],
		library: absolute(model.libraryUrl, pageUrl, 'address of its library, a .wasm file,'),
		manifest: null
	};
}

/** web-llm itself throws at relative addresses inside a worker. */
function absolute(address: string, pageUrl: string, what: string): string {
	const url = address.trim() === '' ? null : parseUrl(address.trim(), pageUrl);
	if (url !== null && /^https?:$/.test(url.protocol)) {
		url.hash = '';
		return url.href;
	}
	throw new AppError(
		'url-invalid',
		address.trim() === ''
			? `The ${what} is missing. Nothing was loaded. Give both addresses: that of the model's folder and that of its library.`
			: `The ${what} is not one that a browser can fetch. Nothing was loaded. It begins with https://, or is relative to this page.`,
		{ detail: address }
	);
}

/** null where it is no address; URL.parse is younger than some browsers. */
export function parseUrl(address: string, base: string): URL | null {
	try {
		return new URL(address, base);
	} catch {
		return null;
	}
}
