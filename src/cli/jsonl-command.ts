/** One command of `retort`: lines in, lines out, and the exit code of the process. */
export type Command = (
	input: AsyncIterable<string>,
	write: (line: string) => void
) => Promise<number>;

export type JsonRow = Record<string, unknown>;

/**
 * Reads one JSON object per line, writes one JSON object per line, in the same order and without
 * waiting for the end. Blank lines are skipped. A line that is not a JSON object, or that
 * `transform` refuses by throwing, gives `{error, line}` in its place (`line` is 1-based) and the
 * lines after it go on.
 *
 * Returns the exit code: 0 where every line was used, otherwise 1.
 */
export async function runJsonl(
	input: AsyncIterable<string>,
	write: (line: string) => void,
	transform: (row: JsonRow) => JsonRow | Promise<JsonRow>
): Promise<number> {
	let line = 0;
	let exitCode = 0;
	for await (const text of input) {
		line++;
		if (text.trim() === '') continue;
		try {
			write(JSON.stringify(await transform(parseRow(text))));
		} catch (error) {
			exitCode = 1;
			write(JSON.stringify({ error: messageOf(error), line }));
		}
	}
	return exitCode;
}

/** The text in `field` of a row. Throws a sentence that names the field where it is something else. */
export function requireText(row: JsonRow, field: string): string {
	const value = row[field];
	if (typeof value === 'string') return value;
	throw new Error(`The field "${field}" must be a text, and ${describe(value)}.`);
}

/** Copies a row and adds fields; a later one wins. `__proto__` stays an ordinary field. */
export function extendRow(row: JsonRow, fields: JsonRow): JsonRow {
	const extended: JsonRow = Object.create(null) as JsonRow;
	for (const source of [row, fields]) {
		for (const [key, value] of Object.entries(source)) extended[key] = value;
	}
	return extended;
}

function parseRow(text: string): JsonRow {
	let value: unknown;
	try {
		// A file that was written on Windows may start with a byte order mark.
		value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch (error) {
		throw new Error(`This line is not JSON: ${messageOf(error)}.`, { cause: error });
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Error('This line is JSON, but not an object.');
	}
	return value as JsonRow;
}

function describe(value: unknown): string {
	if (value === undefined) return 'it is missing';
	if (value === null) return 'it is null';
	return Array.isArray(value) ? 'it is an array' : `it is of type ${typeof value}`;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
