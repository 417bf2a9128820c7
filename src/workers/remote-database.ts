import { type Remote, transfer } from 'comlink';
import { AppError } from '../lib/core/model/errors.ts';
import type { Row, TableName } from '../lib/core/model/tables.ts';
import { type EncodedRows, encodeRows } from '../lib/core/tables/arrow.ts';
import type { DbApi, SavedTrack } from '../lib/protocol/db-api.ts';
import type { QueryName, QueryParams, QueryRow } from '../lib/protocol/queries.ts';
import { withTimeLimit } from '../lib/protocol/time-limit.ts';

/** What the other workers use of the database worker. */
export interface RemoteDatabase {
	query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
	/** Resolves when the rows are in the journal, flushed. */
	append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>;
	/** The same for rows that are encoded. The bytes are transferred, so the caller has them no longer. */
	appendEncoded(table: TableName, encoded: EncodedRows): Promise<void>;
	/** The bytes are transferred, so the caller has them no longer. */
	appendTracks(tracks: readonly SavedTrack[]): Promise<void>;
	/** The bytes of what `appendTracks` saved, in the order of the ids; null where there is nothing. */
	tracks(trajectoryIds: readonly string[], scorer: string): Promise<readonly (Uint8Array | null)[]>;
}

/** A dead database worker never answers; a busy one may take a minute. */
const CALL_LIMIT_MS = 180_000;

/**
 * The database worker behind a port; every call settles.
 * @param stopped what ends where it does not answer, e.g. 'the run was stopped'
 * @param advice what the user can do then, in sentences
 * @throws AppError 'timeout' from every call
 */
export function remoteDatabase(db: Remote<DbApi>, stopped: string, advice: string): RemoteDatabase {
	const limited = <T>(call: Promise<T>): Promise<T> =>
		withTimeLimit(
			call,
			CALL_LIMIT_MS,
			() =>
				new AppError(
					'timeout',
					`The database did not answer, so ${stopped}. What was saved is safe. ${advice}`
				)
		);
	const appendEncoded = async (table: TableName, { rows, ipc }: EncodedRows): Promise<void> => {
		if (rows > 0) await limited(db.appendArrow(table, transfer(ipc, [ipc.buffer])));
	};
	return {
		query: (name, params) => limited(db.query(name, params)),
		append: async (table, rows) => {
			await appendEncoded(table, { rows: rows.length, ipc: encodeRows(table, rows) });
		},
		appendEncoded,
		appendTracks: async (tracks) => {
			const buffers = tracks.map(({ bytes }) => bytes.buffer as ArrayBuffer);
			await limited(db.appendTracks(transfer([...tracks], buffers)));
		},
		tracks: (trajectoryIds, scorer) => limited(db.tracks(trajectoryIds, scorer))
	};
}
