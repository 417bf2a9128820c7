import { isCancelled } from '../../../lib/core/model/errors.ts';
import { invalid, refused, WHAT_READS } from './console-errors.ts';
import type { ConsoleConnection } from './console-connection.ts';
import { isMark, nameOf, readTokens, type Token } from './tokens.ts';
import inParentheses from '../sql/console/in-parentheses.sql?raw';

/** Longer than anybody types: its parser takes memory and time in proportion, or worse. */
export const MAX_STATEMENT_CHARS = 100_000;

/** A statement that DuckDB's parser takes for one that reads. */
export interface ReadStatement {
	/** Without semicolons at its end. */
	readonly sql: string;
	/** EXPLAIN: it cannot stand in parentheses. */
	readonly isPlan: boolean;
}

/** Functions that can stand in a SELECT and yet change the database, or run text that was not looked at. */
const CHANGING_FUNCTIONS: ReadonlySet<string> = new Set([
	'checkpoint',
	'force_checkpoint',
	'enable_logging',
	'disable_logging',
	'truncate_duckdb_logs',
	'write_log',
	'query'
]);

/**
 * Lets one reading statement through. Who decides is DuckDB: what it prepares as one statement and
 * also takes in parentheses after FROM is a query, and nothing else is. What still went through could
 * write nothing: the connection is in a read-only transaction.
 * @throws AppError 'query-refused', 'query-invalid'
 */
export async function readStatement(
	connection: ConsoleConnection,
	text: string
): Promise<ReadStatement> {
	if (text.length > MAX_STATEMENT_CHARS) {
		throw invalid(
			`A statement has at most ${MAX_STATEMENT_CHARS.toLocaleString('en')} characters. Nothing was run. Shorten it.`
		);
	}
	const tokens = readTokens(text, await connection.tokenize(text));
	while (isMark(tokens.at(-1), ';')) text = text.slice(0, tokens.pop()!.from);
	if (tokens.length === 0)
		throw invalid('There is no statement to run. Type one, or take an example.');
	refuseChangingFunctions(tokens);
	const body = text.slice(tokens[0]!.from + explainedFrom(text, tokens));
	const isPlan = body.length < text.length - tokens[0]!.from;
	await prepareOne(connection, body, tokens);
	await prepareInParentheses(connection, body);
	return { sql: isPlan ? text : body, isPlan };
}

/** The statement as a table expression, for SQL that goes around it. */
export function asTable(sql: string, template: string): string {
	return template.replace('{statement}', () => sql);
}

/** How many characters EXPLAIN and its options take at the beginning. */
function explainedFrom(text: string, tokens: readonly Token[]): number {
	if (nameOf(tokens[0]) !== 'explain') return 0;
	let next = nameOf(tokens[1]) === 'analyze' ? 2 : 1;
	if (isMark(tokens[1], '(')) {
		const end = tokens.findIndex((token) => isMark(token, ')'));
		// EXPLAIN (SELECT 1) is a query in parentheses, EXPLAIN (FORMAT json) SELECT 1 has options.
		if (end > 0 && end < tokens.length - 1) next = end + 1;
	}
	return (tokens[next]?.from ?? text.length) - tokens[0]!.from;
}

function refuseChangingFunctions(tokens: readonly Token[]): void {
	const called = tokens.find(
		(token, i) => CHANGING_FUNCTIONS.has(nameOf(token)) && isMark(tokens[i + 1], '(')
	);
	if (called) throw refused(`${WHAT_READS} The function ${nameOf(called)} is not open to it.`);
}

async function prepareOne(
	connection: ConsoleConnection,
	sql: string,
	tokens: readonly Token[]
): Promise<void> {
	try {
		await connection.prepare(sql);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (!message.includes('Cannot prepare multiple statements')) throw error;
		if (tokens.some((token) => isMark(token, ';'))) {
			throw refused(
				'The console runs one statement at a time. Nothing was run. Take the others out.'
			);
		}
		throw refused(
			'DuckDB makes several statements of a PIVOT that names no values. Nothing was run. Name them: PIVOT … ON column IN (…).'
		);
	}
}

async function prepareInParentheses(connection: ConsoleConnection, sql: string): Promise<void> {
	try {
		await connection.prepare(asTable(sql, inParentheses));
	} catch (error) {
		if (isCancelled(error)) throw error;
		throw refused(WHAT_READS);
	}
}
