import type { Device } from '../../lib/core/generate/model-ref.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

/**
 * transformers.js comes once per build of ONNX Runtime: the one for the CPU is half as large and has no
 * asyncify overhead (vite.config.ts, onnxRuntimes). Both take their WebAssembly from this page's host.
 */
export async function loadOnnxRuntime(device: Device, pageUrl: string): Promise<OnnxRuntime> {
	const { transformers, wasmUrl } =
		device === 'webgpu' ? await import('./runtime-webgpu.ts') : await import('./runtime-wasm.ts');
	const { env } = transformers;
	env.allowLocalModels = true;
	const wasm = env.backends.onnx.wasm;
	if (wasm !== undefined) {
		wasm.wasmPaths = { wasm: new URL(wasmUrl, self.location.href).href };
		// A page without special headers has no shared memory, hence one thread.
		wasm.numThreads = 1;
	}
	// Its own cache would import the factory from a blob, which the page's policy forbids.
	env.useWasmCache = false;
	return {
		transformers,
		device,
		deviceName: device,
		version: `transformers.js ${env.version}`,
		bundledModels: (revision) => new URL(`models/${revision}/`, pageUrl).pathname
	};
}
