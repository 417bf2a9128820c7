import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { parquetFile, type TabularColumn } from '../../../src/lib/core/tabular/parquet.ts';

const column = (name: string, cells: TabularColumn['cells'], kind = {}): TabularColumn => ({
	name,
	isNumber: false,
	isBoolean: false,
	isNested: false,
	...kind,
	cells
});
const NUMBER = { isNumber: true };

/** What another library reads in the file: the type of its one column, and the values. */
async function readBack(written: TabularColumn): Promise<{ type: string; cells: unknown[] }> {
	const file = await parquetFile([written]);
	const rows = await parquetReadObjects({ file });
	const [only] = parquetSchema(parquetMetadata(file)).children;
	return { type: only!.element.type!, cells: rows.map((row) => row[written.name]) };
}

describe('a Parquet file', () => {
	it.each([
		['whole numbers', [1, -2, 9007199254740991, null], 'INT64', [1n, -2n, 9007199254740991n, null]],
		[
			'the outermost 64-bit integers',
			[2n ** 63n - 1n, -(2n ** 63n)],
			'INT64',
			[2n ** 63n - 1n, -(2n ** 63n)]
		],
		['fractions', [1, 0.5, null], 'DOUBLE', [1, 0.5, null]],
		['what is no number, among them', [NaN, Infinity, 0.25], 'DOUBLE', [NaN, Infinity, 0.25]],
		[
			'a whole number that no integer of 64 bits holds, but a double does',
			[2n ** 63n, 1],
			'DOUBLE',
			[2 ** 63, 1]
		],
		['a negative one', [-(2n ** 63n) - 2048n, 1], 'DOUBLE', [-(2 ** 63) - 2048, 1]],
		['one that neither holds', [2n ** 63n + 1n, 1], 'BYTE_ARRAY', ['9223372036854775809', '1']],
		['a large whole double', [2 ** 60, 0], 'DOUBLE', [2 ** 60, 0]]
	])('holds %s', async (_, cells, type, expected) => {
		expect(await readBack(column('n', cells, NUMBER))).toEqual({ type, cells: expected });
	});

	it('holds booleans and texts with what is missing', async () => {
		expect(await readBack(column('b', [true, false, null], { isBoolean: true }))).toEqual({
			type: 'BOOLEAN',
			cells: [true, false, null]
		});
		expect(await readBack(column('t', ['=1+1', '', null, '\u{1F34E}']))).toEqual({
			type: 'BYTE_ARRAY',
			cells: ['=1+1', '', null, '\u{1F34E}']
		});
	});

	it('holds nested values as JSON', async () => {
		const { cells } = await readBack(column('j', [[1, 'a'], null, { k: 2 }], { isNested: true }));
		expect(cells).toEqual(['[1,"a"]', null, '{"k":2}']);
	});

	it('comes in groups of ten thousand rows, and holds none where there is none', async () => {
		const file = await parquetFile([
			column(
				'n',
				Array.from({ length: 10_001 }, (_, i) => i),
				NUMBER
			)
		]);
		expect(parquetMetadata(file).row_groups.map(({ num_rows }) => num_rows)).toEqual([10_000n, 1n]);
		expect(await parquetReadObjects({ file: await parquetFile([column('n', [])]) })).toEqual([]);
	});
});
