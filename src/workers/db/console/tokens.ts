import type { ScriptTokens } from './console-bindings.ts';

/** A token of a statement, as DuckDB's scanner cuts it, with the text that follows up to the next. */
export interface Token {
	/** Offsets in UTF-16 units. */
	readonly from: number;
	readonly text: string;
}

/** Tokens by characters: DuckDB counts in bytes of UTF-8. */
export function readTokens(sql: string, { offsets }: ScriptTokens): Token[] {
	const bytes = new TextEncoder().encode(sql);
	const decoder = new TextDecoder();
	let from = 0;
	let lastByte = 0;
	const starts = offsets.map((offset) => {
		from += decoder.decode(bytes.subarray(lastByte, offset)).length;
		lastByte = offset;
		return from;
	});
	return starts.map((start, i) => ({ from: start, text: sql.slice(start, starts[i + 1]) }));
}

/** The name that a token is, in small letters; '' where it is none. */
export function nameOf(token: Token | undefined): string {
	const text = token?.text ?? '';
	const quoted = /^"((?:[^"]|"")*)"/.exec(text)?.[1];
	if (quoted !== undefined) return quoted.replaceAll('""', '"').toLowerCase();
	return (/^[\p{L}\p{N}_$]+/u.exec(text)?.[0] ?? '').toLowerCase();
}

export function isMark(token: Token | undefined, mark: string): boolean {
	return token?.text.startsWith(mark) ?? false;
}
