import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { licences } from './licences-plugin.ts';

const PREFIX = 'virtual:sandbox/';
const sourceOf = (name: string): string =>
	fileURLToPath(new URL(`../../src/workers/sandbox/${name}.ts`, import.meta.url));

/** Of this process: several projects of tests want the same. */
const built = new Map<string, Promise<string>>();

/**
 * `import url from 'virtual:sandbox/python-worker'`: the address of that worker as one classic script. A frame
 * without an origin can neither load modules nor what a script imports, and Vite's own workers are modules.
 */
export function sandboxScripts(): Plugin {
	let folder = '';
	return {
		name: 'sandbox-scripts',
		configResolved({ root }) {
			folder = join(root, 'node_modules/.cache/retort-sandbox');
		},
		resolveId: (source) => (source.startsWith(PREFIX) ? `\0${source}` : null),
		async load(id) {
			if (!id.startsWith(`\0${PREFIX}`)) return null;
			const name = id.slice(PREFIX.length + 1);
			const file = built.get(name) ?? buildScript(name, folder);
			built.set(name, file);
			return `export { default } from ${JSON.stringify(`${await file}?url`)};`;
		}
	};
}

async function buildScript(name: string, folder: string): Promise<string> {
	// No `.js`: Vite's server would change it on its way, and the page reads it as a text.
	// Tests of several projects may build at once.
	const outDir = join(folder, String(process.pid));
	process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
	await build({
		configFile: false,
		publicDir: false,
		plugins: [licences()],
		// Pyodide names modules of Node that a browser never asks for.
		logLevel: 'error',
		build: {
			outDir,
			emptyOutDir: false,
			target: 'es2022',
			rolldownOptions: {
				input: sourceOf(name),
				output: { format: 'iife', entryFileNames: `${name}.txt`, codeSplitting: false },
				onLog: () => undefined,
				checks: { pluginTimings: false }
			}
		}
	});
	return join(outDir, `${name}.txt`);
}
