/** Shards of weights: checked, fetched anew where they are damaged, kept where they are not. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { LoadProgress } from '../../src/lib/core/generate/engine.ts';
import { STUDENT } from './demo-engine.ts';
import {
	answer,
	clearCaches,
	createHarness,
	folderOf,
	type Harness,
	IDLE,
	ignoreProgress,
	modelRef,
	request,
	write
} from './webllm-harness.ts';

const SHARD = 'params_shard_0.bin';
const shardOf = (id: string): string => folderOf(id) + SHARD;

const unload: (() => Promise<void>)[] = [];
function newWorker(): Harness {
	const harness = createHarness();
	unload.push(() => harness.engine.unload());
	return harness;
}
const loadFresh = (id: string, onProgress: (progress: LoadProgress) => void = ignoreProgress) =>
	newWorker().engine.load(modelRef(id), onProgress, IDLE);

beforeEach(clearCaches);
afterEach(async () => {
	vi.restoreAllMocks();
	for (const end of unload.splice(0)) await end();
});

async function damage(id: string): Promise<void> {
	const cache = await caches.open('webllm/model');
	const bytes = new Uint8Array(await (await cache.match(shardOf(id)))!.arrayBuffer());
	bytes[1000]! ^= 1;
	await cache.put(shardOf(id), new Response(bytes));
}

it('are checked when they come from the cache, and fetched anew once damaged', async () => {
	const { engine } = newWorker();
	await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
	const before = await write(engine, request({ temperature: 0 }));
	await damage(STUDENT);
	const later = newWorker();
	await expect(later.engine.load(modelRef(STUDENT), ignoreProgress, IDLE)).rejects.toMatchObject({
		code: 'model-damaged',
		message: expect.stringContaining(SHARD)
	});
	const fetched = vi.spyOn(globalThis, 'fetch');
	await later.engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
	expect(fetched.mock.calls.map(([url]) => url)).toEqual([shardOf(STUDENT)]);
	const after = await write(later.engine, request({ temperature: 0 }));
	expect(after.rollOut.text).toBe(before.rollOut.text);
});

it('are checked when they arrive, and not kept if they are damaged', async () => {
	answer({ [SHARD]: () => new Response(new Uint8Array(767_744)) });
	await expect(loadFresh(STUDENT)).rejects.toMatchObject({
		code: 'model-damaged',
		message: expect.stringContaining('was not kept')
	});
	const cache = await caches.open('webllm/model');
	expect(await cache.match(shardOf(STUDENT))).toBeUndefined();
	vi.restoreAllMocks();
	await loadFresh(STUDENT);
});

it('are compared by size where a package has no checksums, which is said', async () => {
	const list = await fetch(`${folderOf(STUDENT)}tensor-cache.json`).then((r) => r.text());
	const without = list.replaceAll('"md5sum"', '"was"');
	answer({ 'tensor-cache.json': () => new Response(without) });
	const details = new Set<string>();
	await loadFresh(STUDENT, ({ detail }) => details.add(detail));
	expect([...details].join()).toContain('no checksums');
	const cache = await caches.open('webllm/model');
	await cache.put(shardOf(STUDENT), new Response(new Uint8Array(10)));
	await expect(loadFresh(STUDENT)).rejects.toMatchObject({ code: 'model-damaged' });
});

it('are found by the list of an older package', async () => {
	const list = await fetch(`${folderOf(STUDENT)}tensor-cache.json`).then((r) => r.text());
	answer({
		'tensor-cache.json': () => new Response(null, { status: 404 }),
		'ndarray-cache.json': () => new Response(list)
	});
	await loadFresh(STUDENT);
});

it('may not lie outside of the package', async () => {
	const list = await fetch(`${folderOf(STUDENT)}tensor-cache.json`).then((r) => r.text());
	const elsewhere = list.replaceAll(SHARD, `https://other.example/${SHARD}`);
	answer({ 'tensor-cache.json': () => new Response(elsewhere) });
	await expect(loadFresh(STUDENT)).rejects.toMatchObject({ code: 'model-damaged' });
});

it('do not begin to come where there is no room', async () => {
	vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1000, usage: 900 });
	await expect(loadFresh(STUDENT)).rejects.toMatchObject({ code: 'storage-full' });
});

/** Really: the browser itself refuses what is more. null takes the limit away. */
async function leave(bytes: number | null): Promise<void> {
	const { usage = 0 } = await navigator.storage.estimate();
	await cdp().send('Storage.overrideQuotaForOrigin', {
		origin: location.origin,
		...(bytes !== null && { quotaSize: usage + bytes })
	});
}

it('are refused by a full disk with a sentence, and come as soon as there is room', async () => {
	await leave(200_000);
	try {
		await expect(loadFresh(STUDENT)).rejects.toMatchObject({ code: 'storage-full' });
		// What the browser estimates may be too much: the write itself is refused then.
		vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1e9, usage: 0 });
		await expect(loadFresh(STUDENT)).rejects.toMatchObject({
			code: 'storage-full',
			message: expect.stringContaining('what was downloaded is kept')
		});
		const cache = await caches.open('webllm/model');
		expect(await cache.match(shardOf(STUDENT))).toBeUndefined();
	} finally {
		vi.restoreAllMocks();
		await leave(null);
	}
	await loadFresh(STUDENT);
});

interface ShardList {
	records: {
		dataPath: string;
		nbytes: number;
		records: { nbytes: number; byteOffset: number }[];
	}[];
}

it('that came before the network failed are not fetched again', async () => {
	const list = (await fetch(`${folderOf(STUDENT)}tensor-cache.json`).then((r) =>
		r.json()
	)) as ShardList;
	const bytes = await fetch(shardOf(STUDENT)).then((r) => r.arrayBuffer());
	// The package in two files.
	const [first, ...rest] = list.records[0]!.records;
	const cut = first!.nbytes;
	const moved = rest.map((record) => ({
		...record,
		byteOffset: record.byteOffset - cut
	}));
	list.records = [
		{ dataPath: 'a.bin', nbytes: cut, records: [first!] },
		{ dataPath: 'b.bin', nbytes: bytes.byteLength - cut, records: moved }
	];
	const replies = {
		'tensor-cache.json': () => Response.json(list),
		'a.bin': () => new Response(bytes.slice(0, cut)),
		'b.bin': () => Promise.reject<Response>(new TypeError('Failed to fetch'))
	};
	answer(replies);
	const { engine } = newWorker();
	await expect(engine.load(modelRef(STUDENT), ignoreProgress, IDLE)).rejects.toMatchObject({
		code: 'network-failed',
		message: expect.stringContaining('What was downloaded is kept')
	});
	vi.restoreAllMocks();
	const fetched = answer({ 'b.bin': () => new Response(bytes.slice(cut)) });
	await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
	expect(fetched.mock.calls.map(([url]) => url)).toEqual([`${folderOf(STUDENT)}b.bin`]);
	await write(engine, request());
});
