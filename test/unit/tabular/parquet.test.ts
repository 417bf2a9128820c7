import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/lib/core/tabular/cell.ts';
import { parquetFile, type TabularColumn } from '../../../src/lib/core/tabular/parquet.ts';

const column = (cells: readonly Cell[], kind: Partial<TabularColumn> = {}): TabularColumn => ({
	...{ name: 'c', isNumber: false, isBoolean: false, isNested: false },
	...kind,
	cells
});

interface Written {
	readonly type: string | undefined;
	readonly cells: unknown[];
}

/** One column, written and read by another library. */
async function written(
	cells: readonly Cell[],
	kind: Partial<TabularColumn> = {}
): Promise<Written> {
	const file = await parquetFile([column(cells, kind)]);
	const rows = await parquetReadObjects({ file });
	const [, leaf] = parquetMetadata(file).schema;
	return { type: leaf?.type, cells: rows.map(({ c }) => c as unknown) };
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

describe('parquetFile', () => {
	it('keeps columns by name, and rows in order', async () => {
		const columns = [
			{ ...column(['x', 'y']), name: 'text' },
			{ ...column([1, 2], { isNumber: true }), name: 'count' }
		];
		const rows = await parquetReadObjects({ file: await parquetFile(columns) });
		expect(rows).toEqual([
			{ text: 'x', count: 1n },
			{ text: 'y', count: 2n }
		]);
	});

	it('writes truth values as such', async () => {
		const cells = [true, null, false];
		expect(await written(cells, { isBoolean: true })).toEqual({ type: 'BOOLEAN', cells });
	});

	it('writes whole numbers as INT64 up to its ends', async () => {
		const cells = [-3, null, INT64_MAX, INT64_MIN, 0];
		expect(await written(cells, { isNumber: true })).toEqual({
			type: 'INT64',
			cells: [-3n, null, INT64_MAX, INT64_MIN, 0n]
		});
	});

	it('writes numbers with a fraction as DOUBLE, and whole ones beside them', async () => {
		expect(await written([0.1, null, 2n ** 60n, 7], { isNumber: true })).toEqual({
			type: 'DOUBLE',
			cells: [0.1, null, 2 ** 60, 7]
		});
	});

	it('writes numbers beyond 2^53 that are no bigint as DOUBLE: they are not known to be whole', async () => {
		expect(await written([2 ** 60], { isNumber: true })).toEqual({
			type: 'DOUBLE',
			cells: [2 ** 60]
		});
	});

	it.each([
		['one more than an INT64 holds, and no double does', [INT64_MAX + 2n]],
		['one less than an INT64 holds, and no double does', [INT64_MIN - 1n]],
		['long whole numbers beside fractions', [0.5, 2n ** 60n + 1n]],
		['decimals that came as text because no double holds them', ['0.1234567890123456789']]
	] as const)('writes as text, with all digits: %s', async (_, cells) => {
		expect(await written([...cells, null], { isNumber: true })).toEqual({
			type: 'BYTE_ARRAY',
			cells: [...cells.map(String), null]
		});
	});

	it('writes a power of two beyond INT64, which a double holds, as DOUBLE', async () => {
		for (const cell of [INT64_MAX + 1n, -(2n ** 64n)]) {
			expect(await written([cell], { isNumber: true })).toEqual({
				type: 'DOUBLE',
				cells: [Number(cell)]
			});
		}
	});

	it('writes what is nested as the text of its JSON, and NULL as nothing', async () => {
		expect(await written([[1, 'a'], null, { b: null }], { isNested: true })).toEqual({
			type: 'BYTE_ARRAY',
			cells: ['[1,"a"]', null, '{"b":null}']
		});
	});

	it('tells NULL from an empty text', async () => {
		expect(await written(['', null, 'ü'])).toEqual({ type: 'BYTE_ARRAY', cells: ['', null, 'ü'] });
	});
});
