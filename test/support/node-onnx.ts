import { fileURLToPath } from 'node:url';
import * as transformers from '@huggingface/transformers';
import type { LoadProgress } from '../../src/lib/core/generate/engine.ts';
import type { OnnxModelRef } from '../../src/lib/core/generate/model-ref.ts';
import { loadModelFiles } from '../../src/workers/onnx/load-model.ts';
import { type LmFacts, OnnxCausalLm } from '../../src/workers/onnx/onnx-causal-lm.ts';
import { OnnxEngine } from '../../src/workers/onnx/onnx-engine.ts';
import type { OnnxRuntime } from '../../src/workers/onnx/onnx-runtime.ts';
import { PromptEncoder } from '../../src/workers/onnx/prompt-encoder.ts';

const MODELS = fileURLToPath(new URL('../../static/models/', import.meta.url));

const runtime: OnnxRuntime = {
	transformers,
	device: 'wasm',
	deviceName: 'cpu',
	version: `transformers.js ${transformers.env.version}`,
	bundledModels: (revision) => `${MODELS}${revision}/`
};

/** The app's ONNX engine over ONNX Runtime's native build for Node, with the bundled models. */
export function createNodeOnnxEngine(): OnnxEngine {
	return new OnnxEngine({
		loadRuntime: async () => runtime,
		capabilities: async () => ({ webgpu: { available: false, reason: 'This is Node.' } }),
		pace: { now: () => performance.now(), breathe: () => Promise.resolve() },
		cache: { list: async () => [], keeps: async () => true, remove: async () => undefined }
	});
}

/** A demo model without the engine around it. */
export interface DemoLm {
	readonly lm: OnnxCausalLm;
	readonly encoder: PromptEncoder;
}

/** @param facts what the model should believe of itself instead of the truth */
export async function loadDemoLm(id: string, facts: Partial<LmFacts> = {}): Promise<DemoLm> {
	const files = await loadModelFiles(runtime, demoModel(id), () => undefined);
	if (files.facts === null) throw new Error(`${id} is no language model`);
	return {
		lm: new OnnxCausalLm(transformers, files.model, { ...files.facts, ...facts }, true),
		encoder: new PromptEncoder(files.tokenizer)
	};
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
