import { fileURLToPath } from 'node:url';
import * as transformers from '@huggingface/transformers';
import type { LoadProgress } from '../../src/lib/core/generate/engine.ts';
import type { OnnxModelRef } from '../../src/lib/core/generate/model-ref.ts';
import { OnnxEngine } from '../../src/workers/onnx/onnx-engine.ts';

const MODELS = fileURLToPath(new URL('../../static/models/', import.meta.url));

/** The app's ONNX engine over ONNX Runtime's native build for Node, with the bundled models. */
export function createNodeOnnxEngine(): OnnxEngine {
	return new OnnxEngine({
		loadRuntime: async () => ({
			transformers,
			device: 'wasm',
			deviceName: 'cpu',
			version: `transformers.js ${transformers.env.version}`,
			bundledModels: (revision) => `${MODELS}${revision}/`
		}),
		capabilities: async () => ({ webgpu: { available: false, reason: 'This is Node.' } }),
		pace: { now: () => performance.now(), breathe: () => Promise.resolve() },
		cache: { list: async () => [], remove: async () => undefined }
	});
}

export const demoModel = (id: string): OnnxModelRef => ({
	engine: 'onnx',
	source: 'bundled',
	id,
	revision: 'v1',
	dtype: 'fp32'
});

export async function loadDemo(engine: OnnxEngine, id: string): Promise<void> {
	const ignore = (_progress: LoadProgress): void => undefined;
	await engine.load(demoModel(id), ignore, new AbortController().signal);
}
