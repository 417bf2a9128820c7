import { type RecordBatch, RecordBatchReader, tableFromIPC } from 'apache-arrow';
import { Cancelled } from '../../../lib/core/model/errors.ts';
import { rowsOfBatch } from '../result-rows.ts';
import type { ConsoleEngine, ScriptTokens } from './console-bindings.ts';

/**
 * A connection in a read-only transaction that is never committed. Between any two steps of a
 * statement other connections get their turn, and a cancelled one ends.
 */
export class ConsoleConnection {
	readonly #engine: ConsoleEngine;
	readonly #id: number;
	readonly #signal: AbortSignal;

	private constructor(engine: ConsoleEngine, id: number, signal: AbortSignal) {
		this.#engine = engine;
		this.#id = id;
		this.#signal = signal;
	}

	static async open(engine: ConsoleEngine, signal: AbortSignal): Promise<ConsoleConnection> {
		const connection = new ConsoleConnection(engine, await engine.connect(), signal);
		await connection.#call(() => engine.bindings.runQuery(connection.#id, 'BEGIN READ ONLY'));
		return connection;
	}

	tokenize(sql: string): Promise<ScriptTokens> {
		return this.#call(() => this.#engine.bindings.tokenize(sql));
	}

	/** Parses and binds one statement and runs nothing. Rejects with DuckDB's own error. */
	async prepare(sql: string): Promise<void> {
		const { bindings } = this.#engine;
		const statement = await this.#call(() => bindings.createPrepared(this.#id, sql));
		await this.#call(() => bindings.closePrepared(this.#id, statement));
	}

	async rows<T>(sql: string): Promise<T[]> {
		const bytes = await this.#call(() => this.#engine.bindings.runQuery(this.#id, sql));
		return tableFromIPC(bytes).batches.flatMap((batch) => rowsOfBatch<T>(batch));
	}

	/** The batches of a result as they come; `onBytes` learns how large each is before it is read. */
	async *stream(sql: string, onBytes: (bytes: number) => void): AsyncGenerator<RecordBatch> {
		const reader = await RecordBatchReader.from(this.#pieces(sql, onBytes));
		for await (const batch of reader) yield batch;
	}

	/** Ends whatever is left of the statement; nothing that it did stays. */
	async close(): Promise<void> {
		const { bindings, guard } = this.#engine;
		await guard(bindings.cancelPendingQuery(this.#id)).catch(() => undefined);
		await guard(bindings.runQuery(this.#id, 'ROLLBACK')).catch(() => undefined);
		await guard(bindings.disconnect(this.#id)).catch(() => undefined);
	}

	async *#pieces(sql: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
		const { bindings } = this.#engine;
		let header = await this.#call(() => bindings.startPendingQuery(this.#id, sql, true));
		header ??= await this.#until(() => bindings.pollPendingQuery(this.#id));
		yield header;
		for (;;) {
			const piece = await this.#until(() => bindings.fetchQueryResults(this.#id));
			if (piece.length === 0) return;
			onBytes(piece.length);
			yield piece;
		}
	}

	async #until(step: () => Promise<Uint8Array | null> | Uint8Array | null): Promise<Uint8Array> {
		for (;;) {
			const piece = await this.#call(step);
			if (piece !== null) return piece;
		}
	}

	async #call<T>(step: () => T | Promise<T>): Promise<T> {
		if (this.#signal.aborted) throw new Cancelled();
		const result = await this.#engine.guard((async () => step())());
		if (this.#signal.aborted) throw new Cancelled();
		return result;
	}
}
