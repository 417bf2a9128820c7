/** Bytes by position, as Parquet needs them. The shape is hyparquet's AsyncBuffer. */
export interface RandomAccess {
	readonly byteLength: number;
	slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** A file, an address or, in tests, a byte array. Everything about where the bytes are is behind it. */
export interface ByteSource {
	/** File name with its extension, without a path. */
	readonly name: string;
	/** Null where a server does not say, and before it was asked. */
	readonly sizeBytes: number | null;
	/** Milliseconds since 1970; null where unknown. */
	readonly modifiedAtMs: number | null;
	/** Reads from the beginning; leaving the loop early frees what was opened. */
	bytes(): AsyncIterable<Uint8Array>;
	randomAccess(): Promise<RandomAccess>;
}

/** Tells how many bytes were fetched from `source`, whichever way they are read. */
export function countBytes(source: ByteSource, onBytes: (bytes: number) => void): ByteSource {
	return {
		name: source.name,
		modifiedAtMs: source.modifiedAtMs,
		get sizeBytes() {
			return source.sizeBytes;
		},
		async *bytes() {
			for await (const chunk of source.bytes()) {
				onBytes(chunk.length);
				yield chunk;
			}
		},
		async randomAccess() {
			const access = await source.randomAccess();
			return {
				byteLength: access.byteLength,
				async slice(start, end) {
					const buffer = await access.slice(start, end);
					onBytes(buffer.byteLength);
					return buffer;
				}
			};
		}
	};
}
