import type { Remote } from 'comlink';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import { remoteDatabase } from '../remote-database.ts';
import type { ImportDatabase } from './batch-writer.ts';

export function importDatabase(port: Remote<DbApi>): ImportDatabase {
	const db = remoteDatabase(
		port,
		'the import was stopped',
		'Reload the page and import the file again; nothing is stored twice.'
	);
	return {
		append: (table, rows) => db.append(table, rows),
		appendEncoded: (table, encoded) => db.appendEncoded(table, encoded),
		knownQuestions: (ids) =>
			ids.length === 0
				? Promise.resolve([])
				: db.query('import/known-questions', { ids: ids.join('|') })
	};
}
