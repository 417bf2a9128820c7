import type { QueryRow } from '../protocol/queries.ts';
import type { PageDb } from '../services/remote-db.ts';

export type SavedFilter = QueryRow<'lists/saved-filters'>;

/** Filters of the place 'Trajectories' that have a name. */
export class SavedFiltersState {
	readonly #db: Pick<PageDb, 'query' | 'append'>;
	#all = $state.raw<readonly SavedFilter[]>([]);

	constructor(db: Pick<PageDb, 'query' | 'append'>) {
		this.#db = db;
	}

	/** By name. */
	get all(): readonly SavedFilter[] {
		return this.#all;
	}

	async load(): Promise<void> {
		this.#all = await this.#db.query('lists/saved-filters', {});
	}

	/** Under a name that is taken it replaces the other. @param address parameters of the place, not '' */
	async save(name: string, address: string): Promise<void> {
		const row = { name, address, updated_at: new Date().toISOString() };
		await this.#db.append('saved_filters', [row]);
		await this.load();
	}

	async remove(name: string): Promise<void> {
		await this.save(name, '');
	}
}
