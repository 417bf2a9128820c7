import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

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
export async function compileKernel(id: KernelId): Promise<Uint8Array> {
	const entry = `${id}/assembly/index.ts`;
	const outFile = 'kernel.wasm';
	let bytes: Uint8Array | undefined;
	const { error, stderr } = await asc.main(
		[entry, '--outFile', outFile, '--baseDir', folder, ...OPTIONS],
		{
			writeFile(name, contents) {
				if (name === outFile) bytes = contents as Uint8Array;
			}
		}
	);
	if (error) throw new Error(`${id} does not compile.\n${stderr.toString()}`, { cause: error });
	if (!bytes) throw new Error(`The compiler gave no ${outFile} for ${id}.`);
	return bytes;
}
