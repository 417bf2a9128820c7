import type { RemoteDatabase } from '../remote-database.ts';

/** What an analysis needs of the database. */
export type AnalysisDatabase = Pick<RemoteDatabase, 'query' | 'append' | 'tracks'>;
