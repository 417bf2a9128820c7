import { DEFAULT_EXPORT, type ExportOptions } from '../core/export/options.ts';
import type { Recipe } from '../core/model/recipe.ts';
import type { ExportedFile } from '../protocol/db-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { MessagesState } from './messages-state.svelte.ts';

/** What is written, and how far it is. */
export class ExportState {
	readonly #db: Pick<PageDb, 'dataVersion' | 'exportDataset' | 'cancelExport'>;
	readonly #messages: MessagesState;
	#options = $state.raw<ExportOptions>(DEFAULT_EXPORT);
	#files = $state.raw<readonly ExportedFile[]>([]);
	#share = $state<number | null>(null);
	/** Of the data that the files were written from. */
	#version = -1;

	constructor(
		db: Pick<PageDb, 'dataVersion' | 'exportDataset' | 'cancelExport'>,
		messages: MessagesState
	) {
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

	/**
	 * The data or the recipe may have changed. News of changes arrive late, so what was written after them
	 * stays, and what they overtook while it was being written goes.
	 */
	async invalidate(): Promise<void> {
		if (this.#files.length === 0 || this.#share !== null) return;
		if ((await this.#db.dataVersion()) !== this.#version) this.#files = [];
	}

	/** Another project is opened. */
	clear(): void {
		this.#files = [];
	}

	async write(recipe: Recipe): Promise<void> {
		this.#share = 0;
		this.#files = [];
		try {
			this.#version = await this.#db.dataVersion();
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
		await this.invalidate();
	}

	cancel(): void {
		this.#db.cancelExport();
	}
}
