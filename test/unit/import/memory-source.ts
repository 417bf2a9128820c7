import type { ByteSource } from '../../../src/lib/core/import/byte-source.ts';

/** A file in memory, given in chunks of any size, so that every chunk border can be tried. */
export function memorySource(
	name: string,
	content: string | Uint8Array,
	chunkBytes = 65_536
): ByteSource {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return {
		name,
		sizeBytes: bytes.length,
		modifiedAtMs: null,
		async *bytes() {
			for (let at = 0; at < bytes.length; at += chunkBytes) {
				await Promise.resolve();
				yield bytes.subarray(at, at + chunkBytes);
			}
		},
		randomAccess: () =>
			Promise.resolve({
				byteLength: bytes.length,
				slice: (start, end) => Promise.resolve(new Uint8Array(bytes).slice(start, end).buffer)
			})
	};
}
