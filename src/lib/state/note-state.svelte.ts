import type { Row } from '../core/model/tables.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { MessagesState } from './messages-state.svelte.ts';

/** Typing at rest this long goes into the journal. */
const SAVE_AFTER_MS = 1_000;

export type NoteStatus = 'saved' | 'typing' | 'saving' | 'failed';

/** The note on the trajectory that is open. It saves itself when typing rests and when it is left. */
export class NoteState {
	readonly #db: Pick<PageDb, 'append'>;
	readonly #messages: Pick<MessagesState, 'guard'>;
	#id = '';
	#text = $state('');
	#status = $state<NoteStatus>('saved');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saving: Promise<void> = Promise.resolve();

	constructor(db: Pick<PageDb, 'append'>, messages: Pick<MessagesState, 'guard'>) {
		this.#db = db;
		this.#messages = messages;
	}

	get text(): string {
		return this.#text;
	}
	get status(): NoteStatus {
		return this.#status;
	}

	/** The note of a trajectory as it is saved. What is being typed here is newer, and stays. */
	open(id: string, saved: string): void {
		if (id !== this.#id) void this.flush();
		else if (this.#status !== 'saved') return;
		this.#id = id;
		this.#text = saved;
		this.#status = 'saved';
	}

	type(text: string): void {
		this.#text = text;
		this.#status = 'typing';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
	}

	/** Saves now what is not saved yet; resolves when nothing more is under way. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#status === 'typing' || this.#status === 'failed') {
			this.#status = 'saving';
			const row = {
				trajectory_id: this.#id,
				text: this.#text,
				updated_at: new Date().toISOString()
			};
			this.#saving = this.#saving.then(() => this.#save(row));
		}
		await this.#saving;
	}

	async #save(row: Row<'notes'>): Promise<void> {
		const isOpen = (): boolean => row.trajectory_id === this.#id && this.#status === 'saving';
		const saved = await this.#messages.guard(async () => {
			await this.#db.append('notes', [row]);
			return true;
		});
		if (isOpen()) this.#status = saved ? 'saved' : 'failed';
	}
}
