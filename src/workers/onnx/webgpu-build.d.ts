/** The same package over the WebGPU build of ONNX Runtime: vite.config.ts, onnxRuntimes. */
declare module '@huggingface/transformers?webgpu' {
	export * from '@huggingface/transformers';
}
