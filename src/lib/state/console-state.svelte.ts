import { type AppError, isCancelled, toAppError } from '../core/model/errors.ts';
import { groupBy } from '../core/model/group-by.ts';
import { TABLE_NAMES } from '../core/model/tables.ts';
import type {
	ChartValue,
	ConsoleAnswer,
	ConsoleExample,
	ConsoleFormat,
	ConsoleRow
} from '../protocol/console-api.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { PageDb } from '../services/remote-db.ts';
import { PagedRows } from './paged-rows.svelte.ts';
import type { RouterState } from './router-state.svelte.ts';

export type SavedQuery = QueryRow<'console/saved'>;

export interface TableColumns {
	readonly name: string;
	/** 'working': a table that each curation fills anew. */
	readonly kind: 'table' | 'view' | 'working';
	readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** A row of the answer with its place, 0-based. */
export interface AnswerRow {
	readonly index: number;
	readonly cells: ConsoleRow;
}

/** What stands on the page after a run. */
export interface ShownAnswer extends ConsoleAnswer {
	readonly sql: string;
	readonly table: PagedRows<AnswerRow>;
}

/** The parameter of the hash that holds the statement; a longer one would make an unwieldy link. */
const PARAM = 'sql';
const MAX_LINK_CHARS = 2_000;
/** Browsers refuse hundreds of changes of the address in a row. */
const LINK_AFTER_MS = 300;
/** Of a cell in the table; the whole is shown with its row. */
const CELL_CHARS = 300;
const WHOLE_CHARS = 1_000_000;

/** The console: a statement, what it answers, and the statements that were saved. */
export class ConsoleState {
	readonly #db: PageDb;
	readonly #router: RouterState;

	#text = $state('');
	#running = $state(false);
	#cancelling = $state(false);
	#answer = $state.raw<ShownAnswer | null>(null);
	#failure = $state.raw<AppError | null>(null);
	#cancelled = $state(false);
	#saved = $state.raw<readonly SavedQuery[]>([]);
	#examples = $state.raw<readonly ConsoleExample[]>([]);
	#tables = $state.raw<readonly TableColumns[]>([]);
	#linking: ReturnType<typeof setTimeout> | undefined;
	/** Of the newest run: what an older one answers is nobody's. */
	#run = 0;

	constructor(db: PageDb, router: RouterState) {
		this.#db = db;
		this.#router = router;
	}

	get text(): string {
		return this.#text;
	}
	get running(): boolean {
		return this.#running;
	}
	/** The statement was asked to end and has not yet. */
	get cancelling(): boolean {
		return this.#cancelling;
	}
	get answer(): ShownAnswer | null {
		return this.#answer;
	}
	/** Why the last statement has no answer. */
	get failure(): AppError | null {
		return this.#failure;
	}
	/** The last statement was cancelled. */
	get cancelled(): boolean {
		return this.#cancelled;
	}
	get saved(): readonly SavedQuery[] {
		return this.#saved;
	}
	get examples(): readonly ConsoleExample[] {
		return this.#examples;
	}
	get tables(): readonly TableColumns[] {
		return this.#tables;
	}

