import { chromium, type Browser } from 'playwright-core';
import { WEBGPU_LAUNCH } from './chromium.ts';

/**
 * A Chromium with WebGPU, on machines without a GPU too. Its pages must come from 127.0.0.1 or
 * localhost, because WebGPU wants a secure context.
 */
export function launchWebGpuBrowser(): Promise<Browser> {
	return chromium.launch(WEBGPU_LAUNCH);
}
