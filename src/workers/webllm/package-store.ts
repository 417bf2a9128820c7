/**
 * Puts a model's files into the stores where web-llm finds them, so that web-llm fetches nothing itself.
 * It would load a damaged shard without noticing, does not say how many bytes have come, and its
 * messages tell nobody what to do.
 */
import type { LoadProgress } from '../../lib/core/generate/engine.ts';
import { AppError, Cancelled } from '../../lib/core/model/errors.ts';
import { type ChatConfig, notAPackage, parseChatConfig } from './chat-config.ts';
import { fetchFile } from './fetch-file.ts';
import {
	type CacheScope,
	forget,
	keep,
	LIBRARIES_HEADER,
	readCached,
	storageFull
} from './file-cache.ts';
import type { PackageAddress } from './package-address.ts';
import { parseShardList, type Shard } from './shard-list.ts';
import { createShardDigest, damagedOnArrival, damagedOnDisk, isIntact } from './verify-shard.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const CONFIG = 'mlc-chat-config.json';
const SHARD_LIST = 'tensor-cache.json';
/** Its name in older packages, which web-llm does not know any more. */
const OLD_SHARD_LIST = 'ndarray-cache.json';
/** As web-llm does; more would not be faster. */
const SIMULTANEOUS_FETCHES = 4;

export class PackageStore {
	/** Shards that were compared with their checksums since this worker started. */
	readonly #verified = new Set<string>();

	/** @throws AppError 'model-missing', 'network-failed', 'storage-full'; Cancelled */
	async config(address: PackageAddress, signal: AbortSignal): Promise<ChatConfig> {
		const url = address.folder + CONFIG;
		const bytes = await this.#file('webllm/config', address, [CONFIG], signal, (found) => {
			parseChatConfig(found, url);
		});
		return parseChatConfig(bytes, url);
	}

	/**
	 * Fetches what is missing and checks all shards once per worker.
	 * @param onProgress of the weights: by far the most bytes
	 * @throws AppError as `config`, 'model-damaged'; Cancelled
	 */
	async complete(
		address: PackageAddress,
		config: ChatConfig,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<void> {
		const { manifest } = address;
		await this.#library(address, signal);
		if (manifest !== null) await this.#file('webllm/config', address, [manifest], signal);
		await this.#file('webllm/model', address, [config.tokenizerFile], signal);
		await this.#shards(address, await this.#shardList(address, signal), onProgress, signal);
	}

	async #shardList(address: PackageAddress, signal: AbortSignal): Promise<readonly Shard[]> {
		const names = [SHARD_LIST, OLD_SHARD_LIST];
		const parse = (bytes: Bytes): readonly Shard[] =>
			parseShardList(parseJson(bytes), address.folder);
		const bytes = await this.#file('webllm/model', address, names, signal, parse);
		return parse(bytes);
	}

	async #shards(
		address: PackageAddress,
		shards: readonly Shard[],
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<void> {
		const missing: Shard[] = [];
		const progress = new ByteProgress(shards, onProgress);
		const cache = await caches.open('webllm/model');
		for (const shard of shards) {
			const cached = await cache.match(shard.url);
			if (signal.aborted) throw new Cancelled();
			if (cached === undefined) missing.push(shard);
			else await this.#checkCached(shard, cached, progress);
		}
		if (missing.length === 0) return;
		await assertRoom(missing);
		await inParallel(missing, (shard) => this.#fetchShard(address, shard, progress, signal));
	}

	async #checkCached(shard: Shard, cached: Response, progress: ByteProgress): Promise<void> {
		progress.add(0, `Checking ${shard.name}`);
		if (!this.#verified.has(shard.url)) {
			if (!(await isIntact(shard, new Uint8Array(await cached.arrayBuffer())))) {
				await forget('webllm/model', shard.url);
				throw damagedOnDisk(shard);
			}
			this.#verified.add(shard.url);
		}
		progress.add(shard.bytes, `Checking ${shard.name}`);
	}

	async #fetchShard(
		address: PackageAddress,
		shard: Shard,
		progress: ByteProgress,
		signal: AbortSignal
	): Promise<void> {
		const digest = await createShardDigest(shard);
		const bytes = await fetchFrom(address, shard.name, signal, (chunk) => {
			digest.add(chunk);
			progress.add(chunk.length, `Downloading ${shard.name}`);
		});
		if (bytes === null) throw incomplete(shard.name, address);
		if (!digest.matches()) {
			// The list may be that of an older version of the model: the next attempt asks for it anew.
			await forget('webllm/model', address.folder + SHARD_LIST);
			await forget('webllm/config', address.folder + CONFIG);
			throw damagedOnArrival(shard);
		}
		await keep('webllm/model', shard.url, bytes);
		this.#verified.add(shard.url);
	}

	/** The library is kept under its own address, and its address with the model's config. */
	async #library({ library, folder }: PackageAddress, signal: AbortSignal): Promise<void> {
		if ((await readCached('webllm/wasm', library)) === undefined) {
			const bytes = await fetchFile(library, signal);
			if (bytes === null || !isWasm(bytes)) throw noLibrary(library);
			await keep('webllm/wasm', library, bytes, { 'content-type': 'application/wasm' });
		}
		const config = await readCached('webllm/config', folder + CONFIG);
		const known = config?.headers.get(LIBRARIES_HEADER)?.split(' ') ?? [];
		if (config === undefined || known.includes(library)) return;
		await keep('webllm/config', folder + CONFIG, new Uint8Array(await config.arrayBuffer()), {
			[LIBRARIES_HEADER]: [...known, library].join(' ')
		});
	}

	/**
	 * A small file, from the cache or from the first source that has one of the names. It is kept under
	 * the first name once `check` has not thrown.
	 */
	async #file(
		scope: CacheScope,
		address: PackageAddress,
		names: readonly string[],
		signal: AbortSignal,
		check: (bytes: Bytes) => unknown = () => undefined
	): Promise<Bytes> {
		const key = address.folder + names[0]!;
		const cached = await readCached(scope, key);
		if (cached !== undefined) return new Uint8Array(await cached.arrayBuffer());
		for (const name of names) {
			const bytes = await fetchFrom(address, name, signal);
			if (bytes === null) continue;
			check(bytes);
			await keep(scope, key, bytes);
			return bytes;
		}
		throw names[0] === CONFIG ? notAPackage(key) : incomplete(names[0]!, address);
	}
}

