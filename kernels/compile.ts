import { fileURLToPath } from 'node:url';
import { compileAssemblyScript } from '../tools/compile-assemblyscript.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));

export const KERNELS = ['edit-distance', 'text-grams'] as const;
export type KernelId = (typeof KERNELS)[number];

const OPTIONS = [
	'-O3',
	'--converge',
	'--noAssert',
	'--enable',
	'simd,bulk-memory',
	// Kernels manage their memory themselves: no objects, no collector.
	'--runtime',
	'stub',
	'--use',
	'abort='
];

/** Where the bytes of a kernel are checked in. */
export function kernelFile(id: KernelId): string {
	return fileURLToPath(new URL(`${id}/${id}.wasm`, import.meta.url));
}

/** The bytes of a kernel. The same sources always give the same bytes. */
export function compileKernel(id: KernelId): Promise<Uint8Array> {
	return compileAssemblyScript(folder, `${id}/assembly/index.ts`, OPTIONS);
}
