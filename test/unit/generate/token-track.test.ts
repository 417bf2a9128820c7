import { describe, expect, it } from 'vitest';
import { modelKey, type OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { TrackRecorder, trackSums } from '../../../src/lib/core/generate/token-track.ts';

describe('a recorder of tracks', () => {
	it('gives back what it was told, however much', () => {
		const recorder = new TrackRecorder();
		expect(recorder.track().ids.length).toBe(0);
		for (let i = 0; i < 1_000; i++) recorder.push(i, -i / 2, i / 4, i + 1);
		expect(recorder.length).toBe(1_000);
		const { ids, logprobs, entropies, ranks } = recorder.track();
		expect([ids, logprobs, entropies, ranks].map((column) => column.length)).toEqual(
			Array<number>(4).fill(1_000)
		);
		for (const i of [0, 63, 64, 127, 128, 999]) {
			expect([ids[i], logprobs[i], entropies[i], ranks[i]]).toEqual([i, -i / 2, i / 4, i + 1]);
		}
		expect([...recorder.ids(3)]).toEqual([0, 1, 2]);
		expect(recorder.ids().length).toBe(1_000);
	});

	it('leaves tracks alone that it gave before', () => {
		const recorder = new TrackRecorder();
		recorder.push(1, -1, 0.5, 2);
		const before = recorder.track();
		recorder.push(2, -3, 1.5, 9);
		expect([...before.ids]).toEqual([1]);
		expect(trackSums(before)).toEqual({ tokens: 1, sumLogprob: -1, sumEntropy: 0.5 });
		expect(trackSums(recorder.track())).toEqual({ tokens: 2, sumLogprob: -4, sumEntropy: 2 });
	});
});

describe('the key of a model', () => {
	const onnx: OnnxModelRef = {
		engine: 'onnx',
		source: 'hub',
		id: 'a/b',
		revision: 'main',
		dtype: 'q8'
	};
	const webLlm = { engine: 'webllm', source: 'url', id: 'a', url: 'u', libraryUrl: 'l' } as const;

	it('is another one for everything that makes another model', () => {
		const models = [
			onnx,
			{ ...onnx, source: 'bundled' },
			{ ...onnx, id: 'a/c' },
			{ ...onnx, revision: 'v2' },
			{ ...onnx, dtype: 'q4' },
			{ ...onnx, device: 'wasm' },
			{ ...onnx, device: 'webgpu' },
			webLlm,
			{ ...webLlm, id: 'b' },
			{ ...webLlm, url: 'v' },
			{ ...webLlm, libraryUrl: 'm' },
			{ ...webLlm, source: 'catalogue' }
		] as const;
		expect(new Set(models.map(modelKey)).size).toBe(models.length);
		expect(modelKey({ ...onnx })).toBe(modelKey(onnx));
	});
});
