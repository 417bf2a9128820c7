const PAGE_ROWS = 100;

/** Tells of what fails while it is wanted: `MessagesState.guard`, or a place of one's own. */
type Guard = (work: () => Promise<void>, isWanted: () => boolean) => Promise<void>;

/**
 * Rows of a query, fetched page by page as a virtual table asks for them. A reload keeps the old
 * rows on screen until the new ones are there.
 */
export class PagedRows<Row> {
	readonly #fetchPage: (offset: number, limit: number) => Promise<readonly Row[]>;
	readonly #fetchCount: () => Promise<number>;
	readonly #guard: Guard;

	#pages = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
	#count = $state<number | null>(null);
	#generation = 0;
	#wanted = new Set<number>();
	#visible: readonly number[] = [0];
	/** How far the table was scrolled, in pixels: whoever comes back finds the same rows. */
	scrollOffset = 0;
	#beginnings = $state(0);

	constructor(
		fetchPage: (offset: number, limit: number) => Promise<readonly Row[]>,
		fetchCount: () => Promise<number>,
		guard: Guard
	) {
		this.#fetchPage = fetchPage;
		this.#fetchCount = fetchCount;
		this.#guard = guard;
	}

	/** Null before the first answer. */
	get count(): number | null {
		return this.#count;
	}

	/** Differs whenever the table has to show its first rows again. */
	get beginnings(): number {
		return this.#beginnings;
	}

	/** Another order, or other rows: whoever reads them starts at the top. */
	begin(): void {
		this.scrollOffset = 0;
		this.#visible = [0];
		this.#beginnings++;
	}

	row(index: number): Row | undefined {
		return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
	}

	/** Fetches what is missing of the rows `first` to `last`. */
	ensure(first: number, last: number): void {
		const visible: number[] = [];
		for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS <= last; page++) {
			visible.push(page);
			if (!this.#pages.has(page) && !this.#wanted.has(page)) void this.#load(page);
		}
		this.#visible = visible;
	}

	/** Other data altogether: nothing of the old may show. */
	clear(): void {
		this.#generation++;
		this.#wanted = new Set();
		this.begin();
		this.#pages = new Map();
		this.#count = null;
	}

	/** The filter or the data changed: counts again and fetches the visible pages anew. */
	async reload(): Promise<void> {
		this.#generation++;
		this.#wanted = new Set();
		await this.#ask(async (isWanted) => {
			const count = await this.#fetchCount();
			const numbers = this.#visible.filter((page) => page === 0 || page * PAGE_ROWS < count);
			const pages = await Promise.all(numbers.map((page) => this.#page(page)));
			if (!isWanted()) return;
			this.#count = count;
			this.#pages = new Map(numbers.map((number, index) => [number, pages[index] ?? []]));
		});
	}

	async #load(page: number): Promise<void> {
		this.#wanted.add(page);
		await this.#ask(async (isWanted) => {
			const rows = await this.#page(page);
			if (isWanted()) this.#pages = new Map([...this.#pages, [page, rows]]);
		});
		this.#wanted.delete(page);
	}

	/** What is answered, or fails, when other rows are wanted counts no more. */
	#ask(work: (isWanted: () => boolean) => Promise<void>): Promise<void> {
		const generation = this.#generation;
		const isWanted = (): boolean => generation === this.#generation;
		return this.#guard(() => work(isWanted), isWanted);
	}

	#page(page: number): Promise<readonly Row[]> {
		return this.#fetchPage(page * PAGE_ROWS, PAGE_ROWS);
	}
}
