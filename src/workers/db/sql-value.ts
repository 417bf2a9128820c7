import type { SqlValue } from './database.ts';

/** DuckDB-WASM takes parameters as JSON and refuses lone surrogates; they become U+FFFD, as in stored text. */
export function bindable(params: readonly SqlValue[]): SqlValue[] {
	return params.map((value) => (typeof value === 'string' ? wellFormed(value) : value));
}

/** `String.prototype.toWellFormed` by way of UTF-8, for browsers that lack it. */
function wellFormed(text: string): string {
	return new TextDecoder().decode(new TextEncoder().encode(text));
}