	/** The statement changed: a short one goes into the address, so that a link restores it. */
	setText(text: string): void {
		if (text === this.#text) return;
		this.#text = text;
		clearTimeout(this.#linking);
		this.#linking = setTimeout(() => this.#link(), LINK_AFTER_MS);
	}

	/** Takes the statement of the address where there is one; otherwise the address takes ours. */
	arrive(): void {
		const linked = this.#router.param(PARAM);
		if (linked === '') this.#link();
		else this.#text = linked;
	}

	/** Fetches what stands beside the editor. */
	async refresh(): Promise<void> {
		await this.loadSaved();
		this.#tables = toTables(await this.#db.query('console/columns', {}));
		if (this.#examples.length === 0) this.#examples = await this.#db.consoleExamples();
	}

	async loadSaved(): Promise<void> {
		this.#saved = await this.#db.query('console/saved', {});
	}

	/** Runs the statement; an answer or a failure takes the place of the last one. */
	async run(): Promise<void> {
		const run = ++this.#run;
		const sql = this.#text;
		this.#running = true;
		this.#failure = null;
		this.#cancelled = false;
		this.#link();
		try {
			const answer = await this.#db.consoleRun(sql);
			if (run !== this.#run) return;
			this.#answer = { ...answer, sql, table: this.#pagedRows(answer.rows) };
			await this.#answer.table.reload();
		} catch (error) {
			if (run === this.#run) this.#fail(error);
		} finally {
			if (run === this.#run) this.#running = this.#cancelling = false;
		}
	}

	async cancel(): Promise<void> {
		if (!this.#running || this.#cancelling) return;
		this.#cancelling = true;
		await this.#db.consoleCancel();
	}

	/** One row with its whole texts. */
	async wholeRow(index: number): Promise<ConsoleRow> {
		const [row] = await this.#db.consoleRows(index, 1, WHOLE_CHARS);
		return row ?? [];
	}

	values(columns: readonly number[], limit: number): Promise<readonly ChartValue[][]> {
		return this.#db.consoleValues(columns, limit);
	}

	file(format: ConsoleFormat): Promise<Blob> {
		return this.#db.consoleFile(format);
	}

	/** Keeps the statement under a name; one of that name is replaced. */
	async save(name: string): Promise<void> {
		await this.#put(name.trim(), this.#text);
	}

	async delete(name: string): Promise<void> {
		await this.#put(name, '');
	}

	/** Takes a deletion back. */
	async restore({ name, sql }: SavedQuery): Promise<void> {
		await this.#put(name, sql);
	}

	/** Another project is about to be opened. */
	clear(): void {
		clearTimeout(this.#linking);
		this.#run += 1;
		this.#running = this.#cancelling = false;
		this.#text = '';
		this.#answer = null;
		this.#failure = null;
		this.#cancelled = false;
		this.#saved = [];
	}

	async #put(name: string, sql: string): Promise<void> {
		await this.#db.append('queries', [{ name, sql, updated_at: new Date().toISOString() }]);
		await this.loadSaved();
	}

	#link(): void {
		clearTimeout(this.#linking);
		if (this.#router.place !== 'sql') return;
		const short = this.#text.length < MAX_LINK_CHARS ? this.#text : '';
		if (short !== this.#router.param(PARAM)) this.#router.set({ [PARAM]: short });
	}

	#fail(error: unknown): void {
		this.#answer = null;
		if (isCancelled(error) || this.#cancelling) {
			this.#cancelled = true;
			return;
		}
		this.#failure = toAppError(
			error,
			'internal',
			'The statement failed in a way that it should not. What was saved is safe. Reload the page and try again.'
		);
	}

	#pagedRows(count: number): PagedRows<AnswerRow> {
		return new PagedRows<AnswerRow>(
			async (offset, limit) => {
				const rows = await this.#db.consoleRows(offset, limit, CELL_CHARS);
				return rows.map((cells, i) => ({ index: offset + i, cells }));
			},
			() => Promise.resolve(count),
			async (work, isWanted) => {
				try {
					await work();
				} catch (error) {
					if (isWanted()) this.#fail(error);
				}
			}
		);
	}
}

/** What a person brought in first, what the app works with last. */
const KINDS: readonly TableColumns['kind'][] = ['table', 'view', 'working'];

function toTables(rows: readonly QueryRow<'console/columns'>[]): TableColumns[] {
	const tables = [...groupBy(rows, (row) => row.table_name)].map(([name, columns]) => ({
		name,
		kind: kindOf(name, columns[0]?.table_type ?? ''),
		columns: columns.map(({ column_name, data_type }) => ({ name: column_name, type: data_type }))
	}));
	return tables.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

function kindOf(name: string, type: string): TableColumns['kind'] {
	if (type === 'VIEW') return 'view';
	const saved: readonly string[] = TABLE_NAMES;
	return saved.includes(name) ? 'table' : 'working';
}
