import { type Remote, transfer } from 'comlink';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row, TableName } from '../../lib/core/model/tables.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { DbApi, SavedTrack } from '../../lib/protocol/db-api.ts';
import type { QueryName, QueryParams, QueryRow } from '../../lib/protocol/queries.ts';
import { withTimeLimit } from '../../lib/protocol/time-limit.ts';

/** What an engine worker needs of the database worker. */
export interface EngineDatabase {
	query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
	append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>;
	appendTracks(tracks: readonly SavedTrack[]): Promise<void>;
}

/** A dead database worker never answers; a busy one may take a minute. */
const CALL_LIMIT_MS = 180_000;

/** The database worker behind a port. */
export function remoteEngineDatabase(db: Remote<DbApi>): EngineDatabase {
	return {
		query: (name, params) => limited(db.query(name, params)),
		append: async (table, rows) => {
			const ipc = encodeRows(table, rows);
			await limited(db.appendArrow(table, transfer(ipc, [ipc.buffer])));
		},
		appendTracks: async (tracks) => {
			const buffers = tracks.map(({ bytes }) => bytes.buffer as ArrayBuffer);
			await limited(db.appendTracks(transfer([...tracks], buffers)));
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
				'The database did not answer, so the run was stopped. What was saved is safe. Reload the page and resume the run.'
			)
	);
}
