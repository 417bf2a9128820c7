import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM, CHROMIUM_FLAGS, WEBGPU_LAUNCH } from './test/support/chromium.ts';
import { contentSecurityPolicy } from './tools/vite/content-security-policy.ts';
import { licences } from './tools/vite/licences-plugin.ts';
import { sandboxScripts } from './tools/vite/sandbox-plugin.ts';
import { serviceWorker } from './tools/vite/service-worker-plugin.ts';

/**
 * transformers.js names the WebGPU build of ONNX Runtime. Imported plainly it gets the one for the CPU,
 * which is half as large; imported with `?webgpu` (src/workers/onnx/runtime-webgpu.ts) it keeps the other.
 */
function onnxRuntimes(): Plugin {
	return {
		name: 'onnx-runtimes',
		enforce: 'pre',
		async resolveId(source, importer) {
			if (source === '@huggingface/transformers?webgpu') {
				const plain = await this.resolve('@huggingface/transformers', importer);
				return plain && `${plain.id}?webgpu`;
			}
			if (source !== 'onnxruntime-web/webgpu' || importer?.endsWith('?webgpu')) return null;
			return this.resolve('onnxruntime-web/wasm', importer);
		}
	};
}

/** Every browser that runs this app reads woff2; the other two formats of KaTeX's fonts stay behind. */
function smallFonts(): Plugin {
	return {
		name: 'small-fonts',
		enforce: 'pre',
		transform(code, id) {
			if (!/katex.*\.css/.test(id)) return null;
			return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("(?:woff|truetype)"\)/g, '');
		}
	};
}

/** How long plugins took is of no use to whoever starts the app. */
const quiet = { checks: { pluginTimings: false } };

/**
 * In tests a package that is not named below is served as it is: bundled when it is first seen, all others
 * would get new addresses, and what a worker imports at that moment would not be there.
 */
const NOTHING_LATE = { noDiscovery: true };

/** What a page comes to show, it shows later than in a second on a busy machine. */
const PATIENT = { poll: { timeout: 15_000 } };

export default defineConfig({
	base: './',
	publicDir: 'static',
	plugins: [
		svelte(),
		contentSecurityPolicy(),
		licences(),
		onnxRuntimes(),
		sandboxScripts(),
		smallFonts(),
		serviceWorker()
	],
	// Named here, because those that only workers import would otherwise be found late, and a late
	// find reloads the page in the middle of a test.
	optimizeDeps: {
		// Not bundled ahead, so that onnxRuntimes() sees its imports.
		exclude: ['@huggingface/transformers'],
		include: [
			'@codemirror/autocomplete',
			'@codemirror/commands',
			'@codemirror/lang-sql',
			'@codemirror/language',
			'@codemirror/state',
			'@codemirror/view',
			'@cortex-js/compute-engine',
			'@huggingface/jinja',
			'@huggingface/tokenizers',
			'@lezer/highlight',
			'@duckdb/duckdb-wasm',
			'@observablehq/plot',
			'@tanstack/virtual-core',
			'apache-arrow',
			'comlink',
			'd3-delaunay',
			'diff',
			'dompurify',
			'fflate',
			'hash-wasm',
			'highlight.js/lib/core',
			'highlight.js/lib/languages/bash',
			'highlight.js/lib/languages/cpp',
			'highlight.js/lib/languages/java',
			'highlight.js/lib/languages/javascript',
			'highlight.js/lib/languages/json',
			'highlight.js/lib/languages/python',
			'highlight.js/lib/languages/rust',
			'highlight.js/lib/languages/sql',
			'highlight.js/lib/languages/typescript',
			'hyparquet',
			'hyparquet-compressors',
			'hyparquet-writer',
			'katex',
			'markdown-it',
			'ml-matrix',
			'onnxruntime-web/wasm',
			'onnxruntime-web/webgpu',
			'valibot',
			'workbox-window'
		]
	},
	worker: { format: 'es', rolldownOptions: quiet, plugins: () => [licences(), onnxRuntimes()] },
	build: {
		target: 'es2022',
		assetsInlineLimit: 0,
		rolldownOptions: quiet
	},
	test: {
		// `npm run coverage`: what the unit and SQL tests run of the core.
		coverage: {
			provider: 'v8',
			include: ['src/lib/core/**/*.ts'],
			reporter: [['text', { skipFull: true }], 'json-summary'],
			thresholds: { lines: 95 }
		},
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['test/unit/**/*.test.ts'],
					environment: 'node',
					// Work of a second takes several on a busy machine.
					testTimeout: 30_000,
					hookTimeout: 30_000
				}
			},
			{
				extends: true,
				test: {
					name: 'sql',
					include: ['test/sql/**/*.test.ts'],
					environment: 'node',
					testTimeout: 30_000,
					hookTimeout: 30_000
				}
			},
			{
				extends: true,
				// Source maps inside packages name files that the packages do not ship: a thousand warnings.
				logLevel: 'error',
				optimizeDeps: NOTHING_LATE,
				test: {
					name: 'browser',
					// A page waits for its workers and they for it: one alone uses half of two cores.
					maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
					include: ['test/browser/**/*.test.ts'],
					expect: PATIENT,
					testTimeout: 60_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_FLAGS }
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			},
			{
				extends: true,
				logLevel: 'error',
				optimizeDeps: { ...NOTHING_LATE, include: ['@mlc-ai/web-llm'] },
				test: {
					name: 'webgpu',
					include: ['test/webgpu/**/*.test.ts'],
					globalSetup: ['test/support/serve-models.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					fileParallelism: false,
					browser: {
						enabled: true,
						// Playwright's headless mode has no WebGPU: see test/support/chromium.ts.
						headless: false,
						ui: false,
						screenshotFailures: false,
						provider: playwright({ launchOptions: WEBGPU_LAUNCH }),
						instances: [{ browser: 'chromium' }]
					}
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.ts'],
					expect: PATIENT,
					environment: 'node',
					testTimeout: 180_000,
					hookTimeout: 180_000
				}
			},
			{
				extends: true,
				test: {
					name: 'long',
					include: ['test/long/**/*.test.ts'],
					environment: 'node',
					testTimeout: 3_600_000,
					fileParallelism: false
				}
			}
		]
	}
});
