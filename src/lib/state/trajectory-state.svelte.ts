import { CODE_ANSWER_TYPE } from '../core/code/tests-summary.ts';
import { decodeTrack, type LocatedTrack } from '../core/generate/track-codec.ts';
import { splitChoices } from '../core/model/trajectory-filter.ts';
import { locateInText, type TokenText } from '../core/reading/token-text.ts';
import { textToRead } from '../core/student/text-to-read.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { CurateState } from './curate-state.svelte.ts';
import {
	overrideOf,
	personVerdict,
	type Change,
	type Override,
	type PersonVerdict
} from './curation-steps.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import { NoteState } from './note-state.svelte.ts';
import { askFor, type TrajectoryList } from './trajectory-list.ts';

export type TrajectoryEntry = QueryRow<'lists/trajectory'>;
export type TrajectoryVerdict = QueryRow<'lists/trajectory-verdicts'>;
export type CaseRow = QueryRow<'code/cases'>;
export type TrajectoryScore = QueryRow<'lists/trajectory-score'>;
export type TrajectoryWay = QueryRow<'lists/trajectory-neighbours'>;

/** The tokens of one model in the text of the trajectory. */
export type Tokens =
	| { readonly kind: 'none' }
	/** Saved by an older version, without places; or for another text. */
	| { readonly kind: 'unplaced' }
	| { readonly kind: 'here'; readonly track: LocatedTrack; readonly located: TokenText };

const NO_TOKENS: Tokens = { kind: 'none' };
/** `scorer` of the model that wrote the text. */
const WRITER = 'teacher';

interface Loaded {
	readonly entry: TrajectoryEntry;
	readonly verdicts: readonly TrajectoryVerdict[];
	readonly cases: readonly CaseRow[];
	readonly way: TrajectoryWay | null;
	readonly score: TrajectoryScore | null;
	readonly writer: Tokens;
	readonly student: Tokens;
	/** Whose `student` is. */
	readonly studentId: string;
}

export interface TrajectoryDependencies {
	readonly db: Pick<PageDb, 'query' | 'track' | 'append'>;
	readonly curate: CurateState;
	readonly messages: MessagesState;
}

/** One trajectory with all that is known about it, and its place in a list. */
export class TrajectoryState {
	readonly #db: TrajectoryDependencies['db'];
	readonly #curate: CurateState;
	readonly note: NoteState;
	#loaded = $state.raw<Loaded | null>(null);
	#missing = $state(false);
	#id = '';
	#list: TrajectoryList | null = null;
	#turn = 0;

	constructor({ db, curate, messages }: TrajectoryDependencies) {
		this.#db = db;
		this.#curate = curate;
		this.note = new NoteState(db, messages);
	}

	/** Null until it is there. */
	get entry(): TrajectoryEntry | null {
		return this.#loaded?.entry ?? null;
	}
	/** True where the project has no such trajectory. */
	get missing(): boolean {
		return this.#missing;
	}
	get verdicts(): readonly TrajectoryVerdict[] {
		return this.#loaded?.verdicts ?? [];
	}
	/** What each test of a code question came to; empty while it was not run. */
	get cases(): readonly CaseRow[] {
		return this.#loaded?.cases ?? [];
	}
	get way(): TrajectoryWay | null {
		return this.#loaded?.way ?? null;
	}
	/** What the student thinks of it; null while it has not read it. */
	get score(): TrajectoryScore | null {
		return this.#loaded?.score ?? null;
	}
	/** Tokens of the model that wrote it here; none of an imported one. */
	get writer(): Tokens {
		return this.#loaded?.writer ?? NO_TOKENS;
	}
	/** Tokens of the student that read it. */
	get student(): Tokens {
		return this.#loaded?.student ?? NO_TOKENS;
	}
	get override(): Override {
		return overrideOf(this.entry?.override);
	}
	/** From the verdicts on screen: a save between two questions must not let the two differ. */
	get personVerdict(): PersonVerdict {
		return personVerdict(this.verdicts.find(({ grader }) => grader === 'person')?.verdict ?? null);
	}

	clear(): void {
		this.#turn++;
		this.#id = '';
		this.#loaded = null;
		this.#missing = false;
	}

