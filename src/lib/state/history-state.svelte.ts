/** Undo and redo over immutable values. */
export class HistoryState<T> {
	#past = $state.raw<readonly T[]>([]);
	#future = $state.raw<readonly T[]>([]);
	readonly #limit: number;

	constructor(limit = 200) {
		this.#limit = limit;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}
	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	/** The step that undo and redo would take; undefined where there is none. */
	get toUndo(): T | undefined {
		return this.#past.at(-1);
	}
	get toRedo(): T | undefined {
		return this.#future.at(-1);
	}

	/** Remembers a step; a new step ends what could have been redone. */
	push(step: T): void {
		this.#past = [...this.#past.slice(-this.#limit + 1), step];
		this.#future = [];
	}

	/** The step to take back, which moves to the future; undefined where there is none. */
	undo(): T | undefined {
		const step = this.#past.at(-1);
		if (step === undefined) return undefined;
		this.#past = this.#past.slice(0, -1);
		this.#future = [...this.#future, step];
		return step;
	}

	redo(): T | undefined {
		const step = this.#future.at(-1);
		if (step === undefined) return undefined;
		this.#future = this.#future.slice(0, -1);
		this.#past = [...this.#past, step];
		return step;
	}

	clear(): void {
		this.#past = [];
		this.#future = [];
	}
}
