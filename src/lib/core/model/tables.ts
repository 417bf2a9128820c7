import { ANNOTATION_TABLES } from './annotation-tables.ts';
import { JUDGE_TABLES } from './judge-tables.ts';
import { PROJECT_TABLES } from './project-tables.ts';
import { RUN_TABLES } from './run-tables.ts';
import { STUDENT_TABLES } from './student-tables.ts';
import type { Column, TableSpec } from './table-spec.ts';

export type { Column, ColumnType, TableSpec } from './table-spec.ts';

/**
 * The tables of a project: one declaration from which row types, Arrow schemas and the journal's
 * frame kinds follow. `src/workers/db/sql/schema.sql` declares the same columns for DuckDB; a test
 * holds the two together.
 *
 * `key` columns identify a row. `onConflict` says what a second row with the same key means:
 * `ignore` for content-hashed facts (the row is the same), `replace` for state (the later row wins).
 */

export const TABLES = {
	...PROJECT_TABLES,
	...RUN_TABLES,
	...STUDENT_TABLES,
	...JUDGE_TABLES,
	...ANNOTATION_TABLES
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLES;

type Value<C extends Column> = C['type'] extends 'utf8'
	? string
	: C['type'] extends 'bool'
		? boolean
		: number;
type Nullable<C extends Column> = C extends { nullable: true } ? Value<C> | null : Value<C>;

/** The row type of a table, e.g. `Row<'questions'>`. */
export type Row<T extends TableName> = {
	-readonly [
		K in keyof (typeof TABLES)[T]['columns']
	]: (typeof TABLES)[T]['columns'][K] extends Column
		? Nullable<(typeof TABLES)[T]['columns'][K]>
		: never;
};

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

export function tableOfKind(kind: number): TableName | undefined {
	return TABLE_NAMES.find((name) => TABLES[name].kind === kind);
}
