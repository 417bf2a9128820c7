import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadProgress } from '../../../src/lib/core/generate/engine.ts';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import { EngineClient } from '../../../src/lib/services/engine-client.ts';
import reference from '../../fixtures/engines/reference.json';
import {
	deviationOf,
	messagesOf,
	type ReferenceCase,
	toleranceOf
} from '../../support/reference.ts';

const demo = (id: string): OnnxModelRef => ({
	engine: 'onnx',
	source: 'bundled',
	id,
	revision: 'v1',
	dtype: 'fp32'
});
const signal = (): AbortSignal => new AbortController().signal;
const ignore = (): void => undefined;

let client: DbClient;
let engine: EngineClient;

beforeAll(async () => {
	client = new DbClient();
	await client.start();
	engine = new EngineClient('onnx', {
		connectDb: () => client.port(),
		pageUrl: new URL('/', location.href).href
	});
});
afterAll(async () => {
	await engine.end();
	client.terminate();
});

describe('the ONNX engine in its worker', () => {
	it('loads a bundled model, tells how far it is, and what it is', async () => {
		const heard: LoadProgress[] = [];
		const loaded = await engine.load(
			demo('demo-terse'),
			(progress) => heard.push(progress),
			signal()
		);
		expect(loaded).toMatchObject({
			device: 'wasm',
			contextTokens: 1024,
			scoring: 'one-pass',
			isKept: true
		});
		expect(loaded.runtime).toMatch(/^transformers\.js \d/);
		expect(heard.at(-1)).toMatchObject({ share: 1, detail: 'onnx/model.onnx' });
		expect(heard.at(-1)!.totalBytes).toBeGreaterThan(500_000);
	});

	it('has no GPU here, and says what a person can do', async () => {
		const { webgpu } = await engine.capabilities();
		expect(webgpu).toMatchObject({ available: false });
		if (!webgpu.available) expect(webgpu.reason).toMatch(/\.$/);
	});

	it('agrees with PyTorch on log-probs, entropies and ranks', async () => {
		const cases = (reference as ReferenceCase[]).filter(({ model }) => model === 'demo-terse');
		await engine.load(demo('demo-terse'), ignore, signal());
		for (const each of cases) {
			const [scored] = await engine.score(
				[
					{
						messages: messagesOf(each),
						response: each.responseText,
						thinking: 'default'
					}
				],
				signal()
			);
			expect([...scored!.track.ids]).toEqual(each.ids);
			expect(scored!.promptTokens).toBe(each.promptIds.length);
			const deviation = deviationOf(scored!.track, each);
			expect(deviation.logprob).toBeLessThan(toleranceOf(each));
			expect(deviation.entropy).toBeLessThan(toleranceOf(each));
			expect(deviation.ranks).toBe(0);
		}
	});

	it('turns texts into vectors: near for near texts', async () => {
		await engine.load(demo('demo-student'), ignore, signal());
		const texts = ['Tom has 3 apples.', 'Tom has 4 apples.', '\\boxed{12} 7+5=12'];
		const [a, b, c] = await engine.embed(texts, signal());
		expect(cosine(a!, b!)).toBeGreaterThan(cosine(a!, c!));
	});

	it('keeps the files, lists them, and deletes them when asked', async () => {
		await engine.load(demo('demo-terse'), ignore, signal());
		const kept = await engine.cachedModels();
		expect(kept.map(({ key }) => key)).toEqual(
			expect.arrayContaining(['demo-terse', 'demo-student'])
		);
		await engine.removeCached('demo-terse');
		const left = await engine.cachedModels();
		expect(left.map(({ key }) => key)).not.toContain('demo-terse');
		expect(left.map(({ key }) => key)).toContain('demo-student');
	});

	it('says what to do where a model is not there', async () => {
		await expect(engine.load(demo('demo-nobody'), ignore, signal())).rejects.toMatchObject({
			code: 'model-missing'
		});
	});

	it('stops when it is cancelled, and loads and scores again', async () => {
		const stop = new AbortController();
		const model = demo('demo-student');
		await engine.load(model, ignore, signal());
		const request = {
			messages: [{ role: 'user' as const, content: 'Q' }],
			response: 'word '.repeat(400),
			thinking: 'default' as const
		};
		const many = Array.from({ length: 200 }, () => request);
		const scoring = engine.score(many, stop.signal);
		setTimeout(() => stop.abort(), 100);
		await expect(scoring).rejects.toBeInstanceOf(Cancelled);
		await engine.load(model, ignore, signal());
		expect(await engine.score([request], signal())).toHaveLength(1);
	});

	it('rejects what was under way when its worker is ended, and starts another', async () => {
		await engine.load(demo('demo-student'), ignore, signal());
		const loading = engine.load(demo('demo-terse'), ignore, signal());
		await engine.end();
		await expect(loading).rejects.toThrow();
		const again = await engine.load(demo('demo-terse'), ignore, signal());
		expect(again.model.id).toBe('demo-terse');
	});
});

function cosine(a: Float32Array, b: Float32Array): number {
	const dot = (x: Float32Array, y: Float32Array): number =>
		x.reduce((sum, value, i) => sum + value * y[i]!, 0);
	return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