async function fetchFrom(
	{ sources }: PackageAddress,
	name: string,
	signal: AbortSignal,
	onBytes?: (bytes: Bytes) => void
): Promise<Bytes | null> {
	for (const source of sources) {
		const bytes = await fetchFile(new URL(name, source).href, signal, onBytes);
		if (bytes !== null) return bytes;
	}
	return null;
}

/** All are awaited, so that nothing goes on behind the back of who sees the first failure. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const waiting = [...items];
	let failure: { readonly error: unknown } | null = null;
	const lane = async (): Promise<void> => {
		for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
			if (failure !== null) return;
			try {
				await work(item);
			} catch (error) {
				failure ??= { error };
			}
		}
	};
	await Promise.all(Array.from({ length: SIMULTANEOUS_FETCHES }, lane));
	if (failure !== null) throw (failure as { readonly error: unknown }).error;
}

/** @throws AppError 'storage-full' before anything is downloaded in vain. */
async function assertRoom(missing: readonly Shard[]): Promise<void> {
	const { quota, usage } = await navigator.storage.estimate();
	if (quota === undefined || usage === undefined) return;
	const bytes = missing.reduce((sum, shard) => sum + shard.bytes, 0);
	if (bytes > quota - usage) throw storageFull();
}

class ByteProgress {
	readonly #onProgress: (progress: LoadProgress) => void;
	readonly #totalBytes: number;
	readonly #note: string;
	#loadedBytes = 0;

	constructor(shards: readonly Shard[], onProgress: (progress: LoadProgress) => void) {
		this.#onProgress = onProgress;
		this.#totalBytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
		const hasChecksums = shards.every((shard) => shard.md5 !== null);
		this.#note = hasChecksums ? '' : ' (this package has no checksums: only sizes are compared)';
	}

	add(bytes: number, detail: string): void {
		this.#loadedBytes += bytes;
		this.#onProgress({
			share: Math.min(1, this.#loadedBytes / Math.max(1, this.#totalBytes)),
			detail: detail + this.#note,
			loadedBytes: this.#loadedBytes,
			totalBytes: this.#totalBytes
		});
	}
}

function parseJson(bytes: Bytes): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return null;
	}
}

function isWasm(bytes: Bytes): boolean {
	return [0x00, 0x61, 0x73, 0x6d].every((byte, i) => bytes[i] === byte);
}

function noLibrary(url: string): AppError {
	return new AppError(
		'model-missing',
		'There is no model library (a .wasm file that MLC compiled) at its address. Nothing was loaded. Check the address of the library.',
		{ detail: url }
	);
}

function incomplete(name: string, { folder }: PackageAddress): AppError {
	return new AppError(
		'model-missing',
		`The file ${name} of this model is not there. What was downloaded is kept. Check the address, or choose another model.`,
		{ detail: folder }
	);
}
