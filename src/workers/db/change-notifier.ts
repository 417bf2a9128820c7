import type { TableName } from '../../lib/core/model/tables.ts';
import type { TableChange } from '../../lib/protocol/db-api.ts';

export type ChangeListener = (changes: readonly TableChange[]) => unknown;

/** About ten times a second: as often as a person sees, far less often than rows arrive. */
const INTERVAL_MS = 100;

/** Gathers what changed and tells every listener at intervals. */
export class ChangeNotifier {
	readonly #listeners: ChangeListener[] = [];
	readonly #rows = new Map<TableName, number>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	watch(listener: ChangeListener): void {
		this.#listeners.push(listener);
	}

	add(table: TableName, rows: number): void {
		this.#rows.set(table, (this.#rows.get(table) ?? 0) + rows);
		this.#timer ??= setTimeout(() => this.#tell(), INTERVAL_MS);
	}

	#tell(): void {
		this.#timer = null;
		const changes = [...this.#rows].map(([table, rows]) => ({ table, rows }));
		this.#rows.clear();
		for (const listener of this.#listeners) listener(changes);
	}
}
