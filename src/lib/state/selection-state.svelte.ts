/** Rows that are chosen, by their ids, whether they are on screen or not. */
export class SelectionState {
	#ids = $state.raw<ReadonlySet<string>>(new Set());
	/** Where a range begins: the index of the row that was chosen last. */
	#anchor: number | null = null;

	get size(): number {
		return this.#ids.size;
	}
	get ids(): readonly string[] {
		return [...this.#ids];
	}
	get anchor(): number | null {
		return this.#anchor;
	}
	has(id: string): boolean {
		return this.#ids.has(id);
	}

	/** @param index of its row */
	set(id: string, index: number, chosen: boolean): void {
		const ids = new Set(this.#ids);
		if (chosen) ids.add(id);
		else ids.delete(id);
		this.#ids = ids;
		this.#anchor = index;
	}

	add(ids: readonly string[]): void {
		this.#ids = new Set([...this.#ids, ...ids]);
	}

	clear(): void {
		if (this.#ids.size > 0) this.#ids = new Set();
		this.#anchor = null;
	}
}
