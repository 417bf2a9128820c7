import { AppError } from '../../lib/core/model/errors.ts';
import type { SqlValue } from './database.ts';

export type NamedValues = Readonly<Record<string, unknown>>;

/** A piece of SQL: text to leave alone, or the name of a parameter. */
type Token = { readonly text: string } | { readonly parameter: string };

export interface Statement {
	/** With `$1`, `$2` … in place of names. */
	readonly sql: string;
	readonly params: readonly SqlValue[];
}

/**
 * Turns `$name` into positional parameters. Names inside strings, quoted identifiers and comments
 * are left alone. @throws AppError 'internal' where a value is missing or of no SQL type.
 */
export function bindNames(sql: string, values: NamedValues): Statement {
	const names: string[] = [];
	const text = tokens(sql).map((token) => {
		if ('text' in token) return token.text;
		if (!names.includes(token.parameter)) names.push(token.parameter);
		return `$${names.indexOf(token.parameter) + 1}`;
	});
	return { sql: text.join(''), params: names.map((name) => valueOf(name, values)) };
}

/** The statement as a person would type it, values quoted. For display and for other databases. */
export function inlineNames(sql: string, values: NamedValues): string {
	return tokens(sql)
		.map((token) => ('text' in token ? token.text : literal(valueOf(token.parameter, values))))
		.join('');
}

export function literal(value: SqlValue): string {
	if (value === null) return 'NULL';
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return Number.isFinite(value) ? String(value) : `'${value}'::DOUBLE`;
}

function valueOf(name: string, values: NamedValues): SqlValue {
	const value = Object.hasOwn(values, name) ? values[name] : undefined;
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'boolean':
			return value;
		default:
			if (value === null) return null;
	}
	throw new AppError('internal', 'This table could not be read. Nothing was changed.', {
		detail: `parameter ${name} is ${typeof value}`
	});
}

/** Where a stretch that begins so ends; what is inside it is no parameter. */
const STRETCHES: readonly (readonly [string, string])[] = [
	["'", "'"],
	['"', '"'],
	['--', '\n'],
	['/*', '*/']
];
const NAME = /\$([a-z_][a-z0-9_]*)/iy;

function tokens(sql: string): Token[] {
	const found: Token[] = [];
	let textFrom = 0;
	let at = 0;
	while (at < sql.length) {
		const after = endOfStretch(sql, at);
		NAME.lastIndex = at;
		const name = after === at ? NAME.exec(sql)?.[1] : undefined;
		if (name === undefined) {
			at = Math.max(after, at + 1);
			continue;
		}
		found.push({ text: sql.slice(textFrom, at) }, { parameter: name });
		at += 1 + name.length;
		textFrom = at;
	}
	found.push({ text: sql.slice(textFrom) });
	return found;
}

/** The offset after the string, identifier or comment that begins at `at`; `at` where none does. */
function endOfStretch(sql: string, at: number): number {
	const stretch = STRETCHES.find(([open]) => sql.startsWith(open, at));
	if (!stretch) return at;
	const close = sql.indexOf(stretch[1], at + stretch[0].length);
	return close < 0 ? sql.length : close + stretch[1].length;
}
