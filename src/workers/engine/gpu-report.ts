import type { GpuReport } from '../../lib/core/generate/engine.ts';

/** The part of WebGPU that the report reads; TypeScript's library has none of it yet. */
interface Adapter {
	readonly info?: Readonly<Record<string, unknown>>;
	readonly isFallbackAdapter?: boolean;
	readonly features: { has(name: string): boolean };
	readonly limits: Readonly<Record<string, number>>;
}
interface Gpu {
	requestAdapter(options?: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

/** A driver may hang; the app goes on without a GPU then. */
const ANSWER_LIMIT_MS = 10_000;
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

/** What this browser's GPU offers, or why there is none, in words a person can act on. */
export async function reportGpu(): Promise<GpuReport> {
	const gpu = (navigator as { readonly gpu?: Gpu }).gpu;
	if (!self.isSecureContext) {
		return unavailable(
			'Browsers give WebGPU only to pages over HTTPS or on localhost. Open this page over HTTPS.'
		);
	}
	if (gpu === undefined) {
		return unavailable(
			'This browser has no WebGPU. A recent Chrome, Edge, Safari (26 or later) or Firefox has it.'
		);
	}
	const adapter = await answerInTime(gpu.requestAdapter({ powerPreference: 'high-performance' }));
	if (adapter === null) {
		return unavailable(
			'This browser knows WebGPU but offers no GPU: there is none, its driver is too old or blocked, ' +
				'or hardware acceleration is switched off in the settings. Update the driver or switch it on, then reload.'
		);
	}
	return describe(adapter);
}

function describe(adapter: Adapter): GpuReport {
	const info = adapter.info ?? {};
	const words = ['vendor', 'architecture', 'device', 'description']
		.map((name) => info[name])
		.filter((value) => typeof value === 'string' && value !== '');
	const name = [...new Set(words)].join(' ');
	const limit = (key: string): number => adapter.limits[key] ?? 0;
	return {
		available: true,
		adapter: name === '' ? 'not named by the browser' : name,
		isSoftware:
			info['isFallbackAdapter'] === true ||
			adapter.isFallbackAdapter === true ||
			SOFTWARE.test(name),
		hasF16: adapter.features.has('shader-f16'),
		maxBufferBytes: limit('maxBufferSize'),
		maxStorageBindingBytes: limit('maxStorageBufferBindingSize'),
		maxWorkgroupStorageBytes: limit('maxComputeWorkgroupStorageSize'),
		maxStorageBuffersPerStage: limit('maxStorageBuffersPerShaderStage')
	};
}

async function answerInTime(asked: Promise<Adapter | null>): Promise<Adapter | null> {
	const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_LIMIT_MS));
	return Promise.race([asked.catch(() => null), late]);
}

function unavailable(reason: string): GpuReport {
	return { available: false, reason };
}
