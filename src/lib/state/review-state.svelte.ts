import { agreements, type PairAgreement } from '../core/review/agreement.ts';
import { type ErrorRates, errorRates } from '../core/review/error-rates.ts';
import type { Stratum } from '../core/review/stratum.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { ReviewPass } from '../protocol/review-queries.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { CurateState } from './curate-state.svelte.ts';
import { type PersonVerdict, personVerdict } from './curation-steps.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import { NoteState } from './note-state.svelte.ts';

export type ReviewItem = QueryRow<'review/item'>;
export type ReviewProgress = QueryRow<'review/progress'>;
type Cases = readonly QueryRow<'code/cases'>[];
type Verdicts = readonly QueryRow<'lists/trajectory-verdicts'>[];

/** What is asked for. */
export interface ReviewWish {
	/** From 1. */
	readonly pass: number;
	/** '' for every stratum. */
	readonly stratum: Stratum | '';
	/** How many of those on which graders agree are asked about. */
	readonly audit: number;
}

/** What a person says of an item: a verdict, that they pass over it, or nothing any more. */
export type Review = PersonVerdict | 'skipped';

interface Shown {
	readonly item: ReviewItem;
	readonly verdicts: Verdicts;
	readonly cases: Cases;
}

export interface ReviewDependencies {
	readonly db: Pick<PageDb, 'query' | 'append'>;
	readonly curate: Pick<CurateState, 'decide' | 'recipe'>;
	readonly messages: MessagesState;
}

/** The queue in which a person judges what graders differ on, and how far graders are to be believed. */
export class ReviewState {
	readonly #db: ReviewDependencies['db'];
	readonly #curate: ReviewDependencies['curate'];
	readonly note: NoteState;
	#wish: ReviewWish = { pass: 1, stratum: '', audit: 0 };
	#progress = $state.raw<readonly ReviewProgress[] | null>(null);
	#stratum = $state<Stratum | ''>('');
	#shown = $state.raw<Shown | null>(null);
	#pairs = $state.raw<readonly PairAgreement[]>([]);
	#rates = $state.raw<readonly ErrorRates[]>([]);
	/** Ids that were shown, the way back. */
	#way = $state.raw<readonly string[]>([]);
	#isLoading = $state(false);
	/** What is shown, or about to be; null for the next one of the queue. */
	#target: string | null = null;
	#turn = 0;

	constructor({ db, curate, messages }: ReviewDependencies) {
		this.#db = db;
		this.#curate = curate;
		this.note = new NoteState(db, messages);
	}

	/** One row per stratum; null until it is known. */
	get progress(): readonly ReviewProgress[] | null {
		return this.#progress;
	}
	/** Of the queue that is shown; '' for all. */
	get stratum(): Stratum | '' {
		return this.#stratum;
	}
	/** Null where nothing is left, or not known yet. */
	get item(): ReviewItem | null {
		return this.#shown?.item ?? null;
	}
	/** What everybody says of it. */
	get verdicts(): Verdicts {
		return this.#shown?.verdicts ?? [];
	}
	/** What each test came to, of an answer to a code question. */
	get cases(): Cases {
		return this.#shown?.cases ?? [];
	}
	get agreement(): readonly PairAgreement[] {
		return this.#pairs;
	}
	get errors(): readonly ErrorRates[] {
		return this.#rates;
	}
	/** True until another queue is there. */
	get isLoading(): boolean {
		return this.#isLoading;
	}
	get canGoBack(): boolean {
		return this.#way.length > 0;
	}

	clear(): void {
		this.#turn++;
		this.#target = null;
		this.#progress = null;
		this.#shown = null;
		this.#pairs = [];
		this.#rates = [];
		this.#way = [];
	}

	/** Another queue: its next item. What was shown belongs to the last one, and nothing can be said of it. */
	async show(wish: ReviewWish): Promise<void> {
		this.#wish = wish;
		this.#shown = null;
		this.#isLoading = true;
		this.#way = [];
		await this.#go(null);
	}

	/** Something was saved: what is shown, or about to be, stays so. */
	async refresh(): Promise<void> {
		await this.#load();
	}

	/** Saves what a person says of the item, as their verdict too, and goes on to the next one. */
	async say(review: Review): Promise<void> {
		const item = this.item;
		if (item === null) return;
		const before = personVerdict(item.person_verdict);
		if (review !== 'skipped' && review !== before) {
			const changes = [{ id: item.id, before, after: review }];
			await this.#curate.decide({ kind: 'verdict', changes });
		}
		const reviewed_at = new Date().toISOString();
		await this.#db.append('reviews', [
			{ trajectory_id: item.id, pass: this.#wish.pass, verdict: review, reviewed_at }
		]);
		if (review === 'none') return this.refresh();
		this.#way = [...this.#way.filter((id) => id !== item.id), item.id];
		await this.#go(null);
	}

	/** The one before, to say something else of it. */
	async back(): Promise<void> {
		const id = this.#way.at(-1);
		if (id === undefined) return;
		this.#way = this.#way.slice(0, -1);
		await this.#go(id);
	}

	/** The parameters of the queue, for its queries. */
	get queue(): ReviewPass {
		const { pass, audit } = this.#wish;
		return { pass, audit, seed: this.#curate.recipe.seed };
	}

	async #go(target: string | null): Promise<void> {
		this.#target = target;
		await this.#load();
	}

	async #load(): Promise<void> {
		const turn = ++this.#turn;
		const id = this.#target;
		const { queue } = this;
		const { stratum } = this.#wish;
		const [progress, next, agreement, errors] = await Promise.all([
			this.#db.query('review/progress', queue),
			id === null ? this.#db.query('review/next', { ...queue, stratum, limit: 1 }) : [{ id }],
			this.#db.query('review/agreement', {}),
			this.#db.query('review/errors', {})
		]);
		const shown = next[0] === undefined ? null : await this.#read(next[0].id);
		if (turn !== this.#turn) return;
		this.#progress = progress;
		this.#stratum = stratum;
		this.#pairs = agreements(agreement);
		this.#rates = errorRates(errors);
		this.#shown = shown;
		this.#target = shown?.item.id ?? null;
		this.#isLoading = false;
		if (shown) this.note.open(shown.item.id, shown.item.note);
	}

	async #read(id: string): Promise<Shown | null> {
		const [[item], verdicts, cases] = await Promise.all([
			this.#db.query('review/item', { id, pass: this.#wish.pass }),
			this.#db.query('lists/trajectory-verdicts', { id }),
			this.#db.query('code/cases', { id })
		]);
		return item === undefined ? null : { item, verdicts, cases };
	}
}
