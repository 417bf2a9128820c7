type Eventually<T> = T | Promise<T>;

/** Where DuckDB's own scanner sees tokens; offsets are bytes of UTF-8, comments are no tokens. */
export interface ScriptTokens {
	readonly offsets: readonly number[];
	readonly types: readonly number[];
}

/**
 * What the console needs of DuckDB-WASM. Its asynchronous and its blocking build both have it, so that
 * the tests in Node run what the page runs. Results are Arrow IPC.
 */
export interface ConsoleBindings {
	tokenize(text: string): Eventually<ScriptTokens>;
	createPrepared(connection: number, text: string): Eventually<number>;
	closePrepared(connection: number, statement: number): Eventually<void>;
	runQuery(connection: number, text: string): Eventually<Uint8Array>;
	/** The header of the result, or null while it is not there: then poll. */
	startPendingQuery(
		connection: number,
		text: string,
		allowStreamResult: boolean
	): Eventually<Uint8Array | null>;
	pollPendingQuery(connection: number): Eventually<Uint8Array | null>;
	cancelPendingQuery(connection: number): Eventually<boolean>;
	/** A batch, null while it is not there, no bytes at the end. */
	fetchQueryResults(connection: number): Eventually<Uint8Array | null>;
	disconnect(connection: number): Eventually<void>;
}

/** DuckDB, and a way to new connections to it. */
export interface ConsoleEngine {
	readonly bindings: ConsoleBindings;
	connect(): Promise<number>;
	/** Races a call with DuckDB's death. */
	guard<T>(call: Eventually<T>): Promise<T>;
}
