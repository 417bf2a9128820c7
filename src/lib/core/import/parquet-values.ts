const MAX_DEPTH = 32;
const utf8 = new TextDecoder('utf-8');

/** A Parquet value as JSON could hold it, so that the rest of the import sees one kind of row. */
export function plainValue(value: unknown, depth = 0): unknown {
	if (typeof value === 'bigint') {
		return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
	}
	if (typeof value !== 'object' || value === null) return value ?? null;
	if (depth > MAX_DEPTH) return null;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	if (value instanceof Uint8Array) return utf8.decode(value);
	if (Array.isArray(value) || ArrayBuffer.isView(value)) {
		return Array.from(value as ArrayLike<unknown>, (item) => plainValue(item, depth + 1));
	}
	const plain = Object.create(null) as Record<string, unknown>;
	for (const [key, item] of Object.entries(value)) plain[key] = plainValue(item, depth + 1);
	return plain;
}
