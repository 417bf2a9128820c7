/** How the tests start Chromium. No Playwright here: vite.config.ts reads it on every build. */

/** Debian's Chromium unless told otherwise; no browser is downloaded. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/**
 * WebGPU where there is no GPU: SwiftShader computes on the CPU. Playwright's own headless mode has
 * no adapter, so it is switched off and Chromium's asked for; no window opens.
 */
export const WEBGPU_LAUNCH = {
	executablePath: CHROMIUM,
	headless: false,
	args: [
		...CHROMIUM_FLAGS,
		'--headless=new',
		'--use-webgpu-adapter=swiftshader',
		'--enable-unsafe-webgpu'
	]
};
