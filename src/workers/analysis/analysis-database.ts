import type { Row, TableName } from '../../lib/core/model/tables.ts';
import type { QueryName, QueryParams, QueryRow } from '../../lib/protocol/queries.ts';

/** What an analysis needs of the database. */
export interface AnalysisDatabase {
	query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
	/** Resolves when the rows are in the journal, flushed. */
	append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>;
}
