import { AppError } from '../../lib/core/model/errors.ts';
import type { QueryName, QueryParams, QueryRow } from '../../lib/protocol/queries.ts';
import type { Database } from './database.ts';
import { bindNames, inlineNames } from './statement.ts';

const FILES = import.meta.glob<string>('./sql/*/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The text of `sql/<name>.sql`. */
function textOf(name: QueryName): string {
	const path = `./sql/${name}.sql`;
	const sql = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
	if (sql !== undefined) return sql;
	throw new AppError('internal', 'This table could not be read. Nothing was changed.', {
		detail: `no query '${name}'`
	});
}

export async function runNamedQuery<Q extends QueryName>(
	db: Database,
	name: Q,
	values: QueryParams<Q>
): Promise<QueryRow<Q>[]> {
	const { sql, params } = bindNames(textOf(name), values);
	return db.rows<QueryRow<Q>>(sql, params);
}

/** The statement behind a table, with its values filled in: what 'Show the SQL' shows. */
export function showNamedQuery<Q extends QueryName>(name: Q, values: QueryParams<Q>): string {
	return inlineNames(textOf(name), values);
}
