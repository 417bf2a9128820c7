import { type TableName, TABLES } from '../../lib/core/model/tables.ts';
import type { Database } from './database.ts';
import { withIdentifiers } from './identifiers.ts';
import deleteSuperseded from './sql/store/delete-superseded.sql?raw';
import dropStaging from './sql/store/drop-staging.sql?raw';
import insertLast from './sql/store/insert-last.sql?raw';
import insertNew from './sql/store/insert-new.sql?raw';

const STAGING = 'staged_rows';

/**
 * Merges encoded rows into a table by its key and `onConflict` rule. Run it in a transaction: it
 * goes through a staging table. Giving rows in one batch or in several leaves the same table.
 * @returns rows that were inserted.
 */
export async function mergeRows(
	db: Database,
	table: TableName,
	batches: readonly Uint8Array[]
): Promise<number> {
	const { key, onConflict } = TABLES[table];
	const names = { table, staging: STAGING, key };
	for (const ipc of batches) await db.insertArrow(STAGING, ipc);
	if (onConflict === 'replace') await db.run(withIdentifiers(deleteSuperseded, names));
	const insert = onConflict === 'replace' ? insertLast : insertNew;
	const [inserted] = await db.rows<{ Count: number }>(withIdentifiers(insert, names));
	await db.run(withIdentifiers(dropStaging, names));
	return inserted?.Count ?? 0;
}
