import { expose } from 'comlink';
import type { Row, TableName } from '../../../src/lib/core/model/tables.ts';
import { TABLES } from '../../../src/lib/core/model/tables.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { decodeRows } from '../../../src/lib/core/tables/arrow.ts';
import type { DbApi } from '../../../src/lib/protocol/db-api.ts';
import { installErrorTransfer } from '../../../src/lib/protocol/errors-transfer.ts';

installErrorTransfer();

type ImportDbApi = Pick<DbApi, 'appendArrow'> & {
	query(name: string, params: { ids: string }): Promise<Row<'questions'>[]>;
};

/** The database worker as an import sees it: rows by key, in the order in which they came. */
export class FakeDatabase implements ImportDbApi {
	readonly #tables = new Map<TableName, Map<string, Record<string, unknown>>>();
	/** Tables in the order of the appends. */
	readonly appends: TableName[] = [];
	appendsAtOnce = 0;
	mostAppendsAtOnce = 0;
	delayMs = 0;
	/** The append of this table fails as on a full disk. */
	fullFor: TableName | null = null;

	/** A port that speaks DbApi. */
	readonly connect = (): Promise<MessagePort> => {
		const { port1, port2 } = new MessageChannel();
		expose(this, port1);
		return Promise.resolve(port2);
	};

	rows<T extends TableName>(table: T): Row<T>[] {
		return [...(this.#tables.get(table)?.values() ?? [])] as Row<T>[];
	}

	async appendArrow(table: TableName, ipc: Uint8Array): Promise<void> {
		this.appends.push(table);
		this.appendsAtOnce += 1;
		this.mostAppendsAtOnce = Math.max(this.mostAppendsAtOnce, this.appendsAtOnce);
		await new Promise((resolve) => setTimeout(resolve, this.delayMs));
		this.appendsAtOnce -= 1;
		if (table === this.fullFor) throw new AppError('storage-full', 'The disk is full.');
		const { key, onConflict } = TABLES[table];
		const stored = this.#tables.get(table) ?? new Map<string, Record<string, unknown>>();
		this.#tables.set(table, stored);
		for (const row of decodeRows(table, ipc) as Record<string, unknown>[]) {
			const id = JSON.stringify(key.map((column) => row[column]));
			if (onConflict === 'replace' || !stored.has(id)) stored.set(id, row);
		}
	}

	query(name: string, params: { ids: string }): Promise<Row<'questions'>[]> {
		if (name !== 'import/known-questions') throw new Error(`not asked by imports: ${name}`);
		const ids = new Set(params.ids.split('|'));
		return Promise.resolve(this.rows('questions').filter((row) => ids.has(row.id)));
	}
}
