import type { Crc32c } from './crc32c.ts';

/**
 * One record of a journal, little-endian:
 * 0 marker (4) · 4 kind u16 · 6 flags u16 · 8 payload length u32 · 12 CRC32C u32 of bytes 4 to 12
 * and the payload · 16 payload.
 */
export const FRAME_HEAD_BYTES = 16;
/** Above every batch that is written, below what a lying length could make a reader hash. */
export const MAX_PAYLOAD_BYTES = 2 ** 28;

/** The bytes 0xF5 and 0xFF occur in no UTF-8 text, so no text inside a payload looks like a frame. */
export const MARKER = Uint8Array.of(0xf5, 0x52, 0x54, 0xff);

/** The low byte of `flags`: how the payload is encoded. Other values belong to later versions. */
export const ARROW_PAYLOAD = 1;

export interface FrameHead {
	/** TABLES[table].kind. */
	readonly kind: number;
	readonly flags: number;
	readonly payloadBytes: number;
	readonly crc: number;
}

/** The 16 bytes that go before `payload`. */
export function encodeFrameHead(
	kind: number,
	flags: number,
	payload: Uint8Array,
	crc32c: Crc32c
): Uint8Array<ArrayBuffer> {
	const head = new Uint8Array(FRAME_HEAD_BYTES);
	head.set(MARKER);
	const view = new DataView(head.buffer);
	view.setUint16(4, kind, true);
	view.setUint16(6, flags, true);
	view.setUint32(8, payload.length, true);
	view.setUint32(12, crc32c([head.subarray(4, 12), payload]), true);
	return head;
}

/** What the 16 bytes say, or null where they do not begin with the marker. Nothing is verified yet. */
export function decodeFrameHead(bytes: Uint8Array): FrameHead | null {
	if (bytes.length < FRAME_HEAD_BYTES || MARKER.some((byte, i) => bytes[i] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, FRAME_HEAD_BYTES);
	return {
		kind: view.getUint16(4, true),
		flags: view.getUint16(6, true),
		payloadBytes: view.getUint32(8, true),
		crc: view.getUint32(12, true)
	};
}
