import { TABLE_NAMES } from '../../../src/lib/core/model/tables.ts';
import { rowText } from '../../crash/journal/expected-tables.ts';
import type { NodeDatabase } from '../../sql/node-database.ts';

/** What a database holds, as `expectedTables` says what it has to. */
export async function tablesOf(database: NodeDatabase): Promise<Record<string, string[]>> {
	const tables: Record<string, string[]> = {};
	for (const name of TABLE_NAMES) {
		const rows = await database.rows<Record<string, unknown>>(`SELECT * FROM ${name}`);
		if (rows.length > 0) tables[name] = rows.map(rowText).sort();
	}
	return tables;
}
