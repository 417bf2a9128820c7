import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { serve, whenGiven } from './interpreter.ts';
import { limitMemory } from './memory-limit.ts';
import { JavaScriptInterpreter } from './javascript-interpreter.ts';

/** One answer in JavaScript. It starts in a moment, so no snapshot is made. */
whenGiven(({ module, port }) => {
	if (port === null) return globalThis.postMessage({ snapshot: null });
	const memory = limitMemory();
	void serve(port, async () => {
		const ours = newVariant(variant, { wasmModule: module });
		return new JavaScriptInterpreter(await newQuickJSWASMModuleFromVariant(ours), memory);
	});
});
