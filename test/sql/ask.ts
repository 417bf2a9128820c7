import type { QueryName, QueryParams, QueryRow } from '../../src/lib/protocol/queries.ts';
import { ChangedTrajectories } from '../../src/workers/db/changed-trajectories.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { isListQuery, TrajectoryLists } from '../../src/workers/db/trajectory-lists.ts';
import type { NodeDatabase } from './node-database.ts';

export type Ask = <Q extends QueryName>(name: Q, params: QueryParams<Q>) => Promise<QueryRow<Q>[]>;

/** Asks as the database worker does. @param changed what a test saves after its first question */
export function createAsk(db: NodeDatabase, changed = new ChangedTrajectories()): Ask {
	const lists = new TrajectoryLists({
		db,
		transaction: (action) => action(db),
		changed,
		outcomeVersion: () => 0
	});
	return (name, params) =>
		isListQuery(name)
			? lists.query(name, params as QueryParams<typeof name>)
			: runNamedQuery(db, name, params);
}
