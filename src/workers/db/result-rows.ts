import { DataType, type Decimal, type RecordBatch, type Struct, type Vector } from 'apache-arrow';

/** One batch of a DuckDB result as plain objects that can be posted and compared. */
export function rowsOfBatch<T>(batch: RecordBatch): T[] {
	const columns = batch.schema.fields.map((field, i) => {
		const vector = batch.getChildAt(i)!;
		const read = DataType.isUtf8(field.type) ? textsOf(vector) : (row: number) => vector.get(row);
		return [field.name, (row: number) => plain(read(row), field.type)] as const;
	});
	return Array.from({ length: batch.numRows }, (_, row) => {
		return Object.fromEntries(columns.map(([name, at]) => [name, at(row)])) as T;
	});
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Arrow's own reader drops a byte order mark that a text begins with. */
function textsOf(vector: Vector): (row: number) => string | null {
	// None where the batch is empty; otherwise one.
	const data = vector.data[0] as { values: Uint8Array; valueOffsets: Int32Array } | undefined;
	return (row) => {
		if (!data || !vector.isValid(row)) return null;
		const { values, valueOffsets } = data;
		return decoder.decode(values.subarray(valueOffsets[row], valueOffsets[row + 1]));
	};
}

/**
 * Arrow hands out 64-bit integers as BigInt and decimals as unscaled integers; neither survives
 * JSON or a comparison with a number.
 */
function plain(value: unknown, type: DataType): unknown {
	if (value === null || value === undefined) return null;
	if (DataType.isDecimal(type)) return decimalToNumber(value as Uint32Array, type);
	if (typeof value === 'bigint') return Number(value);
	if (DataType.isList(type)) {
		const item = type.valueType as DataType;
		return Array.from(value as Vector, (element) => plain(element, item));
	}
	if (DataType.isStruct(type)) return plainStruct(value, type);
	return value;
}

function plainStruct(value: unknown, type: Struct): unknown {
	const record = value as Readonly<Record<string, unknown>>;
	return Object.fromEntries(
		type.children.map((field) => [field.name, plain(record[field.name], field.type as DataType)])
	);
}

/** Four little-endian 32-bit words, two's complement, divided by 10^scale. */
function decimalToNumber(words: Uint32Array, type: Decimal): number {
	const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
	return Number(BigInt.asIntN(32 * words.length, unsigned)) / 10 ** type.scale;
}
