import { describe } from './describe.ts';

const MAX_DEPTH = 4;
const MAX_FIELDS = 500;
const MAX_PATH_CHARS = 500;
const EXAMPLE_CHARS = 120;

export interface Field {
	readonly path: string;
	/** The keys that lead there; a key may hold dots itself. */
	readonly keys: readonly string[];
	readonly value: unknown;
}

/** A plain object, as rows and their nested parts are. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A function that reads `path` from a row; undefined where it is not there. Only own keys count. At
 * each level the shortest key that exists is taken, so that both `usage.tokens` inside `usage` and a
 * column called `qwen2.5-7b` are found. Numbers index lists.
 */
export function compilePath(path: string): (row: unknown) => unknown {
	const segments = path.split('.');
	return (row) => {
		if (isRecord(row) && Object.hasOwn(row, path)) return row[path];
		let value = row;
		let at = 0;
		while (at < segments.length) {
			const step = takeKey(value, segments, at);
			if (step === null) return undefined;
			value = step.value;
			at = step.next;
		}
		return value;
	};
}

function takeKey(
	holder: unknown,
	segments: readonly string[],
	at: number
): { readonly value: unknown; readonly next: number } | null {
	if (Array.isArray(holder)) {
		const index = Number(segments[at]);
		return Number.isInteger(index) && index >= 0 && index < holder.length
			? { value: holder[index] as unknown, next: at + 1 }
			: null;
	}
	if (!isRecord(holder)) return null;
	let key = '';
	for (let next = at; next < segments.length; next += 1) {
		key = next === at ? segments[at]! : `${key}.${segments[next]!}`;
		if (Object.hasOwn(holder, key)) return { value: holder[key], next: next + 1 };
	}
	return null;
}

/** The top-level columns that a set of paths may need, as Parquet asks for them. */
export function topLevelColumns(paths: readonly string[]): string[] {
	const columns = new Set<string>();
	for (const path of paths) {
		const segments = path.split('.');
		segments.forEach((_, index) => columns.add(segments.slice(0, index + 1).join('.')));
	}
	return [...columns];
}

/** Every field of a row, nested objects opened up to four levels; a list is one field. */
export function fieldsOf(row: unknown): Field[] {
	const fields: Field[] = [];
	const visit = (value: unknown, keys: readonly string[]): void => {
		if (!isRecord(value) || keys.length >= MAX_DEPTH) {
			const path = keys.join('.');
			if (path !== '' && path.length <= MAX_PATH_CHARS) fields.push({ path, keys, value });
			return;
		}
		for (const [key, item] of Object.entries(value)) {
			if (fields.length >= MAX_FIELDS) return;
			visit(item, [...keys, key]);
		}
	};
	visit(row, []);
	return fields;
}

/** Every path seen in the sample with the first value that is not empty. */
export function fieldExamples(
	rows: readonly unknown[]
): { readonly path: string; readonly example: string }[] {
	const examples = new Map<string, string>();
	for (const { path, value } of rows.flatMap(fieldsOf)) {
		const isEmpty = value === null || value === undefined || value === '';
		if (isEmpty && examples.has(path)) continue;
		if (examples.get(path)) continue;
		examples.set(path, isEmpty ? '' : exampleOf(value));
	}
	return [...examples].slice(0, MAX_FIELDS).map(([path, example]) => ({ path, example }));
}

function exampleOf(value: unknown): string {
	if (typeof value !== 'string') return describe(value, EXAMPLE_CHARS);
	return value.length > EXAMPLE_CHARS ? `${value.slice(0, EXAMPLE_CHARS - 1)}…` : value;
}
