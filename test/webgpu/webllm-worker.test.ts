import { proxy, transfer, wrap } from 'comlink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LoadProgress } from '../../src/lib/core/generate/engine.ts';
import type { EngineApi } from '../../src/lib/protocol/engine-api.ts';
import { installErrorTransfer } from '../../src/lib/protocol/errors-transfer.ts';
import { TEACHER } from './demo-engine.ts';
import { clearCaches, modelRef, QUESTION } from './webllm-harness.ts';

installErrorTransfer();
const worker = new Worker(new URL('../../src/workers/webllm/webllm-worker.ts', import.meta.url), {
	type: 'module'
});
const api = wrap<EngineApi>(worker);

beforeAll(async () => {
	await clearCaches();
	const { port1 } = new MessageChannel();
	await api.connect(transfer(port1, [port1]), location.href);
});
afterAll(() => worker.terminate());

it('tells of the GPU, loads a model with progress, and scores', async () => {
	expect((await api.capabilities()).webgpu).toMatchObject({ available: true, isSoftware: true });
	const told: LoadProgress[] = [];
	const loaded = await api.load(
		modelRef(TEACHER),
		proxy((progress: LoadProgress) => void told.push(progress))
	);
	expect(loaded).toMatchObject({ device: 'webgpu', scoring: 'one-pass', vocabularySize: 640 });
	expect(told.length).toBeGreaterThan(0);
	const [scored] = await api.score([
		{ messages: [{ role: 'user', content: QUESTION }], response: '36.', thinking: 'default' }
	]);
	expect(scored!.track.ids.length).toBeGreaterThan(0);
	expect(scored!.track.logprobs.every((logprob) => logprob < 0)).toBe(true);
});

it('stays cancellable while it works', async () => {
	const messages = [{ role: 'user' as const, content: QUESTION }];
	const asked = { messages, response: QUESTION.repeat(4), thinking: 'default' as const };
	const scoring = api.score(Array.from({ length: 500 }, () => asked));
	await new Promise((resolve) => setTimeout(resolve, 200));
	await api.cancel();
	await expect(scoring).rejects.toMatchObject({ name: 'Cancelled' });
	await api.score([asked]);
});

it('sends failures as sentences', async () => {
	const nowhere = { ...modelRef(TEACHER), url: 'https://' };
	await expect(
		api.load(
			nowhere,
			proxy(() => undefined)
		)
	).rejects.toMatchObject({
		code: 'url-invalid'
	});
});
