import { type TableName, TABLES } from '../../lib/core/model/tables.ts';
import type { Database } from './database.ts';
import { withIdentifiers } from './identifiers.ts';
import countAfter from './sql/store/count-after.sql?raw';
import countChanges from './sql/store/count-changes.sql?raw';
import countSuperseded from './sql/store/count-superseded.sql?raw';
import deleteRepeated from './sql/store/delete-repeated.sql?raw';
import deleteSuperseded from './sql/store/delete-superseded.sql?raw';
import dropStaging from './sql/store/drop-staging.sql?raw';
import insertLast from './sql/store/insert-last.sql?raw';
import keepFirst from './sql/store/keep-first.sql?raw';
import keepLast from './sql/store/keep-last.sql?raw';
import lastRow from './sql/store/last-row.sql?raw';

const STAGING = 'staged_rows';

/**
 * Merges encoded rows into a table by its key and `onConflict` rule. Run it in a transaction: for
 * a moment the table holds what does not belong there, or a staging table stands beside it. Giving rows in
 * one batch or in several leaves the same table.
 * @param meanwhile called once, while DuckDB takes the rows in; whether any of them is new is not known yet
 * @returns rows that were inserted; 0 where everything was there already.
 */
export async function mergeRows(
	db: Database,
	table: TableName,
	ipc: Uint8Array,
	meanwhile?: () => void
): Promise<number> {
	const { key, onConflict } = TABLES[table];
	const fill = (sql: string): string => withIdentifiers(sql, { table, staging: STAGING, key });
	const insert = (into: string): Promise<void> => db.insertArrow(into, ipc, meanwhile);
	return onConflict === 'replace'
		? replaceRows(db, insert, fill)
		: addRows(db, table, insert, fill);
}

/**
 * The same for rows that were put into the table as they came, in order: one pass at the end of a
 * replay instead of one per frame.
 */
export async function settleRows(db: Database, table: TableName): Promise<void> {
	const { key, onConflict } = TABLES[table];
	const settle = onConflict === 'replace' ? keepLast : keepFirst;
	await db.run(withIdentifiers(settle, { table, key }));
}

type Fill = (sql: string) => string;
type Insert = (into: string) => Promise<void>;

/**
 * A row whose key is there already is the same row, so it changes nothing. The rows go straight into the table,
 * and what repeats goes again: that hardly ever happens, and a staging table would have long texts copied twice.
 */
async function addRows(
	db: Database,
	table: TableName,
	insert: Insert,
	fill: Fill
): Promise<number> {
	const [before] = await db.rows<{ last: string }>(fill(lastRow));
	const after = [before!.last];
	await insert(table);
	await db.run(fill(deleteRepeated), after);
	const [added] = await db.rows<{ n: number }>(fill(countAfter), after);
	return added!.n;
}

/** The later row of a key wins. */
async function replaceRows(db: Database, insert: Insert, fill: Fill): Promise<number> {
	await insert(STAGING);
	const inserted = await replaceStaged(db, fill);
	await db.run(fill(dropStaging));
	return inserted;
}

/** Mostly every key is new; comparing the rows of those that are not takes far longer than to see that. */
async function replaceStaged(db: Database, fill: Fill): Promise<number> {
	const [superseded] = await db.rows<{ n: number }>(fill(countSuperseded));
	if (superseded!.n > 0) {
		const [changes] = await db.rows<{ n: number }>(fill(countChanges));
		if (changes!.n === 0) return 0;
		await db.run(fill(deleteSuperseded));
	}
	const [result] = await db.rows<{ Count: number }>(fill(insertLast));
	return result?.Count ?? 0;
}
