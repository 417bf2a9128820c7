import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { AppError } from '../../lib/core/model/errors.ts';
import { withTimeLimit } from '../../lib/protocol/time-limit.ts';
import type { ConsoleEngine } from './console/console-bindings.ts';
import type { Database } from './database.ts';
import { DuckDbConnection, type Guard } from './duckdb-connection.ts';
import schema from './sql/schema.sql?raw';
import settings from './sql/settings.sql?raw';
import views from './sql/views.sql?raw';

/** 34 MB of WebAssembly are compiled; on a slow machine with a cold cache that takes a while. */
const START_LIMIT_MS = 60_000;

/** An in-memory DuckDB in a worker of its own, with the schema loaded and nothing in it. */
export class DuckDb {
	readonly version: string;
	/** For queries. */
	readonly main: Database;
	/** For a person's own statements, each on a connection of its own. */
	readonly console: ConsoleEngine;
	readonly #writing: DuckDbConnection;
	readonly #worker: Worker;

	private constructor(parts: {
		readonly version: string;
		readonly main: Database;
		readonly console: ConsoleEngine;
		readonly writing: DuckDbConnection;
		readonly worker: Worker;
	}) {
		this.version = parts.version;
		this.main = parts.main;
		this.console = parts.console;
		this.#writing = parts.writing;
		this.#worker = parts.worker;
	}

	/** @throws AppError 'timeout', 'worker-died' or 'database-failed' */
	static async start(): Promise<DuckDb> {
		const worker = new Worker(workerUrl);
		try {
			return await withTimeLimit(DuckDb.#open(worker), START_LIMIT_MS, () => {
				return new AppError(
					'timeout',
					'The database did not start within a minute. What was saved is safe. Reload the page to try again.'
				);
			});
		} catch (error) {
			worker.terminate();
			if (error instanceof AppError) throw error;
			throw new AppError(
				'database-failed',
				'The database could not start. What was saved is safe. Reload the page, or try another browser.',
				{ detail: String(error), cause: error }
			);
		}
	}

	static async #open(worker: Worker): Promise<DuckDb> {
		const guard = deathWatch(worker);
		const engine = new AsyncDuckDB(new VoidLogger(), worker);
		await guard(engine.instantiate(new URL(wasmUrl, self.location.href).href));
		await guard(engine.open({ path: ':memory:' }));
		const connect = async (): Promise<AsyncDuckDBConnection> => guard(engine.connect());
		const main = new DuckDbConnection(await connect(), guard, connect);
		for (const sql of [settings, schema, views]) await main.run(sql);
		const writing = new DuckDbConnection(await connect(), guard, connect);
		const version = await guard(engine.getVersion());
		const console = { bindings: engine, connect: () => guard(engine.connectInternal()), guard };
		return new DuckDb({ version, main, console, writing, worker });
	}

	/** All of `action` or nothing. One at a time: the caller queues. */
	async transaction<T>(action: (db: Database) => Promise<T>): Promise<T> {
		await this.#writing.run('BEGIN');
		try {
			const result = await action(this.#writing);
			await this.#writing.run('COMMIT');
			return result;
		} catch (error) {
			// A failed COMMIT has rolled back already; then there is nothing left to undo.
			await this.#writing.run('ROLLBACK').catch(() => undefined);
			throw error;
		}
	}

	/** Frees its memory; pending calls reject. */
	terminate(): void {
		this.#worker.terminate();
		this.#worker.dispatchEvent(new Event(CLOSED));
	}
}

/** An event of our own: DuckDB's client would write an `error` event to the console. */
const CLOSED = 'closed';

/** DuckDB's own error handler drops pending calls without an answer; here they reject. */
function deathWatch(worker: Worker): Guard {
	const death = new Promise<never>((_, reject) => {
		worker.addEventListener('error', ({ message: detail }) => {
			const text =
				'The database stopped unexpectedly. What was saved is safe. Reload the page to go on.';
			reject(new AppError('worker-died', text, { detail }));
		});
		worker.addEventListener(CLOSED, () => {
			const text =
				'The project was closed before the database could answer. What was saved is safe. Try it again.';
			reject(new AppError('project-closed', text));
		});
	});
	death.catch(() => undefined);
	return (call) => Promise.race([call, death]);
}
