import { transfer, type Remote } from 'comlink';
import { AppError } from '../../lib/core/model/errors.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import type { QueryRow } from '../../lib/protocol/queries.ts';
import { withTimeLimit } from '../../lib/protocol/time-limit.ts';
import type { ImportDatabase } from './batch-writer.ts';

/** A dead database worker never answers; a busy one takes seconds for 8 MB. */
const CALL_LIMIT_MS = 180_000;

export function importDatabase(db: Remote<DbApi>): ImportDatabase {
	return {
		append: async (table, rows) => {
			if (rows.length === 0) return;
			const ipc = encodeRows(table, rows);
			await limited(db.appendArrow(table, transfer(ipc, [ipc.buffer])));
		},
		knownQuestions: async (ids) => {
			if (ids.length === 0) return [];
			const rows = await limited(db.query('import/known-questions', { ids: ids.join('|') }));
			return rows as QueryRow<'import/known-questions'>[];
		}
	};
}

function limited<T>(call: Promise<T>): Promise<T> {
	return withTimeLimit(
		call,
		CALL_LIMIT_MS,
		() =>
			new AppError(
				'timeout',
				'The database did not answer, so the import was stopped. What was saved is safe. Reload the page and import the file again; nothing is stored twice.'
			)
	);
}
