import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadProgress } from '../../src/lib/core/generate/engine.ts';
import { STUDENT, TEACHER } from './demo-engine.ts';
import {
	answer,
	clearCaches,
	createHarness,
	folderOf,
	IDLE,
	ignoreProgress,
	modelRef,
	request,
	write
} from './webllm-harness.ts';

const unload: (() => Promise<void>)[] = [];
function newWorker(...args: Parameters<typeof createHarness>) {
	const harness = createHarness(...args);
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

describe('loading', () => {
	it('tells of bytes up to the last', async () => {
		const told: LoadProgress[] = [];
		await loadFresh(TEACHER, (progress) => told.push(progress));
		const shares = told.map(({ share }) => share!);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBe(1);
		const { loadedBytes, totalBytes } = told.at(-1)!;
		expect(loadedBytes).toBe(totalBytes);
		expect(totalBytes).toBeGreaterThan(3_000_000);
	});

	it('can be cancelled, and begun again', async () => {
		const { engine } = newWorker();
		const stopper = new AbortController();
		const loading = engine.load(modelRef(TEACHER), () => stopper.abort(), stopper.signal);
		await expect(loading).rejects.toMatchObject({ name: 'Cancelled' });
		await expect(write(engine, request())).rejects.toMatchObject({ code: 'generation-failed' });
		await engine.load(modelRef(TEACHER), ignoreProgress, IDLE);
	});

	it('costs nothing for the model that is there', async () => {
		const { engine } = newWorker();
		const first = await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		expect(first.runtime).toMatch(/^web-llm \d+\.\d+\.\d+$/);
		expect(await engine.load(modelRef(STUDENT), () => expect.fail('it loads'), IDLE)).toBe(first);
	});

	it('refuses what this GPU cannot run, before the weights come', async () => {
		const config = await fetch(`${folderOf(STUDENT)}mlc-chat-config.json`).then((r) => r.json());
		const half = { ...(config as object), quantization: 'q4f16_1' };
		const fetched = answer({ 'chat-config.json': () => Response.json(half) });
		const { engine } = newWorker({ hasF16: false });
		await expect(engine.load(modelRef(STUDENT), ignoreProgress, IDLE)).rejects.toMatchObject({
			code: 'model-unfit',
			message: expect.stringContaining('f32 in its name')
		});
		expect(fetched).toHaveBeenCalledTimes(1);
	});
});

describe('an address', () => {
	const at = (changes: Partial<ReturnType<typeof modelRef>>) =>
		newWorker().engine.load({ ...modelRef(STUDENT), ...changes }, ignoreProgress, IDLE);

	it('may be relative to the page', async () => {
		await at({ url: `../${STUDENT}`, libraryUrl: `../lib/${STUDENT}.wasm` });
	});

	it('may be that of a plain folder', async () => {
		const file = /plain\/(?!resolve)([\w.-]+)$/;
		const through = globalThis.fetch;
		vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
			const name = file.exec(String(input))?.[1];
			return through(name === undefined ? input : folderOf(STUDENT) + name, init);
		});
		await at({ url: folderOf(STUDENT).replace(/[\w-]+\/resolve.*/, 'plain/') });
	});

	it.each([
		['is missing', { libraryUrl: '' }, 'url-invalid', 'Give both addresses'],
		['is no web address', { url: 'file:///etc' }, 'url-invalid', 'https://'],
		['leads nowhere', { url: '../nothing/' }, 'model-missing', 'mlc-chat-config.json'],
		['has no library', { libraryUrl: '../lib/nothing.wasm' }, 'model-missing', 'library'],
		[
			'has another file as library',
			{ libraryUrl: `../${STUDENT}/resolve/main/tokenizer.json` },
			'model-missing',
			'library'
		],
		[
			'has the library of another model',
			{ libraryUrl: `../lib/${TEACHER}.wasm` },
			'model-unfit',
			'do not belong together'
		],
		[
			'is of a server that does not answer',
			{ url: 'http://127.0.0.1:9/x/' },
			'network-failed',
			'CORS'
		]
	])('that %s is said to be so', async (_, changes, code, words) => {
		await expect(at(changes)).rejects.toMatchObject({
			code,
			message: expect.stringContaining(words)
		});
	});

	it('of a web page instead of a model is said to be so', async () => {
		answer({ 'chat-config.json': () => new Response('<!doctype html>') });
		await expect(at({})).rejects.toMatchObject({ code: 'model-missing' });
	});

	it('that the catalogue does not know is said to be so', async () => {
		const ref = { ...modelRef('Gone-1B'), source: 'catalogue', url: '', libraryUrl: '' } as const;
		await expect(newWorker().engine.load(ref, ignoreProgress, IDLE)).rejects.toMatchObject({
			code: 'model-missing',
			message: expect.stringContaining('Gone-1B')
		});
	});
});

describe('what is kept', () => {
	it('is listed with its size, library included, and can be deleted', async () => {
		const { engine } = newWorker();
		await engine.load(modelRef(TEACHER), ignoreProgress, IDLE);
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		const models = await engine.cachedModels();
		expect(models.map(({ name }) => name).sort()).toEqual([STUDENT, TEACHER]);
		const student = models.find(({ name }) => name === STUDENT)!;
		expect(student.key).toBe(folderOf(STUDENT));
		const library = modelRef(STUDENT).libraryUrl;
		const libraryBytes = await fetch(library).then((r) => r.arrayBuffer());
		expect(student.bytes).toBeGreaterThan(767_744 + libraryBytes.byteLength);

		await engine.removeCached(student.key);
		expect((await engine.cachedModels()).map(({ name }) => name)).toEqual([TEACHER]);
		expect(await caches.match(library)).toBeUndefined();
		await loadFresh(STUDENT);
	});

	it('keeps a library that another model uses', async () => {
		const { engine } = newWorker();
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		const copy = new URL('copy/resolve/main/', folderOf(STUDENT)).href;
		const config = (await caches.match(`${folderOf(STUDENT)}mlc-chat-config.json`))!;
		await (await caches.open('webllm/config')).put(`${copy}mlc-chat-config.json`, config);
		await engine.removeCached(folderOf(STUDENT));
		expect(await caches.match(modelRef(STUDENT).libraryUrl)).toBeDefined();
	});
});

describe('a lost device', () => {
	it('ends what is running with a sentence; the next load works in the same worker', async () => {
		const { engine, internals } = newWorker();
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		const before = await write(engine, request({ temperature: 0 }));
		const { device } = internals(STUDENT);
		let isLost = false;
		const running = engine.generate(
			[request({ temperature: 3, maxTokens: 400 })],
			{
				onText: () => {
					if (!isLost) device!.destroy();
					isLost = true;
				},
				onEnd: ignoreProgress
			},
			IDLE
		);
		await expect(running).rejects.toMatchObject({
			code: 'device-lost',
			message: expect.stringContaining('Load the model again')
		});
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		const after = await write(engine, request({ temperature: 0 }));
		expect(after.rollOut.text).toBe(before.rollOut.text);
	});

	it('while nothing is running is told to the next call', async () => {
		const { engine, internals } = newWorker();
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		internals(STUDENT).device!.destroy();
		await internals(STUDENT).device!.lost;
		await expect(write(engine, request())).rejects.toMatchObject({ code: 'device-lost' });
		await engine.load(modelRef(STUDENT), ignoreProgress, IDLE);
		await write(engine, request());
	});
});
