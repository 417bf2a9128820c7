import { DataType, type Decimal, type MapRow, type Struct, type Vector } from 'apache-arrow';
import type { Cell } from '../../../lib/core/tabular/cell.ts';

/** Arrow hands out what DuckDB computed in shapes of its own; here it becomes a cell. */
export function toCell(value: unknown, type: DataType): Cell {
	if (value === null || value === undefined) return null;
	if (DataType.isDecimal(type)) return decimalCell(value as Uint32Array, type);
	if (typeof value === 'bigint') return wholeCell(value);
	if (DataType.isFloat(type))
		return type.precision === 1 ? shortest(value as number) : Number(value);
	if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
		const item = type.children[0]!.type as DataType;
		return Array.from(value as Vector, (element) => toCell(element, item));
	}
	if (DataType.isMap(type)) return mapCell(value as MapRow, type.children[0]!.type as Struct);
	if (DataType.isStruct(type)) return structCell(value, type);
	if (typeof value === 'boolean' || typeof value === 'number') return value;
	return String(value);
}

/** By position: asked by name, a field called `constructor` would be Arrow's own. */
function structCell(value: unknown, { children }: Struct): Cell {
	return Object.fromEntries(
		Array.from(value as Iterable<[string, unknown]>, ([name, part], at) => [
			name,
			toCell(part, children[at]!.type as DataType)
		])
	);
}

function mapCell(value: MapRow, { children }: Struct): Cell {
	const type = children[1]!.type as DataType;
	return Object.fromEntries(
		Array.from(value as Iterable<[unknown, unknown]>, ([key, part]) => [
			String(key),
			toCell(part, type)
		])
	);
}

function wholeCell(value: bigint): number | bigint {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}

/** Four little-endian 32-bit words, two's complement, over 10^scale. */
function decimalCell(words: Uint32Array, { scale }: Decimal): Cell {
	const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
	const unscaled = BigInt.asIntN(32 * words.length, unsigned);
	if (scale === 0) return wholeCell(unscaled);
	const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
	const sign = unscaled < 0n ? '-' : '';
	const text = `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
	// At most 15 digits go into a double and come back.
	return digits.length <= 15 ? Number(text) : text;
}

/** The shortest decimal that is this 32-bit number: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
	if (!Number.isFinite(value)) return value;
	for (let digits = 6; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return short;
	}
	return value;
}
