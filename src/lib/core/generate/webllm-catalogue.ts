/**
 * WebLLM's catalogue as the page shows it. The data are `webllm-catalogue.json`, which
 * `tools/webllm-catalogue.ts` writes from the installed package: web-llm itself weighs 2 MB and stays
 * in its worker. Here is what can be said about a model from its record and its name.
 */
import type { GpuReport } from './engine.ts';
import type { WebLlmModelRef } from './model-ref.ts';

export type WebLlmKind = 'chat' | 'vision' | 'embedding';

/** One entry of the JSON: what WebLLM's record says, without what can be derived. */
export interface WebLlmRecord {
	readonly id: string;
	/** Folder of the weights; versions with another context share it. */
	readonly url: string;
	readonly kind: WebLlmKind;
	/** 2^20 bytes, as WebLLM gives it. */
	readonly gpuMemoryMb: number | null;
	readonly contextTokens: number | null;
	readonly isLowResource: boolean;
	/** The largest buffer that is bound at once, where the record says it. */
	readonly storageBindingBytes: number | null;
	/** WebGPU features, e.g. `shader-f16`. */
	readonly features: readonly string[];
}

export interface WebLlmModel {
	readonly id: string;
	readonly url: string;
	readonly kind: WebLlmKind;
	/** E.g. `Qwen3`, `Llama-3.2`. */
	readonly family: string;
	readonly parameters: number | null;
	/** MLC's name of it, e.g. `q4f16_1`. */
	readonly quantisation: string;
	readonly downloadBytes: number | null;
	/** True where the download was computed from parameters and bits: say 'about'. */
	readonly isEstimate: boolean;
	/** Weights, working memory and the whole context, by WebLLM's own account. */
	readonly gpuMemoryBytes: number | null;
	/** Prompt and response together. */
	readonly contextTokens: number | null;
	/** Meant for phones and small GPUs too. */
	readonly isLowResource: boolean;
	readonly needsF16: boolean;
	readonly storageBindingBytes: number | null;
}

/** Bits per weight, scales included: groups of 32 (q4) or 40 (q3) weights share a scale. */
const BITS_PER_WEIGHT: Readonly<Record<string, number>> = {
	q0f16: 16,
	q0f32: 32,
	q3f16_1: 3.6,
	q4f16_1: 4.5,
	q4f32_1: 5
};

/** Published counts, where the name says none or is off by more than a twentieth. */
const PUBLISHED_PARAMETERS: readonly (readonly [RegExp, number])[] = [
	[/Llama-3\.2-1B/, 1.24e9],
	[/Llama-3\.2-3B/, 3.21e9],
	[/Qwen2(\.5)?(-\w+)?-7B|Distill-Qwen-7B/, 7.62e9],
	[/OLMo-2-0425-1B/, 1.48e9],
	[/gemma-2-2b/, 2.61e9],
	[/gemma-2b/, 2.51e9],
	[/gemma-4-E2B/, 5.1e9],
	[/Phi-3\.5-vision/, 4.15e9],
	[/Phi-(3|3\.5|4)-mini/, 3.82e9],
	[/phi-2/, 2.78e9],
	[/phi-1_5/, 1.42e9],
	[/arctic-embed-m/, 109e6],
	[/arctic-embed-s/, 33e6]
];

export function describeRecord(record: WebLlmRecord): WebLlmModel {
	const { id, gpuMemoryMb } = record;
	const quantisation = quantisationOf(id);
	const parameters = parametersOf(id);
	const bits = BITS_PER_WEIGHT[quantisation];
	const canEstimate = parameters !== null && bits !== undefined;
	return {
		id,
		url: record.url,
		kind: record.kind,
		family: familyOf(id),
		parameters,
		quantisation,
		downloadBytes: canEstimate ? (parameters * bits) / 8 : null,
		isEstimate: true,
		gpuMemoryBytes: gpuMemoryMb === null ? null : gpuMemoryMb * 2 ** 20,
		contextTokens: record.contextTokens,
		isLowResource: record.isLowResource,
		// Half of the records that compute in 16 bits do not list the feature; their shaders want it.
		needsF16: record.features.includes('shader-f16') || /^q\d+f16/.test(quantisation),
		storageBindingBytes: record.storageBindingBytes
	};
}

/** `q4f16_1` of `Qwen3-0.6B-q4f16_1-MLC`; '' where the name has none. */
export function quantisationOf(id: string): string {
	return /-(q\d+f\d+(?:_\d+)?)(?:-|$)/.exec(id)?.[1] ?? '';
}

/** Published, or as the name says; null where neither. */
export function parametersOf(id: string): number | null {
	const published = PUBLISHED_PARAMETERS.find(([pattern]) => pattern.test(id));
	if (published) return published[1];
	const size = SIZE.exec(id);
	if (!size) return null;
	const number = Number(size[1]!.replace('_', '.'));
	return number * (size[2]!.toLowerCase() === 'b' ? 1e9 : 1e6);
}

