import { afterEach, expect, it, vi } from 'vitest';
import { reportGpu } from '../../src/workers/engine/gpu-report.ts';

afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

/** A browser whose WebGPU answers so. */
function offer(gpu: object | undefined): void {
	vi.spyOn(navigator as unknown as { gpu: unknown }, 'gpu', 'get').mockReturnValue(gpu);
}

const ADAPTER = {
	info: { vendor: 'acme', architecture: 'rocket', device: '', description: 'acme' },
	features: new Set(['shader-f16']),
	limits: {
		maxBufferSize: 1,
		maxStorageBufferBindingSize: 2,
		maxComputeWorkgroupStorageSize: 3,
		maxStorageBuffersPerShaderStage: 4
	}
};

it('knows the processor that plays GPU in these tests', async () => {
	const report = await reportGpu();
	expect(report).toMatchObject({ available: true, isSoftware: true, hasF16: false });
});

it('tells what an adapter offers, each word of its name once', async () => {
	offer({ requestAdapter: () => Promise.resolve(ADAPTER) });
	expect(await reportGpu()).toEqual({
		available: true,
		adapter: 'acme rocket',
		isSoftware: false,
		hasF16: true,
		maxBufferBytes: 1,
		maxStorageBindingBytes: 2,
		maxWorkgroupStorageBytes: 3,
		maxStorageBuffersPerStage: 4
	});
});

it.each([
	['has no WebGPU', undefined, 'has no WebGPU'],
	['offers no adapter', { requestAdapter: () => Promise.resolve(null) }, 'offers no GPU'],
	['fails when asked', { requestAdapter: () => Promise.reject(new Error('x')) }, 'offers no GPU']
])('says what to do where the browser %s', async (_, gpu, words) => {
	offer(gpu);
	expect(await reportGpu()).toEqual({
		available: false,
		reason: expect.stringContaining(words)
	});
});

it('says that a page without HTTPS gets none', async () => {
	vi.stubGlobal('isSecureContext', false);
	expect(await reportGpu()).toMatchObject({ reason: expect.stringContaining('over HTTPS') });
});
