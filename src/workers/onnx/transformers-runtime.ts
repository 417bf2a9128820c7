import type * as Transformers from '@huggingface/transformers';
import type { Device } from '../../lib/core/generate/model-ref.ts';

export type TransformersModule = typeof Transformers;

/** transformers.js with its files in place, for one device. */
export interface OnnxRuntime {
	readonly transformers: TransformersModule;
	readonly device: Device;
	/** transformers.js' own name of the device. */
	readonly deviceName: 'wasm' | 'webgpu' | 'cpu';
	/** For the provenance of what is generated. */
	readonly version: string;
	/** Where the bundled models of a version are, as transformers.js wants it. */
	bundledModels(revision: string): string;
}

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
