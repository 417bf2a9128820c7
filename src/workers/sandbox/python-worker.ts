import { loadPyodide, type PyodideInterface } from 'pyodide';
// By its name, so that the list of packages beside it stays behind.
import { info } from 'pyodide/pyodide-lock.json';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import type { WorkerParts } from '../../lib/protocol/sandbox-api.ts';
import HARNESS from './harness.py?raw';
import { serve, whenGiven } from './interpreter.ts';
import { limitMemory } from './memory-limit.ts';
import { limitFiles, withoutNetwork } from './python-limits.ts';
import { PythonInterpreter, type Harness } from './python-interpreter.ts';

/** One answer in Python. Built into one classic script: a frame without an origin cannot load modules. */

/** Where nothing is: every file is handed in. */
const NOWHERE = 'https://sandbox.invalid/';
const NO_PACKAGES = JSON.stringify({ info, packages: {} });

// Pyodide takes a worker that has it for one of the old kind, which it is, and refuses.
Reflect.set(globalThis, 'importScripts', undefined);

/** An import of these finds what was imported before, whatever is registered. */
const FORGET = `
import sys
for name in list(sys.modules):
    if name == '_retort' or name == 'js' or name.startswith(('js.', 'pyodide_js')):
        del sys.modules[name]
del sys, name
`;

whenGiven((parts) => {
	if (parts.port === null) void makeSnapshot(parts);
	else void serve(parts.port, () => load(parts));
});

async function load(parts: WorkerParts): Promise<PythonInterpreter> {
	const memory = limitMemory();
	const pyodide = await start(
		parts,
		parts.snapshot === null ? {} : { _loadSnapshot: parts.snapshot }
	);
	if (parts.snapshot === null) addHarness(pyodide);
	const harness = pyodide.pyimport('_retort') as Harness;
	for (const name of ['js', 'pyodide_js']) pyodide.unregisterJsModule(name);
	pyodide.runPython(FORGET);
	limitFiles(pyodide);
	return new PythonInterpreter(pyodide, harness, memory);
}

async function makeSnapshot(parts: WorkerParts): Promise<void> {
	try {
		const pyodide = await start(parts, { _makeSnapshot: true });
		addHarness(pyodide);
		const snapshot = (pyodide as unknown as Snapshots).makeMemorySnapshot();
		globalThis.postMessage({ snapshot });
	} catch {
		globalThis.postMessage({ snapshot: null });
	}
}

/** Not in Pyodide's types: it may go away, and then every answer waits for a whole start. */
interface Snapshots {
	makeMemorySnapshot(): Uint8Array;
}

function start(parts: WorkerParts, options: object): Promise<PyodideInterface> {
	return withoutNetwork(parts.module, parts.files, () =>
		loadPyodide({
			indexURL: NOWHERE,
			packageBaseUrl: NOWHERE,
			lockFileContents: NO_PACKAGES,
			createPyodideModule,
			jsglobals: Object.create(null) as object,
			env: { HOME: '/home/answer', PYTHONHASHSEED: '0' },
			stdout: () => undefined,
			stderr: () => undefined,
			...options
		})
	);
}

function addHarness(pyodide: PyodideInterface): void {
	pyodide.globals.set('source', HARNESS);
	pyodide.runPython(
		[
			'import sys, types',
			"_retort = types.ModuleType('_retort')",
			"exec(compile(source, '<harness>', 'exec'), _retort.__dict__)",
			"sys.modules['_retort'] = _retort",
			'del source, sys, types, _retort'
		].join('\n')
	);
}
