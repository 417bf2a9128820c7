import type { PyodideInterface } from 'pyodide';

/** Files live outside of Python's memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const NO_SPACE = 51;

interface FileNode {
	readonly usedBytes: number;
}
type Write = (
	stream: { readonly node: FileNode },
	bytes: ArrayLike<number>,
	offset: number,
	length: number,
	position: number,
	...others: unknown[]
) => number;
interface FileSystem {
	readonly ErrnoError: new (code: number) => Error;
	readonly filesystems: {
		readonly MEMFS: {
			readonly ops_table: {
				readonly file: {
					readonly stream: { write: Write };
					readonly node: { setattr: (node: FileNode, changes: { size?: number }) => void };
				};
			};
		};
	};
}

/** Whatever is written and cut off again counts. @throws in Python: OSError, no space left */
export function limitFiles(pyodide: PyodideInterface): void {
	const { filesystems, ErrnoError } = pyodide.FS as unknown as FileSystem;
	const { stream, node: attributes } = filesystems.MEMFS.ops_table.file;
	const { write } = stream;
	const { setattr } = attributes;
	let used = 0;
	const use = (node: FileNode, end: number): void => {
		const more = Math.max(0, end - node.usedBytes);
		if (used + more > MAX_FILE_BYTES) throw new ErrnoError(NO_SPACE);
		used += more;
	};
	stream.write = (to, bytes, offset, length, position, ...others) => {
		use(to.node, position + length);
		return write(to, bytes, offset, length, position, ...others);
	};
	attributes.setattr = (node, changes) => {
		use(node, changes.size ?? 0);
		setattr(node, changes);
	};
}

/** While `work` goes on, what Pyodide would fetch is what was handed in. */
export async function withoutNetwork<T>(
	module: WebAssembly.Module,
	files: Readonly<Record<string, ArrayBuffer>>,
	work: () => Promise<T>
): Promise<T> {
	const { instantiateStreaming } = WebAssembly;
	const { fetch } = globalThis;
	globalThis.fetch = (address) => {
		const file =
			files[
				String(address instanceof Request ? address.url : address)
					.split('/')
					.at(-1)!
			];
		return Promise.resolve(new Response(file ?? null));
	};
	WebAssembly.instantiateStreaming = async (_, imports) => ({
		module,
		instance: await WebAssembly.instantiate(module, imports)
	});
	try {
		return await work();
	} finally {
		globalThis.fetch = fetch;
		WebAssembly.instantiateStreaming = instantiateStreaming;
	}
}
