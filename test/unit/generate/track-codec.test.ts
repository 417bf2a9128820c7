import { describe, expect, it } from 'vitest';
import { decodeTrack, encodeTrack } from '../../../src/lib/core/generate/track-codec.ts';
import { trackSums, type TokenTrack } from '../../../src/lib/core/generate/token-track.ts';

function trackOf(rows: readonly (readonly [number, number, number, number])[]): TokenTrack {
	return {
		ids: Int32Array.from(rows, ([id]) => id),
		logprobs: Float32Array.from(rows, ([, logprob]) => logprob),
		entropies: Float32Array.from(rows, ([, , entropy]) => entropy),
		ranks: Int32Array.from(rows, ([, , , rank]) => rank)
	};
}

const TRACK = trackOf([
	[151_935, -0.25, 0.5, 1],
	[0, -1e-7, 0, 1],
	[7, -30.123, 11.93, 99_999]
]);

/** Where the tokens begin does not matter. */
const encoded = (track: TokenTrack) => encodeTrack(track, new Int32Array(track.ids.length));

describe('token tracks as bytes', () => {
	it('come back: ids and log-probs exactly, entropies in half precision, ranks up to 65,535', () => {
		const back = decodeTrack(encoded(TRACK))!;
		expect(back.ids).toEqual(TRACK.ids);
		expect(back.logprobs).toEqual(TRACK.logprobs);
		expect([...back.ranks]).toEqual([1, 1, 65_535]);
		expect([...back.entropies]).toEqual([0.5, 0, 11.9296875]);
	});

	it('round entropies to the nearest half-precision number, over all magnitudes', () => {
		const values = Array.from({ length: 4000 }, (_, i) => 2 ** (-26 + i / 100));
		const rows = values.map((value) => [1, 0, value, 1] as const);
		const back = decodeTrack(encoded(trackOf(rows)))!.entropies;
		for (const [i, value] of values.entries()) {
			const ulp = value < 2 ** -14 ? 2 ** -24 : 2 ** (Math.floor(Math.log2(value)) - 10);
			expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(ulp / 2 + value * 1e-7);
		}
	});

	it('keep what is not finite', () => {
		const odd = trackOf([
			[1, -Infinity, NaN, 1],
			[1, NaN, Infinity, 1],
			[1, 0, 65_504, 1],
			[1, 0, 2047.9999, 1]
		]);
		const back = decodeTrack(encoded(odd))!;
		expect([...back.logprobs]).toEqual([-Infinity, NaN, 0, 0]);
		expect([...back.entropies]).toEqual([NaN, Infinity, 65_504, 2048]);
	});

	it('may be empty', () => {
		expect(decodeTrack(encoded(trackOf([])))).toEqual({ ...trackOf([]), starts: new Int32Array() });
	});

	it('know where each token begins', () => {
		const starts = Int32Array.of(3, 3, 70_000 - 4465 - 1);
		expect(decodeTrack(encodeTrack(TRACK, starts))!.starts).toEqual(starts);
	});

	it('of the first format have no starts', () => {
		const bytes = encoded(TRACK);
		const first = bytes.with(0, 1).subarray(0, -2 * TRACK.ids.length);
		expect(decodeTrack(first)).toEqual({ ...decodeTrack(bytes)!, starts: null });
	});

	it('are refused when they are not whole', () => {
		const bytes = encoded(TRACK);
		expect(decodeTrack(bytes.subarray(0, -1))).toBeNull();
		expect(decodeTrack(Uint8Array.of())).toBeNull();
		expect(decodeTrack(bytes.with(0, 9))).toBeNull();
	});
});

describe('trackSums', () => {
	it('adds up in double precision', () => {
		const sums = trackSums(TRACK);
		expect(sums.tokens).toBe(3);
		expect(sums.sumLogprob).toBeCloseTo(-30.3730001, 5);
		expect(sums.sumEntropy).toBeCloseTo(12.43, 5);
	});
});
