import asc from 'assemblyscript/asc';

const OUT_FILE = 'compiled.wasm';

/**
 * The bytes that AssemblyScript's compiler makes of an entry file. The same sources always give the same bytes.
 * @param folder what `entry` and its imports are relative to
 * @throws Error with what the compiler said
 */
export async function compileAssemblyScript(
	folder: string,
	entry: string,
	options: readonly string[]
): Promise<Uint8Array> {
	let bytes: Uint8Array | undefined;
	const { error, stderr } = await asc.main(
		[entry, '--outFile', OUT_FILE, '--baseDir', folder, ...options],
		{
			writeFile(name, contents) {
				if (name === OUT_FILE) bytes = contents as Uint8Array;
			}
		}
	);
	if (error) throw new Error(`${entry} does not compile.\n${stderr.toString()}`, { cause: error });
	if (!bytes) throw new Error(`The compiler gave nothing for ${entry}.`);
	return bytes;
}
