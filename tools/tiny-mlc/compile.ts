import { fileURLToPath } from 'node:url';
import { compileAssemblyScript } from '../compile-assemblyscript.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** One library for each demo model: a library fits weights of one shape. */
export const LIBRARIES = ['demo-terse', 'demo-student'] as const;
export type LibraryId = (typeof LIBRARIES)[number];

const OPTIONS = [
	'-O3',
	'--noAssert',
	'--enable',
	'simd',
	// Strings and maps are collected; tensors and the like are counted, as JavaScript expects.
	'--runtime',
	'incremental',
	'--use',
	'abort=assembly/abi/errors/abortLibrary'
];

/** The bytes of a model library. The same sources always give the same bytes. */
export function compileLibrary(id: LibraryId): Promise<Uint8Array> {
	return compileAssemblyScript(folder, `assembly/libraries/${id}.ts`, OPTIONS);
}
