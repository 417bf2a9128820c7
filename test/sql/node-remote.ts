import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { type EncodedRows, encodeRows } from '../../src/lib/core/tables/arrow.ts';
import type { SavedTrack } from '../../src/lib/protocol/db-api.ts';
import { ChangedTrajectories } from '../../src/workers/db/changed-trajectories.ts';
import { mergeRows } from '../../src/workers/db/merge-rows.ts';
import { SerialQueue } from '../../src/workers/db/serial-queue.ts';
import type { RemoteDatabase } from '../../src/workers/remote-database.ts';
import { type Ask, createAsk } from './ask.ts';
import type { NodeDatabase } from './node-database.ts';

/** The database worker as other workers see it, without a worker: real DuckDB, tracks in a list, no journal. */
export class NodeRemote implements RemoteDatabase {
	/** Called before every append; a test may throw from it. */
	beforeAppend: (table: TableName) => void = () => undefined;
	readonly saved: SavedTrack[] = [];
	readonly #database: NodeDatabase;
	readonly #queue = new SerialQueue();
	readonly #changed = new ChangedTrajectories();
	readonly #ask: Ask;

	constructor(database: NodeDatabase) {
		this.#database = database;
		this.#ask = createAsk(database, this.#changed);
	}

	readonly query: RemoteDatabase['query'] = (name, params) => {
		// Tests also write past this.
		this.#changed.addAll();
		return this.#ask(name, params);
	};

	/** One after another, as the worker does: rows go through a staging table. */
	async append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
		this.beforeAppend(table);
		if (rows.length === 0) return;
		await this.#merge(table, encodeRows(table, rows));
	}

	async appendEncoded(table: TableName, { rows, ipc }: EncodedRows): Promise<void> {
		this.beforeAppend(table);
		if (rows > 0) await this.#merge(table, ipc);
	}

	async #merge(table: TableName, ipc: Uint8Array): Promise<void> {
		await this.#queue.run(() => mergeRows(this.#database, table, ipc));
	}

	async appendTracks(tracks: readonly SavedTrack[]): Promise<void> {
		this.saved.push(...tracks);
	}

	async tracks(
		trajectoryIds: readonly string[],
		scorer: string
	): Promise<readonly (Uint8Array | null)[]> {
		return trajectoryIds.map(
			(id) =>
				this.saved.findLast((track) => track.trajectoryId === id && track.scorer === scorer)
					?.bytes ?? null
		);
	}
}
