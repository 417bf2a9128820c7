import { type TableName, TABLES } from '../../../src/lib/core/model/tables.ts';
import type { SampleFrame } from './sample-journal.ts';

/** What a database has to hold after these frames: its tables' rows as sorted JSON, empty ones left out. */
export function expectedTables(frames: readonly SampleFrame[]): Record<string, string[]> {
	const tables = new Map<TableName, Map<string, string>>();
	for (const frame of frames) {
		if ('track' in frame) continue;
		const { key, onConflict } = TABLES[frame.table];
		const rows = tables.get(frame.table) ?? new Map<string, string>();
		tables.set(frame.table, rows);
		for (const row of frame.rows) {
			const values = row as Record<string, unknown>;
			const id = JSON.stringify(key.map((name) => values[name]));
			if (onConflict === 'replace' || !rows.has(id)) rows.set(id, rowText(values));
		}
	}
	return Object.fromEntries([...tables].map(([name, rows]) => [name, [...rows.values()].sort()]));
}

/** A row with its columns in the order of their names. */
export function rowText(row: Readonly<Record<string, unknown>>): string {
	const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(columns);
}
