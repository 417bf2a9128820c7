/**
 * Checks that every value of a text column is well-formed UTF-8 of its own: DuckDB assumes it
 * without looking.
 * @param offsets one more than there are values; value i is bytes offsets[i] to offsets[i + 1].
 * @throws RangeError or TypeError that names the column.
 */
export function assertText(name: string, offsets: Int32Array, bytes: Uint8Array): void {
	let previous = 0;
	for (const offset of offsets) {
		const inOrder = offset >= previous && offset <= bytes.length;
		if (!inOrder || (offset < bytes.length && isContinuation(bytes[offset]!))) {
			throw new RangeError(`column ${name} has text from ${previous} to ${offset}`);
		}
		previous = offset;
	}
	assertUtf8(name, bytes.subarray(offsets[0], previous));
}

function isContinuation(byte: number): boolean {
	return (byte & 0b1100_0000) === 0b1000_0000;
}

const CHUNK_BYTES = 1 << 20;

/** Decodes in pieces and drops them, so that no second copy of the text stays in memory. */
function assertUtf8(name: string, bytes: Uint8Array): void {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	try {
		for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
			decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
		}
		decoder.decode();
	} catch (cause) {
		throw new TypeError(`column ${name} is not UTF-8`, { cause });
	}
}
