import type { RecordBatch } from 'apache-arrow';
import { AppError } from '../../../lib/core/model/errors.ts';
import type {
	ChartValue,
	ConsoleAnswer,
	ConsoleFormat,
	ConsoleRow
} from '../../../lib/protocol/console-api.ts';
import { quoteIdentifier } from '../identifiers.ts';
import { SerialQueue } from '../serial-queue.ts';
import asText from '../sql/console/as-text.sql?raw';
import describe from '../sql/console/describe.sql?raw';
import { type DescribedColumn, isWrittenOut, toColumn } from './column-types.ts';
import type { ConsoleEngine } from './console-bindings.ts';
import { ConsoleConnection } from './console-connection.ts';
import { toConsoleError } from './console-errors.ts';
import { writeFile } from './console-file.ts';
import { KeptRows } from './kept-rows.ts';
import { asTable, type ReadStatement, readStatement } from './read-statement.ts';

const MAX_ROWS = 100_000;
/** Of Arrow. Texts of a hundred thousand trajectories would fill the memory. */
const MAX_BYTES = 128 << 20;

export interface ConsoleLimits {
	readonly rows: number;
	readonly bytes: number;
}

/** A person's own SQL over the project that is open, and the rows of its last answer. */
export class SqlConsole {
	readonly #engine: ConsoleEngine;
	readonly #limits: ConsoleLimits;
	readonly #queue = new SerialQueue();
	#running: AbortController | null = null;
	#kept: KeptRows | null = null;

	constructor(engine: ConsoleEngine, limits: ConsoleLimits = { rows: MAX_ROWS, bytes: MAX_BYTES }) {
		this.#engine = engine;
		this.#limits = limits;
	}

	/** Runs one reading statement and keeps its rows instead of the last ones. A statement that still runs is ended first. */
	async run(sql: string): Promise<ConsoleAnswer> {
		this.#running?.abort();
		const controller = new AbortController();
		this.#running = controller;
		return this.#queue.run(async () => {
			const startedAtMs = performance.now();
			const { kept, cut } = await this.#read(sql, controller.signal).catch((error: unknown) => {
				this.#kept = null;
				throw error;
			});
			this.#kept = kept;
			const elapsedMs = performance.now() - startedAtMs;
			return { columns: kept.columns, rows: kept.count, cut, elapsedMs };
		});
	}

	/** Asks the statement to end. @returns whether it did within `patienceMs`. */
	async cancel(patienceMs: number): Promise<boolean> {
		this.#running?.abort();
		const ended = this.#queue.run(async () => true);
		let timer: ReturnType<typeof setTimeout> | undefined;
		const tooLong = new Promise<boolean>((resolve) => {
			timer = setTimeout(() => resolve(false), patienceMs);
		});
		return Promise.race([ended, tooLong]).finally(() => clearTimeout(timer));
	}

	rows(offset: number, limit: number, chars: number): ConsoleRow[] {
		return this.#keptRows().texts(offset, limit, chars);
	}

	values(columns: readonly number[], limit: number): ChartValue[][] {
		const kept = this.#keptRows();
		return columns.map((at) => kept.chartValues(at, limit));
	}

	file(format: ConsoleFormat): Promise<Blob> {
		return writeFile(this.#keptRows(), format);
	}

	async #read(
		text: string,
		signal: AbortSignal
	): Promise<{ kept: KeptRows; cut: ConsoleAnswer['cut'] }> {
		try {
			const connection = await ConsoleConnection.open(this.#engine, signal);
			try {
				const statement = await readStatement(connection, text);
				const described = await describeColumns(connection, statement);
				const { batches, cut } = await this.#take(connection, runnable(statement, described));
				return { kept: new KeptRows(described.map(toColumn), batches), cut };
			} finally {
				await connection.close();
			}
		} catch (error) {
			throw toConsoleError(error);
		}
	}

	/** Reads until the end or a limit. */
	async #take(
		connection: ConsoleConnection,
		sql: string
	): Promise<{ batches: RecordBatch[]; cut: ConsoleAnswer['cut'] }> {
		const batches: RecordBatch[] = [];
		let left = this.#limits.rows;
		let bytes = 0;
		for await (const batch of connection.stream(sql, (size) => (bytes += size))) {
			if (batch.numRows > left) {
				if (left > 0) batches.push(batch.slice(0, left));
				return { batches, cut: 'rows' };
			}
			batches.push(batch);
			left -= batch.numRows;
			if (bytes > this.#limits.bytes) return { batches, cut: 'size' };
		}
		return { batches, cut: null };
	}

	#keptRows(): KeptRows {
		if (this.#kept) return this.#kept;
		throw new AppError(
			'query-invalid',
			'The rows of this answer are gone. Run the statement again.'
		);
	}
}

const PLAN_COLUMNS: readonly DescribedColumn[] = ['explain_key', 'explain_value'].map((name) => ({
	column_name: name,
	column_type: 'VARCHAR'
}));

async function describeColumns(
	connection: ConsoleConnection,
	{ sql, isPlan }: ReadStatement
): Promise<readonly DescribedColumn[]> {
	return isPlan ? PLAN_COLUMNS : connection.rows(asTable(sql, describe));
}

/** The statement itself, or around it the one that writes out what Arrow cannot carry. */
function runnable({ sql, isPlan }: ReadStatement, columns: readonly DescribedColumn[]): string {
	if (isPlan || !columns.some(isWrittenOut)) return sql;
	const names = columns.map((_, i) => quoteIdentifier(`c${i}`));
	const read = columns.map((column, i) =>
		isWrittenOut(column) ? `${names[i]}::VARCHAR` : names[i]
	);
	const template = asText
		.replace('{columns}', () => read.join(', '))
		.replace('{names}', () => names.join(', '));
	return asTable(sql, template);
}
