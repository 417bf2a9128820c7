import { describe, expect, it } from 'vitest';
import { KeyTable } from '../../../src/lib/core/dedup/key-table.ts';

describe('the table of keys', () => {
	it('numbers keys in the order in which they come, and knows them again', () => {
		const table = new KeyTable();
		expect(table.find(1, 2)).toBe(-1);
		expect([table.add(1, 2), table.add(3, 2), table.add(1, 4), table.add(1, 2)]).toEqual([
			0, 1, 2, 0
		]);
		expect(table.size).toBe(3);
		expect([table.find(3, 2), table.find(1, 4), table.find(3, 4)]).toEqual([1, 2, -1]);
	});

	it('tells keys apart that share either half, however full it is', () => {
		const table = new KeyTable();
		const keys = Array.from(
			{ length: 5_000 },
			(_, i) => [i % 70, Math.floor(i / 70) - 30] as const
		);
		expect(keys.map(([a, b]) => table.add(a, b))).toEqual(keys.map((_, i) => i));
		expect(keys.map(([a, b]) => table.find(a, b))).toEqual(keys.map((_, i) => i));
		expect(table.find(70, 0)).toBe(-1);
		expect(table.size).toBe(keys.length);
	});

	it('takes whole numbers of 32 bits with a sign', () => {
		const table = new KeyTable();
		const ends = [-(2 ** 31), -1, 0, 2 ** 31 - 1];
		const keys = ends.flatMap((a) => ends.map((b) => [a, b] as const));
		expect(keys.map(([a, b]) => table.add(a, b))).toEqual(keys.map((_, i) => i));
	});
});
