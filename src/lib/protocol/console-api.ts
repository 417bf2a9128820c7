/** What a person's own SQL answers: spoken by the database worker and the place 'SQL'. */

/** What a column can be used for; `type` is what DuckDB calls it. */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'time' | 'other';

export interface ConsoleColumn {
	/** Unique in the result: DuckDB numbers a second column of the same name. */
	readonly name: string;
	readonly type: string;
	readonly kind: ColumnKind;
}

export interface ConsoleAnswer {
	readonly columns: readonly ConsoleColumn[];
	/** Rows that were kept. */
	readonly rows: number;
	/** Why there may be more rows than were kept; null where these are all. */
	readonly cut: 'rows' | 'size' | null;
	readonly elapsedMs: number;
}

/** Cells as text, in the order of the columns; null stands for NULL. */
export type ConsoleRow = readonly (string | null)[];

/** For charts: numbers, or text (times as ISO 8601, booleans as 'true' and 'false'). */
export type ChartValue = string | number | null;

export const CONSOLE_FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type ConsoleFormat = (typeof CONSOLE_FORMATS)[number];

export interface ConsoleExample {
	/** The question that the statement answers. */
	readonly title: string;
	readonly sql: string;
}

export interface ConsoleApi {
	/**
	 * Runs one statement that reads, and keeps its rows until the next one. A second call ends the first.
	 * @throws AppError 'query-refused' where it is no reading statement, 'query-invalid' with DuckDB's
	 * words; Cancelled
	 */
	consoleRun(sql: string): Promise<ConsoleAnswer>;
	/**
	 * Ends the statement that runs. One that does not listen takes the database with it, which is then
	 * replayed from the journal. Resolves when the database answers again.
	 */
	consoleCancel(): Promise<void>;
	/** Kept rows; texts are cut to `chars` characters. */
	consoleRows(offset: number, limit: number, chars: number): Promise<readonly ConsoleRow[]>;
	/** The kept values of these columns (by position), at most `limit` of each. */
	consoleValues(columns: readonly number[], limit: number): Promise<readonly ChartValue[][]>;
	/** The kept rows as a file. */
	consoleFile(format: ConsoleFormat): Promise<Blob>;
	consoleExamples(): Promise<readonly ConsoleExample[]>;
}
