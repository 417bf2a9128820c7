import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Database, SqlValue } from './database.ts';
import { rowsOfBatch } from './result-rows.ts';
import { bindable } from './sql-value.ts';
import { SerialQueue } from './serial-queue.ts';
import tableExists from './sql/store/table-exists.sql?raw';

/** Races a call with the death of DuckDB's worker. */
export type Guard = <T>(call: T | Promise<T>) => Promise<T>;

export class DuckDbConnection implements Database {
	readonly #connection: AsyncDuckDBConnection;
	readonly #guard: Guard;
	readonly #connect: () => Promise<AsyncDuckDBConnection>;
	readonly #queue = new SerialQueue();

	constructor(
		connection: AsyncDuckDBConnection,
		guard: Guard,
		connect: () => Promise<AsyncDuckDBConnection>
	) {
		this.#connection = connection;
		this.#guard = guard;
		this.#connect = connect;
	}

	async run(sql: string, params: readonly SqlValue[] = []): Promise<void> {
		await this.#execute(sql, params);
	}

	async rows<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
		const batches = await this.#execute(sql, params);
		return batches.flatMap((batch) => rowsOfBatch<T>(batch));
	}

	async *stream<T>(sql: string, params: readonly SqlValue[] = []): AsyncGenerator<T[]> {
		const connection = await this.#connect();
		try {
			const batches = (await this.#send(connection, sql, params))[Symbol.asyncIterator]();
			for (;;) {
				const step = await this.#guard(batches.next());
				if (step.done === true) return;
				yield rowsOfBatch<T>(step.value);
			}
		} catch (error) {
			throw toDatabaseError(error, sql);
		} finally {
			await this.#guard(connection.close()).catch(() => undefined);
		}
	}

	async insertArrow(
		table: string,
		ipc: Uint8Array,
		meanwhile: () => void = () => undefined
	): Promise<void> {
		const [found] = await this.rows<{ n: number }>(tableExists, [table]);
		const create = found?.n === 0;
		await this.#queue.run(async () => {
			// A copy: the call transfers its bytes, and the journal still needs them.
			const insert = this.#connection.insertArrowFromIPCStream(ipc.slice(), {
				name: table,
				create
			});
			const inserted = this.#guard(insert).catch((error: unknown) => {
				throw toDatabaseError(error, `insert into ${table}`);
			});
			try {
				meanwhile();
			} catch (error) {
				await inserted;
				throw error;
			}
			await inserted;
		});
	}

	async #send(
		connection: AsyncDuckDBConnection,
		sql: string,
		params: readonly SqlValue[]
	): Promise<AsyncIterable<RecordBatch>> {
		if (params.length === 0) return this.#guard(connection.send(sql, true));
		const statement = await this.#guard(connection.prepare(sql));
		return this.#guard(statement.send(...bindable(params)));
	}

	/** One statement at a time: a second one on the same connection would cancel the first. */
	async #execute(sql: string, params: readonly SqlValue[]): Promise<RecordBatch[]> {
		return this.#queue.run(async () => this.#executeNow(sql, params));
	}

	async #executeNow(sql: string, params: readonly SqlValue[]): Promise<RecordBatch[]> {
		try {
			if (params.length === 0) return (await this.#guard(this.#connection.query(sql))).batches;
			const statement = await this.#guard(this.#connection.prepare(sql));
			try {
				return (await this.#guard(statement.query(...bindable(params)))).batches;
			} finally {
				await this.#guard(statement.close());
			}
		} catch (error) {
			throw toDatabaseError(error, sql);
		}
	}
}

function toDatabaseError(error: unknown, sql: string): AppError {
	if (error instanceof AppError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new AppError(
		'database-failed',
		'The database could not answer. What was saved is safe. Try again, or reload the page.',
		{ detail: `${message}\n${sql.slice(0, 2000)}`, cause: error }
	);
}
