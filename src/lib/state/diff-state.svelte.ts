import type { DiffPart, DiffUnit } from '../core/compare/diff-part.ts';
import { isCancelled } from '../core/model/errors.ts';
import type { DiffClient } from '../services/diff-client.ts';
import type { MessagesState } from './messages-state.svelte.ts';

/** The difference of two texts, compared in a worker. */
export class DiffState {
	readonly #client: Pick<DiffClient, 'diff' | 'end'>;
	readonly #messages: MessagesState;
	/** Null where the texts differ too much. */
	#parts = $state.raw<readonly DiffPart[] | null>([]);
	#status = $state<'comparing' | 'done' | 'failed'>('comparing');

	constructor(client: Pick<DiffClient, 'diff' | 'end'>, messages: MessagesState) {
		this.#client = client;
		this.#messages = messages;
	}

	get parts(): readonly DiffPart[] | null {
		return this.#parts;
	}
	get status(): 'comparing' | 'done' | 'failed' {
		return this.#status;
	}

	/** A later call overtakes. */
	async compare(first: string, second: string, unit: DiffUnit): Promise<void> {
		this.#status = 'comparing';
		try {
			this.#parts = await this.#client.diff(first, second, unit);
			this.#status = 'done';
		} catch (error) {
			if (isCancelled(error)) return;
			this.#status = 'failed';
			this.#messages.error(error);
		}
	}

	/** Nobody looks any more. */
	async close(): Promise<void> {
		await this.#client.end();
	}
}
