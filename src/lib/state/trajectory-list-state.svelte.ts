import { filterText, splitChoices } from '../core/model/trajectory-filter.ts';
import { AppError } from '../core/model/errors.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { CurateState } from './curate-state.svelte.ts';
import {
	overrideOf,
	personVerdict,
	type Change,
	type DecisionStep,
	type Override,
	type PersonVerdict
} from './curation-steps.ts';
import { FacetsState } from './facets-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import { PagedRows } from './paged-rows.svelte.ts';
import { SavedFiltersState } from './saved-filters-state.svelte.ts';
import { SelectionState } from './selection-state.svelte.ts';
import { askFor, type TrajectoryList } from './trajectory-list.ts';

export type TrajectoryRow = QueryRow<'lists/trajectories'>;

/** What is done to every chosen trajectory. */
export type BulkAction =
	| { readonly kind: 'override'; readonly after: Override }
	| { readonly kind: 'verdict'; readonly after: PersonVerdict }
	| { readonly kind: 'tag'; readonly tag: string; readonly after: boolean };

type Decisions = QueryRow<'lists/trajectory-decisions'>;

/** Rows that are copied at most. */
export const MAX_COPIED = 5_000;
const IDS_AT_ONCE = 10_000;

export interface TrajectoryListDependencies {
	readonly db: Pick<PageDb, 'query' | 'append' | 'sqlOf'>;
	readonly curate: CurateState;
	readonly messages: MessagesState;
}

/** The list of trajectories: rows, what each facet would show, what is chosen, and what is done to it. */
export class TrajectoryListState {
	readonly #db: TrajectoryListDependencies['db'];
	readonly #curate: CurateState;
	readonly #messages: MessagesState;
	readonly rows: PagedRows<TrajectoryRow>;
	readonly facets: FacetsState;
	readonly selection = new SelectionState();
	readonly saved: SavedFiltersState;

	#list: TrajectoryList = { filter: {}, sort: '' };
	/** As it was asked for last. */
	#wanted: TrajectoryList | null = null;
	/** How often something was saved, and how often it had been when the list was made. */
	#changes = 0;
	#changesShown = -1;
	#patternProblem = $state('');
	#turn = 0;
	#tags = $state.raw<readonly string[]>([]);
	#lastStep = $state.raw<DecisionStep | null>(null);

