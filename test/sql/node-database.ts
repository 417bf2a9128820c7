import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import type { Table } from 'apache-arrow';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import type { ConsoleEngine } from '../../src/workers/db/console/console-bindings.ts';
import type { Database, SqlValue } from '../../src/workers/db/database.ts';
import { rowsOfBatch } from '../../src/workers/db/result-rows.ts';
import { bindable } from '../../src/workers/db/sql-value.ts';

type Engine = Awaited<ReturnType<typeof createDuckDB>>;
type Connection = ReturnType<Engine['connect']>;

const { resolve } = createRequire(import.meta.url);
const wasm = (name: string) => resolve(`@duckdb/duckdb-wasm/dist/duckdb-${name}.wasm`);

/** Text of a file under src/workers/db/sql, e.g. 'lists/questions.sql'. */
export function readSql(path: string): string {
	return readFileSync(new URL(`../../src/workers/db/sql/${path}`, import.meta.url), 'utf8');
}

/** The very DuckDB of the app (same WebAssembly file) in Node, in memory, schema and views loaded. */
export async function createNodeDatabase(): Promise<NodeDatabase> {
	const bundles = {
		mvp: { mainModule: wasm('mvp'), mainWorker: '' },
		eh: { mainModule: wasm('eh'), mainWorker: '' }
	};
	const engine = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
	await engine.instantiate(() => undefined);
	engine.open({ path: ':memory:' });
	const database = new NodeDatabase(engine);
	await database.run(readSql('settings.sql'));
	await database.run(readSql('schema.sql'));
	await database.run(readSql('views.sql'));
	return database;
}

export class NodeDatabase implements Database {
	readonly #engine: Engine;
	readonly #connection: Connection;

	constructor(engine: Engine) {
		this.#engine = engine;
		this.#connection = engine.connect();
	}

	/** For the console: the same calls as in the browser, answered at once. */
	get console(): ConsoleEngine {
		return {
			bindings: this.#engine,
			connect: async () => this.#engine.connect().useUnsafe((_, id) => id),
			guard: async (call) => call
		};
	}

	async run(sql: string, params: readonly SqlValue[] = []): Promise<void> {
		this.#execute(sql, params);
	}

	async rows<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
		return this.#execute(sql, params).batches.flatMap((batch) => rowsOfBatch<T>(batch));
	}

	async *stream<T>(sql: string, params: readonly SqlValue[] = []): AsyncGenerator<T[]> {
		const connection = this.#engine.connect();
		const statement = connection.prepare(sql);
		try {
			for (const batch of statement.send(...bindable(params))) yield rowsOfBatch<T>(batch);
		} finally {
			statement.close();
			connection.close();
		}
	}

	async insertArrow(table: string, ipc: Uint8Array, meanwhile?: () => void): Promise<void> {
		const [found] = await this.rows<{ n: number }>(
			'SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = $1',
			[table]
		);
		this.#connection.insertArrowFromIPCStream(ipc, { name: table, create: found?.n === 0 });
		meanwhile?.();
	}

	/** Inserts without looking at keys; tests give rows that are new. */
	async insert<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
		await this.insertArrow(table, encodeRows(table, rows));
	}

	#execute(sql: string, params: readonly SqlValue[]): Table {
		if (params.length === 0) return this.#connection.query(sql);
		const statement = this.#connection.prepare(sql);
		try {
			return statement.query(...bindable(params));
		} finally {
			statement.close();
		}
	}
}
