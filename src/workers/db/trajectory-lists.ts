import type { QueryName, QueryParams, QueryRow } from '../../lib/protocol/queries.ts';
import type { ChangedTrajectories } from './changed-trajectories.ts';
import type { Database } from './database.ts';
import { runNamedQuery } from './named-queries.ts';
import { SerialQueue } from './serial-queue.ts';
import describeAll from './sql/current-list/describe-all.sql?raw';
import describeSome from './sql/current-list/describe-some.sql?raw';
import forgetSome from './sql/current-list/forget-some.sql?raw';
import order from './sql/current-list/order.sql?raw';
import narrow from './sql/current-list/narrow.sql?raw';
import foundPattern from './sql/current-list/pattern.sql?raw';
import page from './sql/current-list/page.sql?raw';
import surroundings from './sql/current-list/surroundings.sql?raw';
import { bindNames, type NamedValues } from './statement.ts';

/** Queries that read what is kept here. */
const LIST_QUERIES = [
	'lists/trajectories',
	'lists/trajectories-count',
	'lists/trajectory-ids',
	'lists/trajectory-neighbours',
	'lists/trajectory-facets',
	'lists/measure-bounds',
	'lists/trajectory'
] as const satisfies readonly QueryName[];
type ListQuery = (typeof LIST_QUERIES)[number];

/** What of a query's parameters decides which tables have to be made anew; not every query has all. */
interface Asked extends NamedValues {
	readonly student: string;
	readonly filter?: string;
	readonly sort?: string;
}

/** A part of a filter that is looked up before: in the texts, or on the map. */
const NARROWS = /^(?:search|pattern|area)=./;

export interface TrajectoryListSources {
	/** For reading, and for statements that change one table by themselves. */
	readonly db: Database;
	/** All of `action` or nothing. */
	readonly transaction: (action: (db: Database) => Promise<void>) => Promise<void>;
	readonly changed: ChangedTrajectories;
	/** Differs whenever `trajectory_outcomes` does. */
	readonly outcomeVersion: () => number;
}

export function isListQuery(name: QueryName): name is ListQuery {
	return (LIST_QUERIES as readonly QueryName[]).includes(name);
}

/**
 * Lists of trajectories over tables that are kept for them (views.sql): one wide row per trajectory, what was
 * last searched for, and the order of the list that is looked at. At 100,000 trajectories a page is then a slice
 * of some milliseconds (docs/decisions/020). Each is made anew only when what it is made from has changed.
 */
export class TrajectoryLists {
	readonly #from: TrajectoryListSources;
	/** Bringing up to date and reading are one step: nobody reads what another question asked for. */
	readonly #queue = new SerialQueue();
	/** How often what lists stand on has changed. */
	#version = 0;
	#described: string | null = null;
	#narrowed: string | null = null;
	/** What was searched for, as a regular expression. */
	#pattern = '';
	#ordered: string | null = null;

	constructor(sources: TrajectoryListSources) {
		this.#from = sources;
	}

	query<Q extends ListQuery>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
		return this.#queue.run(async () => {
			const asked: Asked = params;
			await this.#describe(asked.student);
			if (asked.filter === undefined) return runNamedQuery(this.#from.db, name, params);
			const { filter, pattern } = await this.#narrow(asked.filter);
			if (name !== 'lists/trajectory-facets') await this.#order(filter, asked.sort ?? '');
			return this.#read(name, { ...params, filter }, pattern);
		});
	}

	/** Before SQL that is not one of these queries reads the tables. */
	async bringUpToDate(student: string): Promise<void> {
		await this.#queue.run(() => this.#describe(student));
	}

	async #read<Q extends ListQuery>(
		name: Q,
		params: QueryParams<Q>,
		pattern: string
	): Promise<QueryRow<Q>[]> {
		if (name === 'lists/trajectories') {
			return this.#rows<QueryRow<Q>>(page, { ...params, pattern });
		}
		const rows = await runNamedQuery(this.#from.db, name, params);
		if (name !== 'lists/trajectory-neighbours' || rows.length > 0) return rows;
		return this.#rows<QueryRow<Q>>(surroundings, params);
	}

	async #describe(student: string): Promise<void> {
		const described = JSON.stringify([student, this.#from.outcomeVersion()]);
		const changed = this.#from.changed.take();
		const ids = described === this.#described ? changed : null;
		if (ids?.length === 0) return;
		this.#version += 1;
		this.#described = null;
		try {
			await this.#from.transaction((tx) => describe(tx, student, ids));
			this.#described = described;
		} catch (error) {
			this.#from.changed.addAll();
			throw error;
		}
	}

	/** The filter, which now says whether it was looked up, and what it searches for as a regular expression. */
	async #narrow(filter: string): Promise<{ filter: string; pattern: string }> {
		const wanted = filter.split('&').filter((part) => NARROWS.test(part));
		if (wanted.length === 0) return { filter, pattern: '' };
		// Texts never change; places on the map do.
		const hasArea = wanted.some((part) => part.startsWith('area'));
		const version = hasArea ? this.#version : this.#from.changed.texts;
		const narrowed = JSON.stringify([hasArea, version, wanted]);
		if (narrowed !== this.#narrowed) {
			this.#narrowed = null;
			await this.#run(narrow, { filter });
			const [found] = await this.#rows<{ pattern: string }>(foundPattern, { filter });
			this.#pattern = found?.pattern ?? '';
			this.#narrowed = narrowed;
		}
		return { filter: `${filter}&narrowed=yes`, pattern: this.#pattern };
	}

	async #order(filter: string, sort: string): Promise<void> {
		const ordered = JSON.stringify([this.#version, filter, sort]);
		if (ordered === this.#ordered) return;
		this.#ordered = null;
		await this.#run(order, { filter, sort });
		this.#ordered = ordered;
	}

	async #run(text: string, values: NamedValues): Promise<void> {
		const { sql, params } = bindNames(text, values);
		await this.#from.db.run(sql, params);
	}

	#rows<T>(text: string, values: NamedValues): Promise<T[]> {
		const { sql, params } = bindNames(text, values);
		return this.#from.db.rows<T>(sql, params);
	}
}

/** @param ids of the trajectories that changed; null: all */
async function describe(
	db: Database,
	student: string,
	ids: readonly string[] | null
): Promise<void> {
	const texts = ids === null ? [describeAll] : [forgetSome, describeSome];
	for (const text of texts) {
		const { sql, params } = bindNames(text, { student, ids: ids?.join('|') ?? '' });
		await db.run(sql, params);
	}
}