	constructor({ db, curate, messages }: TrajectoryListDependencies) {
		this.#db = db;
		this.#curate = curate;
		this.#messages = messages;
		this.facets = new FacetsState(db);
		this.saved = new SavedFiltersState(db);
		this.rows = new PagedRows<TrajectoryRow>(
			(offset, limit) => db.query('lists/trajectories', { ...this.#asked, offset, limit }),
			async () => (await db.query('lists/trajectories-count', this.#asked))[0]?.count ?? 0,
			(work, isWanted) => messages.guard(work, isWanted)
		);
	}

	/** Why the list is shown without the regular expression that was asked for; '' where it is not. */
	get patternProblem(): string {
		return this.#patternProblem;
	}
	/** All tags of the project. */
	get tags(): readonly string[] {
		return this.#tags;
	}
	/** True while what was done to the chosen trajectories is the last thing that was done. */
	get canUndo(): boolean {
		return this.#lastStep !== null && this.#curate.isLast(this.#lastStep);
	}

	/** Another project is opened. */
	clear(): void {
		this.#turn++;
		this.#list = { filter: {}, sort: '' };
		this.#wanted = null;
		this.#changesShown = -1;
		this.#patternProblem = '';
		this.#lastStep = null;
		this.selection.clear();
		this.rows.clear();
		this.facets.clear();
	}

	/**
	 * Another filter or order; a later call overtakes. What was chosen under another filter is not any more:
	 * nothing unseen is acted on.
	 */
	async show(wanted: TrajectoryList): Promise<void> {
		const turn = ++this.#turn;
		this.#wanted = wanted;
		const { list, problem } = await this.#checked(wanted);
		if (turn !== this.#turn) return;
		if (filterText(list.filter) !== filterText(this.#list.filter)) this.selection.clear();
		if (!isSameList(list, this.#list)) this.rows.begin();
		this.#list = list;
		this.#patternProblem = problem;
		// Stage and reason come from the funnel, which therefore runs first.
		if ((list.filter.stage ?? '') !== '') await this.#curate.refresh();
		if (turn !== this.#turn) return;
		await this.rows.reload();
		await this.#messages.guard(() => this.facets.count(this.#asked.filter, this.#asked.student));
	}

	/** Something was saved: the list is made anew when it is looked at next. */
	outdate(): void {
		this.#changes++;
	}

	/** The list comes on screen again: rows and counts that are still true stay. */
	async open(wanted: () => TrajectoryList): Promise<void> {
		if (this.#changesShown !== this.#changes) return this.refresh(wanted);
		if (!isSameList(wanted(), this.#wanted)) await this.show(wanted());
	}

	/** Everything anew. @param wanted the list at the end of it: the filter may change meanwhile */
	async refresh(wanted: () => TrajectoryList): Promise<void> {
		const changes = this.#changes;
		await this.#messages.guard(async () => {
			await this.facets.measure(this.#asked.student);
			await this.saved.load();
			this.#tags = (await this.#db.query('lists/tags', {})).map(({ tag }) => tag);
			this.#changesShown = changes;
		});
		await this.show(wanted());
	}

	sql(): Promise<string> {
		return this.#db.sqlOf('lists/trajectories', { ...this.#asked, offset: 0, limit: 100 });
	}

	/** Chooses all that the filter leaves. */
	async selectAll(): Promise<void> {
		this.selection.add(await this.#ids());
	}

	/** Chooses the rows from the one that was chosen last to this one. */
	async selectTo(index: number): Promise<void> {
		const anchor = this.selection.anchor ?? index;
		const ids = await this.#ids();
		this.selection.add(ids.slice(Math.min(anchor, index), Math.max(anchor, index) + 1));
	}

	/** Does it to every chosen trajectory, as one step to undo; answers how many it changed. */
	async act(action: BulkAction): Promise<number> {
		const step = stepOf(action, await this.#decisions());
		if (step.changes.length === 0) return 0;
		await this.#curate.decide(step);
		this.#lastStep = step;
		return step.changes.length;
	}

	async undo(): Promise<void> {
		if (this.canUndo) await this.#curate.undo();
		this.#lastStep = null;
	}

	/** The chosen rows in the order of the list, or its first ones where none is chosen; MAX_COPIED at most. */
	async rowsToCopy(): Promise<TrajectoryRow[]> {
		if (this.selection.size === 0) return this.#page(0, MAX_COPIED);
		const ids = await this.#ids();
		const last = ids.findLastIndex((id) => this.selection.has(id));
		const found: TrajectoryRow[] = [];
		for (let from = 0; from <= last && found.length < MAX_COPIED; from += MAX_COPIED) {
			if (!ids.slice(from, from + MAX_COPIED).some((id) => this.selection.has(id))) continue;
			const rows = await this.#page(from, MAX_COPIED);
			found.push(...rows.filter(({ id }) => this.selection.has(id)));
		}
		return found.slice(0, MAX_COPIED);
	}

	get #asked(): ReturnType<typeof askFor> {
		return askFor(this.#list, this.#curate.recipe.student);
	}

	#page(offset: number, limit: number): Promise<TrajectoryRow[]> {
		return this.#db.query('lists/trajectories', { ...this.#asked, offset, limit });
	}

	async #ids(): Promise<string[]> {
		return (await this.#db.query('lists/trajectory-ids', this.#asked)).map(({ id }) => id);
	}

	async #decisions(): Promise<Decisions[]> {
		const { ids } = this.selection;
		const found: Decisions[] = [];
		for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
			const joined = ids.slice(from, from + IDS_AT_ONCE).join('|');
			found.push(...(await this.#db.query('lists/trajectory-decisions', { ids: joined })));
		}
		return found;
	}

	/** The list without a regular expression that is none. */
	async #checked(list: TrajectoryList): Promise<{ list: TrajectoryList; problem: string }> {
		const { pattern = '', ...filter } = list.filter;
		if (pattern === '') return { list, problem: '' };
		try {
			await this.#db.query('lists/check-pattern', { pattern });
			return { list, problem: '' };
		} catch (error) {
			const problem = `This is no regular expression: ${whatIsWrong(error)}. The list is shown without it.`;
			return { list: { ...list, filter }, problem };
		}
	}

	/** The list that is shown. */
	get list(): TrajectoryList {
		return this.#list;
	}
}

function isSameList(a: TrajectoryList, b: TrajectoryList | null): boolean {
	return b !== null && a.sort === b.sort && filterText(a.filter) === filterText(b.filter);
}

function stepOf(action: BulkAction, rows: readonly Decisions[]): DecisionStep {
	switch (action.kind) {
		case 'override':
			return {
				kind: 'override',
				changes: changesOf(rows, (row) => overrideOf(row.override), action.after)
			};
		case 'verdict':
			return {
				kind: 'verdict',
				changes: changesOf(rows, (row) => personVerdict(row.person_verdict), action.after)
			};
		case 'tag': {
			const { tag, after } = action;
			const isTagged = (row: Decisions): boolean => splitChoices(row.tags).includes(tag);
			return { kind: 'tag', tag, changes: changesOf(rows, isTagged, after) };
		}
	}
}

/** Only what changes something: the rest needs no way back. */
function changesOf<T>(
	rows: readonly Decisions[],
	before: (row: Decisions) => T,
	after: T
): Change<T>[] {
	return rows
		.map((row) => ({ id: row.id, before: before(row), after }))
		.filter((change) => change.before !== after);
}

/** The words of RE2: 'Invalid Input Error: missing ): a(b'. */
function whatIsWrong(error: unknown): string {
	const detail = error instanceof AppError ? (error.detail ?? error.message) : String(error);
	return detail
		.replace(/^.*Invalid Input Error:\s*/s, '')
		.split('\n')[0]!
		.trim();
}
