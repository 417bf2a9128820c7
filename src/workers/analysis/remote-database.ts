import { transfer, type Remote } from 'comlink';
import { AppError } from '../../lib/core/model/errors.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import { withTimeLimit } from '../../lib/protocol/time-limit.ts';
import type { AnalysisDatabase } from './analysis-database.ts';

/** A dead database worker never answers; a busy one may take a minute. */
const CALL_LIMIT_MS = 180_000;

/** The database worker behind a port. */
export function remoteDatabase(db: Remote<DbApi>): AnalysisDatabase {
	return {
		query: async (name, params) => limited(db.query(name, params)),
		append: async (table, rows) => {
			if (rows.length === 0) return;
			const ipc = encodeRows(table, rows);
			await limited(db.appendArrow(table, transfer(ipc, [ipc.buffer])));
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
				'The database did not answer, so the analysis was stopped. What was saved is safe. Reload the page and go on.'
			)
	);
}
