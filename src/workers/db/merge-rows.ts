import { type TableName, TABLES } from '../../lib/core/model/tables.ts';
import type { Database } from './database.ts';
import { withIdentifiers } from './identifiers.ts';
import countChanges from './sql/store/count-changes.sql?raw';
import deleteSuperseded from './sql/store/delete-superseded.sql?raw';
import dropStaging from './sql/store/drop-staging.sql?raw';
import insertLast from './sql/store/insert-last.sql?raw';
import insertNew from './sql/store/insert-new.sql?raw';
import keepFirst from './sql/store/keep-first.sql?raw';
import keepLast from './sql/store/keep-last.sql?raw';

const STAGING = 'staged_rows';

/**
 * Merges encoded rows into a table by its key and `onConflict` rule. Run it in a transaction: it
 * goes through a staging table. Giving rows in one batch or in several leaves the same table.
 * @returns rows that were inserted; 0 where everything was there already.
 */
export async function mergeRows(db: Database, table: TableName, ipc: Uint8Array): Promise<number> {
	const { key, onConflict } = TABLES[table];
	const fill = (sql: string): string => withIdentifiers(sql, { table, staging: STAGING, key });
	await db.insertArrow(STAGING, ipc);
	const merge = onConflict === 'replace' ? replaceRows : insertRows;
	const inserted = await merge(db, fill);
	await db.run(fill(dropStaging));
	return inserted;
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

async function insertRows(db: Database, fill: Fill): Promise<number> {
	return countOf(db, fill(insertNew));
}

async function replaceRows(db: Database, fill: Fill): Promise<number> {
	const [changes] = await db.rows<{ n: number }>(fill(countChanges));
	if (changes?.n === 0) return 0;
	await db.run(fill(deleteSuperseded));
	return countOf(db, fill(insertLast));
}

/** Runs an INSERT. @returns the number of rows it inserted. */
async function countOf(db: Database, insert: string): Promise<number> {
	const [result] = await db.rows<{ Count: number }>(insert);
	return result?.Count ?? 0;
}
