import type { TableName } from '../../lib/core/model/tables.ts';
import { decodeRows } from '../../lib/core/tables/arrow.ts';

/** Beyond so many it is quicker to look at all of them. */
const MAX_IDS = 1_000;

/**
 * What `trajectory_descriptions` and the filters beside it (views.sql) read: the column that says which trajectory a row is about; null
 * where a row may be about any number of them.
 */
const READ_TABLES: Partial<Record<TableName, string | null>> = {
	trajectories: 'id',
	analyses: 'trajectory_id',
	verdicts: 'trajectory_id',
	overrides: 'trajectory_id',
	tags: 'trajectory_id',
	token_tracks: 'trajectory_id',
	scores: 'trajectory_id',
	map_points: 'trajectory_id',
	questions: null,
	teachers: null,
	annotators: null,
	// Of a question, or of a trajectory.
	annotations: null
};

/** Which trajectories look different since it was last asked. */
export class ChangedTrajectories {
	/** Null where any trajectory may look different. */
	#ids: Set<string> | null = null;
	#texts = 0;

	/** Differs whenever texts came. */
	get texts(): number {
		return this.#texts;
	}

	/** Rows were saved. @param rows how many `ipc` holds */
	add(table: TableName, ipc: Uint8Array, rows: number): void {
		if (table === 'trajectories') this.#texts += 1;
		const column = READ_TABLES[table];
		if (column === undefined || this.#ids === null) return;
		if (column === null || this.#ids.size + rows > MAX_IDS) {
			this.#ids = null;
			return;
		}
		for (const row of decodeRows(table, ipc)) {
			this.#ids.add(String((row as Readonly<Record<string, unknown>>)[column]));
		}
	}

	addAll(): void {
		this.#ids = null;
	}

	/** Their ids, or null where it may be any; from now on none has. */
	take(): readonly string[] | null {
		const ids = this.#ids;
		this.#ids = new Set();
		return ids === null ? null : [...ids];
	}
}
