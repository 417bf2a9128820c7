import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { planOffline } from '../../src/lib/core/offline/offline-plan.ts';
import { SERVICE_WORKER_FILE } from '../../src/lib/protocol/offline-api.ts';
import { builtFiles } from './built-files.ts';

const SOURCE = fileURLToPath(
	new URL('../../src/workers/offline/service-worker.ts', import.meta.url)
);

/**
 * Builds the service worker after everything else, because it has to know every file of the page. One
 * classic script without imports: not every browser takes a module there.
 */
export function serviceWorker(): Plugin {
	let outDir = '';
	return {
		name: 'service-worker',
		apply: 'build',
		configResolved(config) {
			outDir = join(config.root, config.build.outDir);
		},
		writeBundle: {
			order: 'post',
			sequential: true,
			async handler() {
				const plan = planOffline(await builtFiles(outDir));
				await build({
					configFile: false,
					publicDir: false,
					logLevel: 'warn',
					define: { OFFLINE_PLAN: JSON.stringify(plan) },
					build: {
						outDir,
						emptyOutDir: false,
						target: 'es2022',
						rolldownOptions: {
							input: SOURCE,
							output: { format: 'iife', entryFileNames: SERVICE_WORKER_FILE },
							checks: { pluginTimings: false }
						}
					}
				});
			}
		}
	};
}