/** `-0.6B`, `-135M`, `-1_6b`, `-E2B`, at the end of a word. */
const SIZE = /-E?(\d+(?:[._]\d+)?)([bm])(?=-|$)/i;

/** What stands before the size, without a release date and words such as `mini`. */
export function familyOf(id: string): string {
	const name = id.replace(/-q\d.*$/, '');
	const head = name.slice(0, SIZE.exec(name)?.index ?? name.length);
	return head.replace(/-(mini|vision|instruct|embed).*$/i, '').replace(/-\d{4}$/, '');
}

export type Fit = { readonly fits: true } | { readonly fits: false; readonly reason: string };

/** What web-llm asks of every device, whatever the model. */
const WORKGROUP_STORAGE_BYTES = 32 * 2 ** 10;
const STORAGE_BUFFERS_PER_STAGE = 10;
const BUFFER_BYTES = 256 * 2 ** 20;
const STORAGE_BINDING_BYTES = 128 * 2 ** 20;

/**
 * Whether this adapter can run a model, as far as a browser tells. It does not tell the GPU's free
 * memory: a model that fits may still be too large, and then its device is lost while it loads.
 */
export function fitOf(
	model: Pick<WebLlmModel, 'needsF16' | 'storageBindingBytes'>,
	gpu: GpuReport
): Fit {
	if (!gpu.available) return misfit(gpu.reason);
	if (gpu.isSoftware) {
		return misfit(
			'This browser computes WebGPU on the processor, which would take minutes per word. Use a machine with a GPU, or a small ONNX model.'
		);
	}
	if (model.needsF16 && !gpu.hasF16) {
		return misfit(
			'This GPU does not compute with 16-bit numbers, which this version needs. Choose the version with f32 in its name.'
		);
	}
	const isTooSmall =
		gpu.maxWorkgroupStorageBytes < WORKGROUP_STORAGE_BYTES ||
		gpu.maxStorageBuffersPerStage < STORAGE_BUFFERS_PER_STAGE ||
		gpu.maxBufferBytes < BUFFER_BYTES;
	if (isTooSmall) {
		return misfit(
			'This GPU, or what the browser makes of it, is below what WebLLM needs. Update browser and driver, or use a small ONNX model.'
		);
	}
	const bindingBytes = Math.max(STORAGE_BINDING_BYTES, model.storageBindingBytes ?? 0);
	if (gpu.maxStorageBindingBytes >= bindingBytes) return { fits: true };
	const has = Math.floor(gpu.maxStorageBindingBytes / 2 ** 20);
	return misfit(
		`This model needs buffers of ${Math.ceil(bindingBytes / 2 ** 20)} MiB at once, and this GPU offers ${has} MiB. Choose a smaller model.`
	);
}

function misfit(reason: string): Fit {
	return { fits: false, reason };
}

export interface CatalogueFilter {
	/** Words that the id must contain, in any order; case does not matter. */
	readonly text?: string;
	readonly kinds?: readonly WebLlmKind[];
	readonly family?: string;
	readonly maxGpuMemoryBytes?: number;
	/** Models whose need is unknown are not among them. */
	readonly lowResourceOnly?: boolean;
	/** Given: only models that run on it. */
	readonly fitsOn?: GpuReport;
}

export function filterCatalogue(
	models: readonly WebLlmModel[],
	filter: CatalogueFilter
): readonly WebLlmModel[] {
	const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return models.filter((model) => {
		const id = model.id.toLowerCase();
		if (!words.every((word) => id.includes(word))) return false;
		if (filter.kinds && !filter.kinds.includes(model.kind)) return false;
		if (filter.family !== undefined && model.family !== filter.family) return false;
		if (filter.lowResourceOnly && !model.isLowResource) return false;
		if (filter.fitsOn && !fitOf(model, filter.fitsOn).fits) return false;
		if (filter.maxGpuMemoryBytes === undefined) return true;
		return model.gpuMemoryBytes !== null && model.gpuMemoryBytes <= filter.maxGpuMemoryBytes;
	});
}

/** The families of these models, in alphabetical order. */
export function familiesOf(models: readonly WebLlmModel[]): readonly string[] {
	return [...new Set(models.map(({ family }) => family))].sort((a, b) => a.localeCompare(b));
}

export function catalogueRef({ id }: Pick<WebLlmModel, 'id'>): WebLlmModelRef {
	return { engine: 'webllm', source: 'catalogue', id, url: '', libraryUrl: '' };
}

/**
 * Where web-llm looks for a package's files: its branch `main` unless the address names another. Also
 * the key of `CachedModel`: a catalogue model is kept where this is among the keys.
 * @param url absolute
 */
export function packageFolder(url: string): string {
	const folder = url.endsWith('/') ? url : `${url}/`;
	return new URL(/.+\/resolve\/.+\//.test(folder) ? folder : `${folder}resolve/main/`).href;
}
