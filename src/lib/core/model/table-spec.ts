/** What a table of a project is declared with: tables.ts. */

export type ColumnType = 'utf8' | 'int32' | 'float64' | 'bool';
export interface Column {
	readonly type: ColumnType;
	readonly nullable?: true;
}
export interface TableSpec {
	/** Number of the table inside journal frames. Never reused, never changed. */
	readonly kind: number;
	readonly key: readonly string[];
	readonly onConflict: 'ignore' | 'replace';
	readonly columns: Readonly<Record<string, Column>>;
}

export const text = { type: 'utf8' } as const;
export const textOrNull = { type: 'utf8', nullable: true } as const;
export const integer = { type: 'int32' } as const;
export const integerOrNull = { type: 'int32', nullable: true } as const;
export const number = { type: 'float64' } as const;
export const numberOrNull = { type: 'float64', nullable: true } as const;
