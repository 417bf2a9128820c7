import { AppError, isCancelled, toAppError } from '../core/model/errors.ts';

/** What a message offers to do, once. */
export interface MessageAction {
	readonly name: string;
	readonly run: () => Promise<void>;
}

export interface Message {
	readonly id: number;
	readonly kind: 'error' | 'notice';
	readonly text: string;
	readonly detail: string;
	readonly action: MessageAction | null;
}

/** What the app has to tell: failures in plain sentences and notices, until they are dismissed. */
export class MessagesState {
	#messages = $state.raw<readonly Message[]>([]);
	#nextId = 1;
	/** Counts how often the leaving of a project began or ended. */
	#left = 0;
	/** Projects that are being left. */
	#leaving = 0;

	get all(): readonly Message[] {
		return this.#messages;
	}

	notice(text: string, action: MessageAction | null = null): void {
		// One with the same words offers what is past.
		if (action) this.#messages = this.#messages.filter((message) => message.text !== text);
		this.#add('notice', text, '', action);
	}

	/** Does what a message offers; it has then said its piece. */
	async act({ id, action }: Message): Promise<void> {
		this.dismiss(id);
		if (action) await this.guard(action.run);
	}

	/**
	 * Closes a project, or opens another. What could be done to the last one cannot any more, and what was still asked
	 * of it is not missed.
	 */
	async whileLeaving(leave: () => Promise<void>): Promise<void> {
		this.#messages = this.#messages.filter(({ action }) => action === null);
		this.#left += 1;
		this.#leaving += 1;
		try {
			await leave();
		} finally {
			this.#left += 1;
			this.#leaving -= 1;
		}
	}

	error(error: unknown): void {
		if (isCancelled(error)) return;
		const known: AppError = toAppError(
			error,
			'internal',
			'Something in Retort failed that should not. What was saved is safe. Reload the page and try again; if it happens again, please report it with the detail below.'
		);
		this.#add('error', known.message, known.detail ?? '', null);
	}

	dismiss(id: number): void {
		this.#messages = this.#messages.filter((message) => message.id !== id);
	}

	/**
	 * Runs something that may fail and tells the user when it does. Answers undefined then.
	 * @param isWanted asked after a failure: nobody is told where something later took the work's place
	 */
	async guard<T>(
		work: () => Promise<T>,
		isWanted: () => boolean = () => true
	): Promise<T | undefined> {
		const left = this.#left;
		try {
			return await work();
		} catch (error) {
			const wasLeft = left !== this.#left || this.#leaving > 0;
			const isOfThePast = error instanceof AppError && error.code === 'project-closed' && wasLeft;
			if (isWanted() && !isOfThePast) this.error(error);
			return undefined;
		}
	}

	/** The same message twice is one message: a failing poll should not fill the page. */
	#add(kind: Message['kind'], text: string, detail: string, action: MessageAction | null): void {
		if (this.#messages.some((message) => message.text === text)) return;
		this.#messages = [...this.#messages, { id: this.#nextId++, kind, text, detail, action }];
	}
}
