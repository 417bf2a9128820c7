import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RollOut } from '../../src/lib/core/generate/engine.ts';
import { DEFAULT_SAMPLING } from '../../src/lib/core/generate/sampling.ts';
import { createPace } from '../../src/workers/engine/breather.ts';
import { reportGpu } from '../../src/workers/engine/gpu-report.ts';
import { loadOnnxRuntime } from '../../src/workers/onnx/load-runtime.ts';
import { OnnxEngine } from '../../src/workers/onnx/onnx-engine.ts';
import reference from '../fixtures/engines/reference.json';
import { deviationOf, messagesOf, type ReferenceCase, toleranceOf } from '../support/reference.ts';

/** A bundled model asks for the processor by itself; a person may choose the GPU. */
const MODEL = {
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-student',
	revision: 'v1',
	dtype: 'fp32',
	device: 'webgpu'
} as const;

let engine: OnnxEngine;
const signal = new AbortController().signal;

beforeAll(async () => {
	engine = new OnnxEngine({
		loadRuntime: (device) => loadOnnxRuntime(device, new URL('/', location.href).href),
		capabilities: async () => ({ webgpu: await reportGpu() }),
		pace: createPace(),
		cache: { list: async () => [], keeps: async () => true, remove: async () => undefined }
	});
	const loaded = await engine.load(MODEL, () => undefined, signal);
	expect(loaded.device).toBe('webgpu');
}, 60_000);
afterAll(() => engine.unload());

describe('the ONNX engine on WebGPU', () => {
	it('names the adapter, and says that it is computed in software', async () => {
		expect(await reportGpu()).toMatchObject({ available: true, isSoftware: true });
	});

	it('agrees with PyTorch, its keys and values staying on the device', async () => {
		const each = (reference as ReferenceCase[]).find(({ model }) => model === 'demo-student')!;
		const messages = messagesOf(each);
		const request = { messages, response: each.responseText, thinking: 'default' as const };
		const [scored] = await engine.score([request], signal);
		const deviation = deviationOf(scored!.track, each);
		expect(deviation.logprob).toBeLessThan(toleranceOf(each));
		expect(deviation.entropy).toBeLessThan(toleranceOf(each));
		expect(deviation.ranks).toBe(0);
	});

	it('rolls out a batch whose rows end at different times', async () => {
		const requests = [3, 6, 9].map((maxTokens, seed) => ({
			messages: [{ role: 'user' as const, content: 'Tom has 4 apples and buys 5 more.' }],
			sampling: { ...DEFAULT_SAMPLING, maxTokens },
			seed,
			thinking: 'default' as const
		}));
		const ends: RollOut[] = [];
		const onEnd = (index: number, rollOut: RollOut): void => void (ends[index] = rollOut);
		await engine.generate(requests, { onText: () => undefined, onEnd }, signal);
		expect(ends.map(({ track }) => track.ids.length)).toEqual([3, 6, 9]);
		const alone: RollOut[] = [];
		const keep = (_: number, rollOut: RollOut): void => void alone.push(rollOut);
		await engine.generate([requests[1]!], { onText: () => undefined, onEnd: keep }, signal);
		expect(alone[0]!.text).toBe(ends[1]!.text);
	});
});