	/** Loads a trajectory of a list; the one before stays until it is there. A later call overtakes. */
	async show(id: string, list: TrajectoryList): Promise<void> {
		this.#id = id;
		this.#list = list;
		// From one to the next nothing changed in the funnel; before the first, anything may have.
		if (this.#loaded === null) await this.#curate.refresh();
		await this.#load();
	}

	/** Something was saved: asks anew, the funnel first. */
	async reload(): Promise<void> {
		await this.#curate.refresh();
		await this.#load();
	}

	/** A person's verdict; the same once more takes it back, as 'none' does. */
	async judge(verdict: PersonVerdict): Promise<void> {
		if (this.entry === null) return;
		const before = this.personVerdict;
		const after = verdict === before ? 'none' : verdict;
		if (after === before) return;
		await this.#curate.decide({ kind: 'verdict', changes: this.#change(before, after) });
		await this.#load();
	}

	/** A person's. */
	get tags(): readonly string[] {
		return splitChoices(this.entry?.tags ?? '');
	}

	get canUndo(): boolean {
		return this.entry !== null && this.#curate.canUndoOn(this.entry.id);
	}
	get canRedo(): boolean {
		return this.entry !== null && this.#curate.canRedoOn(this.entry.id);
	}

	/** Takes back what was last decided about this trajectory, or decides it again. Others stay. */
	async step(way: 'undo' | 'redo'): Promise<void> {
		if (!(way === 'undo' ? this.canUndo : this.canRedo)) return;
		await this.#curate[way]();
		await this.#load();
	}

	/** A person's keep or drop; the same once more takes it back. */
	async decide(wanted: 'keep' | 'drop'): Promise<void> {
		if (this.entry === null) return;
		const before = this.override;
		const after = before === wanted ? 'none' : wanted;
		await this.#curate.decide({ kind: 'override', changes: this.#change(before, after) });
		await this.#load();
	}

	/** Marks it with a tag, or takes the tag off. */
	async tag(tag: string, present: boolean): Promise<void> {
		if (this.entry === null || this.tags.includes(tag) === present) return;
		await this.#curate.decide({ kind: 'tag', tag, changes: this.#change(!present, present) });
		await this.#load();
	}

	#change<T>(before: T, after: T): Change<T>[] {
		return [{ id: this.#loaded!.entry.id, before, after }];
	}

	async #load(): Promise<void> {
		const id = this.#id;
		const list = this.#list;
		if (id === '' || list === null) return;
		const turn = ++this.#turn;
		const asked = { ...askFor(list, this.#curate.recipe.student), id };
		const [[entry], verdicts, [way = null]] = await Promise.all([
			this.#db.query('lists/trajectory', asked),
			this.#db.query('lists/trajectory-verdicts', asked),
			this.#db.query('lists/trajectory-neighbours', asked)
		]);
		const tokens = entry === undefined ? null : await this.#loadTokens(entry);
		const cases =
			entry?.answer_type === CODE_ANSWER_TYPE ? await this.#db.query('code/cases', { id }) : [];
		if (turn !== this.#turn) return;
		this.#missing = entry === undefined;
		this.#loaded = entry && tokens ? { entry, verdicts, cases, way, ...tokens } : null;
		if (entry) this.note.open(id, entry.note);
	}

	/** Tracks never change once they are there, so those that are loaded stay. */
	async #loadTokens(
		entry: TrajectoryEntry
	): Promise<Pick<Loaded, 'score' | 'writer' | 'student' | 'studentId'>> {
		const studentId = this.#curate.recipe.student ?? '';
		const known = this.#loaded?.entry.id === entry.id ? this.#loaded : null;
		const writer =
			known?.writer.kind === 'here'
				? known.writer
				: await this.#readTokens(entry.id, WRITER, entry.response, false);
		if (studentId === '') return { score: null, writer, student: NO_TOKENS, studentId };
		const asked = { id: entry.id, scorer: studentId };
		const [score = null] = await this.#db.query('lists/trajectory-score', asked);
		const isKnown = known?.studentId === studentId && known.student.kind === 'here';
		const student = isKnown
			? known.student
			: await this.#readTokens(entry.id, studentId, textToRead(entry), score?.truncated ?? false);
		return { score, writer, student, studentId };
	}

	async #readTokens(id: string, scorer: string, text: string, truncated: boolean): Promise<Tokens> {
		const bytes = await this.#db.track(id, scorer);
		if (bytes === null) return NO_TOKENS;
		const track = decodeTrack(bytes);
		const located = track && locateInText(text, track, truncated);
		return track && located ? { kind: 'here', track, located } : { kind: 'unplaced' };
	}
}
