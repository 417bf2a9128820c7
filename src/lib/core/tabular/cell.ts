import { jsonText } from '../export/json-text.ts';

/**
 * A value of a result, exactly: integers beyond 2^53 are bigints, decimals that no double holds are
 * text, lists are arrays, structs and maps are objects. NULL is null.
 */
export type Cell =
	null | boolean | number | bigint | string | readonly Cell[] | { readonly [name: string]: Cell };

/** A cell as a person reads it; what is nested as JSON. NULL has no text. */
export function cellText(cell: Exclude<Cell, null>): string {
	return typeof cell === 'object' ? cellJson(cell) : String(cell);
}

/**
 * A cell as JSON. Long integers keep all their digits, as JSON allows; NaN and the infinities, which it
 * lacks, become null.
 */
export function cellJson(cell: Cell): string {
	if (cell === null) return 'null';
	switch (typeof cell) {
		case 'bigint':
		case 'boolean':
			return String(cell);
		case 'number':
			return Number.isFinite(cell) ? String(cell) : 'null';
		case 'string':
			return jsonText(cell);
	}
	if (isList(cell)) return `[${cell.map(cellJson).join(',')}]`;
	const members = Object.entries(cell).map(([name, part]) => `${jsonText(name)}:${cellJson(part)}`);
	return `{${members.join(',')}}`;
}

function isList(cell: object): cell is readonly Cell[] {
	return Array.isArray(cell);
}
