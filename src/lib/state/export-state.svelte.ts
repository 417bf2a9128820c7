import { DEFAULT_EXPORT, type ExportOptions } from '../core/export/options.ts';
import type { Recipe } from '../core/model/recipe.ts';
import type { ExportedFile } from '../protocol/db-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { MessagesState } from './messages-state.svelte.ts';

/** What is written, and how far it is. */
export class ExportState {
	readonly #db: PageDb;
	readonly #messages: MessagesState;
	#options = $state.raw<ExportOptions>(DEFAULT_EXPORT);
	#files = $state.raw<readonly ExportedFile[]>([]);
	#share = $state<number | null>(null);

	constructor(db: PageDb, messages: MessagesState) {
		this.#db = db;
		this.#messages = messages;
	}

	get options(): ExportOptions {
		return this.#options;
	}
	/** The files of the last run; empty after any change, so that nobody downloads a stale set. */
	get files(): readonly ExportedFile[] {
		return this.#files;
	}
	/** 0 to 1 while files are being written, otherwise null. */
	get share(): number | null {
		return this.#share;
	}

	setOptions(changes: Partial<ExportOptions>): void {
		this.#options = { ...this.#options, ...changes };
		this.#files = [];
	}

	/** The data or the recipe changed. */
	invalidate(): void {
		if (this.#share === null) this.#files = [];
	}

	async write(recipe: Recipe): Promise<void> {
		this.#share = 0;
		this.#files = [];
		try {
			this.#files = await this.#db.exportDataset(
				recipe,
				this.#options,
				(share) => (this.#share = share)
			);
		} catch (error) {
			this.#messages.error(error);
		} finally {
			this.#share = null;
		}
	}

	cancel(): void {
		this.#db.cancelExport();
	}
}
