import { describe, expect, it } from 'vitest';
import { FlatbufferTable } from '../../../src/lib/core/tables/flatbuffer.ts';

/**
 * A table by hand, after the flatbuffers' own description ('Internals'): the root's offset, a vtable of its
 * size, the table's size and one place per field, then the table, which begins with the way back.
 */
function tableOf(fields: readonly (readonly number[] | null)[], tail: readonly number[] = []) {
	const vtableBytes = 4 + 2 * fields.length;
	const vtableAt = 4;
	const tableAt = vtableAt + vtableBytes;
	const inline: number[] = [];
	const places = fields.map((field) => {
		if (field === null) return 0;
		const place = 4 + inline.length;
		inline.push(...field);
		return place;
	});
	const bytes = new Uint8Array(tableAt + 4 + inline.length + tail.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, tableAt, true);
	view.setUint16(vtableAt, vtableBytes, true);
	view.setUint16(vtableAt + 2, 4 + inline.length, true);
	places.forEach((place, i) => {
		view.setUint16(vtableAt + 4 + 2 * i, place, true);
	});
	view.setInt32(tableAt, tableAt - vtableAt, true);
	bytes.set(inline, tableAt + 4);
	bytes.set(tail, tableAt + 4 + inline.length);
	return FlatbufferTable.root(view);
}

const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];
const i64 = (value: bigint): number[] => [...new Uint8Array(BigInt64Array.of(value).buffer)];

describe('a table of a flatbuffer', () => {
	it('has numbers where they are, and 0 where they are left out', () => {
		const table = tableOf([[200], null, [0xfe, 0xff], u32(0xfffffffd), i64(2n ** 40n)]);
		expect(table.uint8(0)).toBe(200);
		expect(table.int16(2)).toBe(-2);
		expect(table.int32(3)).toBe(-3);
		expect(table.length(4)).toBe(2 ** 40);
		for (const index of [1, 5]) {
			expect(table.uint8(index)).toBe(0);
			expect(table.int16(index)).toBe(0);
			expect(table.int32(index)).toBe(0);
			expect(table.length(index)).toBe(0);
		}
	});

	it('tells which fields it has', () => {
		const table = tableOf([[1], null]);
		expect([0, 1, 2].map((index) => table.has(index))).toEqual([true, false, false]);
	});

	it('has no table, no text and no items where they are left out', () => {
		const table = tableOf([null]);
		expect(table.table(0)).toBeNull();
		expect(table.string(0)).toBe('');
		expect(table.tables(0)).toEqual([]);
		expect(table.lengthPairs(0)).toEqual([]);
	});

	it('reads text and pairs of lengths', () => {
		// The offset counts from itself; what it leads to begins right after it.
		expect(tableOf([u32(4)], [...u32(3), 0x61, 0xc3, 0xbc, 0x62]).string(0)).toBe('aü');
		const pairs = [...u32(2), ...[1n, 2n, 3n, 4n].flatMap(i64)];
		expect(tableOf([u32(4)], pairs).lengthPairs(0)).toEqual([
			[1, 2],
			[3, 4]
		]);
	});

	it('refuses lengths that are negative, or that no double counts exactly', () => {
		for (const value of [-1n, 2n ** 53n]) {
			expect(() => tableOf([i64(value)]).length(0)).toThrow(RangeError);
		}
		expect(tableOf([i64(2n ** 53n - 1n)]).length(0)).toBe(2 ** 53 - 1);
	});

	it('refuses a list that is longer than the bytes there are, before it makes room for it', () => {
		const list = (count: number): FlatbufferTable =>
			tableOf([u32(4)], [...u32(count), ...i64(1n), ...i64(2n)]);
		expect(list(1).lengthPairs(0)).toEqual([[1, 2]]);
		for (const count of [2, 0xffffffff]) {
			expect(() => list(count).lengthPairs(0)).toThrow(`a list of ${count} items does not fit`);
		}
		expect(() => list(17).string(0)).toThrow('a list of 17 items does not fit');
		expect(() => list(5).tables(0)).toThrow('a list of 5 items does not fit');
	});

	it('refuses to follow an offset out of its bytes', () => {
		expect(() => tableOf([u32(1000)]).string(0)).toThrow(RangeError);
		expect(() => tableOf([u32(1000)]).table(0)).toThrow(RangeError);
	});
});
