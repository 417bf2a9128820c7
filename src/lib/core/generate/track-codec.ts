import type { TokenTrack } from './token-track.ts';

/** A track as it is kept: with where its tokens begin. */
export interface LocatedTrack extends TokenTrack {
	/** Per token, UTF-16 in the response, ascending; null in tracks that an older version saved. */
	readonly starts: Int32Array | null;
}

/**
 * A token track as bytes, little-endian: format (1 byte), number of tokens (u32), then column by column
 * ids (u32), log-probs (f32), entropies (f16), ranks (u16, capped at 65,535), and the length of the text
 * before each token since the last one's begin (u16, capped likewise). The full-precision sums are in the
 * table `token_tracks`; half precision serves the heat map, the cap is far above that of any metric
 * (METRICS §3 caps ranks at 100). Format 1 had no lengths.
 */
const FORMAT = 2;
const FORMAT_WITHOUT_STARTS = 1;
const HEAD_BYTES = 5;
const MAX_U16 = 0xffff;
const COLUMN_BYTES = { ids: 4, logprobs: 4, entropies: 2, ranks: 2, steps: 2 } as const;
type Offsets = Record<keyof typeof COLUMN_BYTES | 'end', number>;

/** @param starts per token, ascending, UTF-16 in the response */
export function encodeTrack(
	{ ids, logprobs, entropies, ranks }: TokenTrack,
	starts: Int32Array
): Uint8Array<ArrayBuffer> {
	const tokens = ids.length;
	const at = columnOffsets(tokens);
	const view = new DataView(new ArrayBuffer(at.end));
	view.setUint8(0, FORMAT);
	view.setUint32(1, tokens, true);
	for (let i = 0; i < tokens; i++) {
		const step = starts[i]! - (i === 0 ? 0 : starts[i - 1]!);
		view.setUint32(at.ids + 4 * i, ids[i]!, true);
		view.setFloat32(at.logprobs + 4 * i, logprobs[i]!, true);
		view.setUint16(at.entropies + 2 * i, toHalf(entropies[i]!), true);
		view.setUint16(at.ranks + 2 * i, Math.min(ranks[i]!, MAX_U16), true);
		view.setUint16(at.steps + 2 * i, Math.min(step, MAX_U16), true);
	}
	return new Uint8Array(view.buffer);
}

/** The track, or null where these bytes are none of these formats. */
export function decodeTrack(bytes: Uint8Array): LocatedTrack | null {
	const format = bytes[0];
	if (bytes.length < HEAD_BYTES) return null;
	if (format !== FORMAT && format !== FORMAT_WITHOUT_STARTS) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const tokens = view.getUint32(1, true);
	const at = columnOffsets(tokens);
	if (bytes.length !== (format === FORMAT ? at.end : at.steps)) return null;
	const column = { length: tokens };
	return {
		ids: Int32Array.from(column, (_, i) => view.getUint32(at.ids + 4 * i, true)),
		logprobs: Float32Array.from(column, (_, i) => view.getFloat32(at.logprobs + 4 * i, true)),
		entropies: Float32Array.from(column, (_, i) =>
			fromHalf(view.getUint16(at.entropies + 2 * i, true))
		),
		ranks: Int32Array.from(column, (_, i) => view.getUint16(at.ranks + 2 * i, true)),
		starts: format === FORMAT ? readStarts(view, at.steps, tokens) : null
	};
}

function readStarts(view: DataView, offset: number, tokens: number): Int32Array {
	const starts = new Int32Array(tokens);
	let start = 0;
	for (let i = 0; i < tokens; i++) {
		start += view.getUint16(offset + 2 * i, true);
		starts[i] = start;
	}
	return starts;
}

function columnOffsets(tokens: number): Offsets {
	const ids = HEAD_BYTES;
	const logprobs = ids + COLUMN_BYTES.ids * tokens;
	const entropies = logprobs + COLUMN_BYTES.logprobs * tokens;
	const ranks = entropies + COLUMN_BYTES.entropies * tokens;
	const steps = ranks + COLUMN_BYTES.ranks * tokens;
	return { ids, logprobs, entropies, ranks, steps, end: steps + COLUMN_BYTES.steps * tokens };
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
