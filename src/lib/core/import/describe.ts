const MAX_DEPTH = 4;
const MAX_ENTRIES = 20;

/**
 * A value as JSON-like text for the eye, at most `maxChars` long. The cost follows `maxChars`, not
 * the value: a row of 100 MB or a million levels deep is described as quickly as a small one.
 */
export function describe(value: unknown, maxChars: number): string {
	const text = describeAt(value, maxChars, 0);
	return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;
}

function describeAt(value: unknown, maxChars: number, depth: number): string {
	if (typeof value === 'string') return JSON.stringify(value.slice(0, maxChars));
	if (typeof value !== 'object' || value === null) return String(value);
	if (depth >= MAX_DEPTH) return Array.isArray(value) ? '[…]' : '{…}';
	return Array.isArray(value)
		? `[${joinUpTo(value, maxChars, (item) => describeAt(item, maxChars, depth + 1))}]`
		: `{${joinUpTo(Object.entries(value), maxChars, ([key, item]) => describeEntry(key, item, maxChars, depth))}}`;
}

function describeEntry(key: string, item: unknown, maxChars: number, depth: number): string {
	return `${JSON.stringify(key.slice(0, maxChars))}:${describeAt(item, maxChars, depth + 1)}`;
}

function joinUpTo<T>(
	items: readonly T[],
	maxChars: number,
	describeItem: (item: T) => string
): string {
	const parts: string[] = [];
	let chars = 0;
	for (const item of items.slice(0, MAX_ENTRIES)) {
		if (chars > maxChars) break;
		const part = describeItem(item);
		parts.push(part);
		chars += part.length;
	}
	if (parts.length < items.length) parts.push('…');
	return parts.join(',');
}
