import type { Crc32c } from './crc32c.ts';

/**
 * The first 32 bytes of a journal, little-endian:
 * 0 magic (8) · 8 format version u16 · 10 zero u16 · 12 generation u32 · 16 zeros · 28 CRC32C of 0 to 28.
 * See docs/decisions/001-journal-format.md.
 */
export const HEADER_BYTES = 32;
export const FORMAT_VERSION = 1;

/** As in PNG: a byte outside ASCII, both line ends and an end-of-file sign, to notice text-mode copies. */
const MAGIC = Uint8Array.of(0x89, 0x52, 0x54, 0x4a, 0x0d, 0x0a, 0x1a, 0x0a);
const CRC_AT = 28;

export interface JournalHeader {
	readonly formatVersion: number;
	/** Grows by one with every compaction. */
	readonly generation: number;
}

export function encodeHeader(generation: number, crc32c: Crc32c): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(HEADER_BYTES);
	bytes.set(MAGIC);
	const view = new DataView(bytes.buffer);
	view.setUint16(8, FORMAT_VERSION, true);
	view.setUint32(12, generation, true);
	view.setUint32(CRC_AT, crc32c([bytes.subarray(0, CRC_AT)]), true);
	return bytes;
}

/** The header, or null where these bytes are none: torn, damaged, or not a journal. */
export function decodeHeader(bytes: Uint8Array, crc32c: Crc32c): JournalHeader | null {
	if (bytes.length < HEADER_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
	if (view.getUint32(CRC_AT, true) !== crc32c([bytes.subarray(0, CRC_AT)])) return null;
	return { formatVersion: view.getUint16(8, true), generation: view.getUint32(12, true) };
}

/**
 * Whether a header was ever written here, be it damaged now. Until a journal is sealed there are zeros, and
 * no damage that leaves half of the magic makes one out of them.
 */
export function wasSealed(bytes: Uint8Array): boolean {
	const intact = MAGIC.filter((byte, i) => bytes[i] === byte);
	return intact.length >= MAGIC.length / 2;
}
