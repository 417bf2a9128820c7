import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

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
export async function compileLibrary(id: LibraryId): Promise<Uint8Array> {
	const entry = `assembly/libraries/${id}.ts`;
	const outFile = 'library.wasm';
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
