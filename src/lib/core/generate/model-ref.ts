/** Which model, exactly, and on what it runs. Part of a teacher's identity. */
export type ModelRef = OnnxModelRef | WebLlmModelRef;

export type OnnxDtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';
export const ONNX_DTYPES = [
	'fp32',
	'fp16',
	'q8',
	'int8',
	'uint8',
	'q4',
	'q4f16',
	'bnb4'
] as const satisfies readonly OnnxDtype[];

/** A model that ONNX Runtime runs: one that ships with the app, or one of the Hugging Face hub. */
export interface OnnxModelRef {
	readonly engine: 'onnx';
	readonly source: 'bundled' | 'hub';
	/** `demo-terse`, or a hub id such as `onnx-community/Qwen3-0.6B-ONNX`. */
	readonly id: string;
	/** A branch, tag or commit of the hub; the version folder of a bundled model. */
	readonly revision: string;
	readonly dtype: OnnxDtype;
	/** Left out: the GPU where there is a real one, otherwise the processor. */
	readonly device?: Device;
}

/** A model compiled for WebGPU by MLC: a record of WebLLM's catalogue, or an address. */
export interface WebLlmModelRef {
	readonly engine: 'webllm';
	readonly source: 'catalogue' | 'url';
	/** WebLLM's model_id, e.g. `Qwen3-0.6B-q4f16_1-MLC`. */
	readonly id: string;
	/** Folder of the weights; '' for a catalogue model, whose record knows it. */
	readonly url: string;
	/** The compiled library (.wasm); '' for a catalogue model. */
	readonly libraryUrl: string;
}

export type EngineName = ModelRef['engine'];

/** Where a model runs. `wasm` is one thread: a page without special headers has no more. */
export type Device = 'wasm' | 'webgpu';

/** The same model gives the same key, and no other one does. */
export function modelKey(model: ModelRef): string {
	return model.engine === 'onnx'
		? `onnx:${model.source}:${model.id}@${model.revision}:${model.dtype}:${model.device ?? 'auto'}`
		: `webllm:${model.source}:${model.id}:${model.url}:${model.libraryUrl}`;
}

/** Its fields in the order in which they are hashed and saved. */
export function modelFields(model: ModelRef): ModelRef {
	if (model.engine === 'onnx') {
		const { engine, source, id, revision, dtype, device } = model;
		return { engine, source, id, revision, dtype, ...(device !== undefined && { device }) };
	}
	const { engine, source, id, url, libraryUrl } = model;
	return { engine, source, id, url, libraryUrl };
}
