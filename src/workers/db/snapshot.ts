import type { JournalWriter } from '../../lib/core/journal/writer.ts';
import { type Row, type TableName, TABLE_NAMES, TABLES } from '../../lib/core/model/tables.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { Database } from './database.ts';
import { withIdentifiers } from './identifiers.ts';
import allRows from './sql/store/all-rows.sql?raw';

/** UTF-16 code units of text per frame: a few megabytes, however long the rows. */
const FRAME_CHARS = 4 * 2 ** 20;

/**
 * Writes every row there is as frames, table by table.
 * @param onFrame called after each; what it throws ends the writing
 */
export async function writeSnapshot(
	db: Database,
	writer: JournalWriter,
	onFrame: () => void
): Promise<void> {
	for (const table of TABLE_NAMES) {
		const sql = withIdentifiers(allRows, { table });
		for await (const rows of db.stream<Row<TableName>>(sql)) {
			for (const part of partsOf(rows)) {
				writer.append(TABLES[table].kind, encodeRows(table, part));
				onFrame();
			}
		}
	}
}

function* partsOf(rows: readonly Row<TableName>[]): Generator<Row<TableName>[]> {
	let part: Row<TableName>[] = [];
	let chars = 0;
	for (const row of rows) {
		part.push(row);
		for (const value of Object.values(row)) chars += typeof value === 'string' ? value.length : 8;
		if (chars < FRAME_CHARS) continue;
		yield part;
		part = [];
		chars = 0;
	}
	if (part.length > 0) yield part;
}
