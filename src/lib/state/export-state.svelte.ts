import * as v from 'valibot';
import { DEFAULT_EXPORT, type ExportOptions, ExportOptionsSchema } from '../core/export/options.ts';
import { parseJsonWithin } from '../core/model/json-within.ts';
import type { Recipe } from '../core/model/recipe.ts';
import type { ChatTemplate } from '../core/template/chat-template.ts';
import { takesTemplate } from '../core/template/template-messages.ts';
import type { TemplateReport } from '../core/template/template-report.ts';
import type { ExportedFile } from '../protocol/db-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { TemplateClient } from '../services/template-client.ts';
import type { MessagesState } from './messages-state.svelte.ts';

export interface ExportDependencies {
	readonly db: Pick<
		PageDb,
		'dataVersion' | 'exportDataset' | 'checkTemplate' | 'cancelExport' | 'query' | 'append'
	>;
	readonly templates: Pick<TemplateClient, 'port' | 'end'>;
	readonly messages: MessagesState;
	/** True where nothing can be saved: the options then change for this visit only. */
	readonly readOnly: () => boolean;
}

/** The name under which a project keeps its export options among the recipes. */
const SAVED_AS = 'export';
/** A template and a system prompt have 100,000 characters at most, special tokens as many again. */
const MAX_OPTIONS_CHARS = 2_000_000;

/** What is written, and how far it is. */
export class ExportState {
	readonly #db: ExportDependencies['db'];
	readonly #templates: ExportDependencies['templates'];
	readonly #messages: MessagesState;
	readonly #readOnly: () => boolean;
	#options = $state.raw<ExportOptions>(DEFAULT_EXPORT);
	#files = $state.raw<readonly ExportedFile[]>([]);
	#archive = $state.raw<File | null>(null);
	#report = $state.raw<TemplateReport | null>(null);
	#share = $state<number | null>(null);
	#task = $state<'write' | 'check'>('write');
	/** Of the data that files and report were made from. */
	#version = -1;
	#saved: Promise<unknown> = Promise.resolve();

	constructor({ db, templates, messages, readOnly }: ExportDependencies) {
		this.#db = db;
		this.#templates = templates;
		this.#messages = messages;
		this.#readOnly = readOnly;
	}

	get options(): ExportOptions {
		return this.#options;
	}
	/** The files of the last run; empty after any change, so that nobody downloads a stale set. */
	get files(): readonly ExportedFile[] {
		return this.#files;
	}
	/** All files in one; null where there are none, or they are too large for that. */
	get archive(): File | null {
		return this.#archive;
	}
	/** What the chat template does to the whole set; null until it was looked at. */
	get report(): TemplateReport | null {
		return this.#report;
	}
	/** 0 to 1 while files are being written or checked, otherwise null. */
	get share(): number | null {
		return this.#share;
	}
	get task(): 'write' | 'check' {
		return this.#task;
	}

	/** Reads the options that the open project holds. */
	async load(): Promise<void> {
		const [row] = await this.#db.query('curate/recipe', { name: SAVED_AS });
		this.#options = row ? readOptions(row.json) : DEFAULT_EXPORT;
	}

	setOptions(changes: Partial<ExportOptions>): void {
		this.#options = { ...this.#options, ...changes };
		this.#forget();
		this.#save();
	}

	/** @param template null for none */
	setTemplate(template: ChatTemplate | null): void {
		const options: ExportOptions = { ...this.#options };
		if (template === null) delete options.template;
		else options.template = template;
		this.#options = options;
		this.#forget();
		this.#save();
	}

	/**
	 * The data or the recipe may have changed. News of changes arrive late, so what was written after them
	 * stays, and what they overtook while it was being written goes.
	 */
	async invalidate(): Promise<void> {
		const nothing = this.#files.length === 0 && this.#report === null;
		if (nothing || this.#share !== null) return;
		if ((await this.#db.dataVersion()) !== this.#version) this.#forget();
	}

	/** Another project is opened. */
	clear(): void {
		this.#forget();
		this.#options = DEFAULT_EXPORT;
	}

	write(recipe: Recipe): Promise<void> {
		return this.#run('write', async (onProgress) => {
			const port = this.#needsTemplate() ? await this.#templates.port() : undefined;
			const written = await this.#db.exportDataset(recipe, this.#options, onProgress, port);
			this.#files = written.files;
			this.#archive = written.archive;
			this.#report = written.template;
		});
	}

	/** Looks at the whole set under the chosen template, without writing it. */
	check(recipe: Recipe): Promise<void> {
		return this.#run('check', async (onProgress) => {
			const port = await this.#templates.port();
			this.#report = await this.#db.checkTemplate(recipe, this.#options, onProgress, port);
		});
	}

	cancel(): void {
		this.#db.cancelExport();
	}

	async #run(
		task: 'write' | 'check',
		work: (onProgress: (share: number) => void) => Promise<void>
	): Promise<void> {
		this.#task = task;
		this.#share = 0;
		this.#forget();
		const isDone = await this.#messages.guard(async () => {
			await this.#saved; // It would count as a change of the data.
			this.#version = await this.#db.dataVersion();
			await work((share) => (this.#share = share));
			return true;
		});
		// What keeps the template worker busy would keep it busy for ever.
		if (!isDone && this.#needsTemplate()) await this.#templates.end();
		this.#share = null;
		await this.invalidate();
	}

	#needsTemplate(): boolean {
		return this.#options.template !== undefined && takesTemplate(this.#options.format);
	}

	#forget(): void {
		this.#files = [];
		this.#archive = null;
		this.#report = null;
	}

	/** The decision card is made anew when it is wanted, so it is not kept. */
	#save(): void {
		if (this.#readOnly()) return;
		const kept: ExportOptions = { ...this.#options };
		delete kept.decisionCard;
		const row = { name: SAVED_AS, json: JSON.stringify(kept) };
		this.#saved = this.#messages.guard(() => this.#db.append('recipes', [row]));
	}
}

/** A project file may hold anything here; options that cannot be read are the usual ones. */
function readOptions(json: string): ExportOptions {
	try {
		const parsed = v.safeParse(ExportOptionsSchema, parseJsonWithin(json, MAX_OPTIONS_CHARS));
		return parsed.success ? parsed.output : DEFAULT_EXPORT;
	} catch {
		return DEFAULT_EXPORT;
	}
}
