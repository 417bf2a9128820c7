import type * as Transformers from '@huggingface/transformers';
import type { Device } from '../../lib/core/generate/model-ref.ts';

export type TransformersModule = typeof Transformers;

/** transformers.js with its files in place, for one device. */
export interface OnnxRuntime {
	readonly transformers: TransformersModule;
	readonly device: Device;
	/** transformers.js' own name of the device: it calls the processor 'cpu' in Node. */
	readonly deviceName: 'wasm' | 'webgpu' | 'cpu';
	/** For the provenance of what is generated. */
	readonly version: string;
	/** Where the bundled models of a version are, as transformers.js wants it. */
	bundledModels(revision: string): string;
}
