import type { BasicType } from 'hyparquet-writer';
import { type Cell, cellJson, cellText } from './cell.ts';

/** A column on its way into a Parquet file. */
export interface TabularColumn {
	readonly name: string;
	readonly isNumber: boolean;
	readonly isBoolean: boolean;
	readonly isNested: boolean;
	readonly cells: readonly Cell[];
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const ROWS_PER_GROUP = 10_000;

/**
 * A Parquet file: whole numbers as INT64, other numbers as DOUBLE, nested values as JSON, everything
 * else as text. What an INT64 or a DOUBLE cannot hold exactly is written as text.
 */
export async function parquetFile(columns: readonly TabularColumn[]): Promise<ArrayBuffer> {
	// Loaded when first needed: most visits write no Parquet.
	const { parquetWriteBuffer } = await import('hyparquet-writer');
	return parquetWriteBuffer({
		columnData: columns.map(({ name, ...column }) => ({ name, ...encode(column) })),
		rowGroupSize: ROWS_PER_GROUP
	});
}

interface Encoded {
	readonly type: BasicType;
	readonly data: unknown[];
}

function encode({ isNumber, isBoolean, isNested, cells }: Omit<TabularColumn, 'name'>): Encoded {
	if (isBoolean) return { type: 'BOOLEAN', data: [...cells] };
	if (isNested) return { type: 'STRING', data: cells.map((cell) => cell && cellJson(cell)) };
	if (isNumber && cells.every(isWhole)) return { type: 'INT64', data: cells.map(toBigInt) };
	if (isNumber && cells.every(isDouble)) return { type: 'DOUBLE', data: cells.map(toNumber) };
	return { type: 'STRING', data: cells.map((cell) => (cell === null ? null : cellText(cell))) };
}

function isWhole(cell: Cell): boolean {
	if (typeof cell === 'bigint') return cell >= INT64_MIN && cell <= INT64_MAX;
	return cell === null || (typeof cell === 'number' && Number.isSafeInteger(cell));
}

function isDouble(cell: Cell): boolean {
	if (typeof cell === 'bigint') return BigInt(Number(cell)) === cell;
	return cell === null || typeof cell === 'number';
}

const toBigInt = (cell: Cell): bigint | null => (cell === null ? null : BigInt(cell as number));
const toNumber = (cell: Cell): number | null => (cell === null ? null : Number(cell));
