import type { TokenTrack } from './token-track.ts';

/**
 * A token track as bytes, little-endian: format (1 byte), number of tokens (u32), then column by column
 * ids (u32), log-probs (f32), entropies (f16), ranks (u16, capped at 65,535). The full-precision sums
 * are in the table `token_tracks`; half precision serves the heat map, the cap is far above that of
 * any metric (METRICS §3 caps ranks at 100).
 */
const FORMAT = 1;
const HEAD_BYTES = 5;
const BYTES_PER_TOKEN = 4 + 4 + 2 + 2;
const MAX_RANK = 0xffff;

export function encodeTrack({
	ids,
	logprobs,
	entropies,
	ranks
}: TokenTrack): Uint8Array<ArrayBuffer> {
	const tokens = ids.length;
	const view = new DataView(new ArrayBuffer(HEAD_BYTES + tokens * BYTES_PER_TOKEN));
	view.setUint8(0, FORMAT);
	view.setUint32(1, tokens, true);
	const at = columnOffsets(tokens);
	for (let i = 0; i < tokens; i++) {
		view.setUint32(at.ids + 4 * i, ids[i]!, true);
		view.setFloat32(at.logprobs + 4 * i, logprobs[i]!, true);
		view.setUint16(at.entropies + 2 * i, toHalf(entropies[i]!), true);
		view.setUint16(at.ranks + 2 * i, Math.min(ranks[i]!, MAX_RANK), true);
	}
	return new Uint8Array(view.buffer);
}

/** The track, or null where these bytes are none of this format. */
export function decodeTrack(bytes: Uint8Array): TokenTrack | null {
	if (bytes.length < HEAD_BYTES || bytes[0] !== FORMAT) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const tokens = view.getUint32(1, true);
	if (bytes.length !== HEAD_BYTES + tokens * BYTES_PER_TOKEN) return null;
	const at = columnOffsets(tokens);
	const column = { length: tokens };
	return {
		ids: Int32Array.from(column, (_, i) => view.getUint32(at.ids + 4 * i, true)),
		logprobs: Float32Array.from(column, (_, i) => view.getFloat32(at.logprobs + 4 * i, true)),
		entropies: Float32Array.from(column, (_, i) =>
			fromHalf(view.getUint16(at.entropies + 2 * i, true))
		),
		ranks: Int32Array.from(column, (_, i) => view.getUint16(at.ranks + 2 * i, true))
	};
}

function columnOffsets(tokens: number): Record<keyof TokenTrack, number> {
	const ids = HEAD_BYTES;
	const logprobs = ids + 4 * tokens;
	const entropies = logprobs + 4 * tokens;
	return { ids, logprobs, entropies, ranks: entropies + 2 * tokens };
}

const HALF_MIN_NORMAL = 2 ** -14;
const HALF_MAX = 65_504;

/** IEEE 754 binary16 of a number that is not negative, rounded to nearest, ties to even. */
function toHalf(value: number): number {
	if (Number.isNaN(value)) return 0x7e00;
	if (value > HALF_MAX) return 0x7c00;
	if (value < HALF_MIN_NORMAL) return roundToEven(value / 2 ** -24);
	const exponent = Math.floor(Math.log2(value));
	// log2 may round up to the next power of two; the fraction then tells.
	const power = value < 2 ** exponent ? exponent - 1 : exponent;
	const fraction = roundToEven((value / 2 ** power - 1) * 1024);
	return (power + 15) * 1024 + fraction;
}

function fromHalf(bits: number): number {
	const exponent = bits >> 10;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return fraction * 2 ** -24;
	if (exponent === 31) return fraction === 0 ? Infinity : NaN;
	return (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function roundToEven(value: number): number {
	const rounded = Math.round(value);
	return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
