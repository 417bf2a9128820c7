/** A value that a prepared statement takes. */
export type SqlValue = string | number | boolean | null;

/**
 * DuckDB as the rest of the worker sees it; tests implement it on DuckDB's Node build
 * (test/sql/node-database.ts). Rows are plain objects: BIGINT and DECIMAL arrive as numbers, lists
 * as arrays. `$1`, `$2` … (or `?`) stand for parameters.
 */
export interface Database {
	/** Without parameters, `sql` may hold several statements. */
	run(sql: string, params?: readonly SqlValue[]): Promise<void>;
	rows<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
	/**
	 * Rows in pieces of about 2,048, with flat memory. Runs on a connection of its own: it sees what
	 * was committed when it began and no temporary table, and other calls may go on meanwhile.
	 */
	stream<T>(sql: string, params?: readonly SqlValue[]): AsyncIterable<T[]>;
	/**
	 * Creates `table` from an Arrow IPC stream, or appends to it where it exists.
	 * @param meanwhile called once, while DuckDB inserts; what it throws is thrown when that has ended
	 */
	insertArrow(table: string, ipc: Uint8Array, meanwhile?: () => void): Promise<void>;
}
