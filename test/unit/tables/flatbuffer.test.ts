import { describe, expect, it } from 'vitest';
import { FlatbufferTable } from '../../../src/lib/core/tables/flatbuffer.ts';
import { i64, rootBytes, tablePart, u32 } from './flatbuffer-bytes.ts';

const tableOf = (fields: readonly (readonly number[] | null)[], tail: readonly number[] = []) => {
	const { bytes, at } = tablePart(fields);
	return viewed(rootBytes({ bytes: [...bytes, ...tail], at }));
};

const viewed = (bytes: Uint8Array): FlatbufferTable =>
	FlatbufferTable.root(new DataView(bytes.buffer));

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
			expect(() => tableOf([i64(value)]).length(0)).toThrow(`length ${value}`);
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
