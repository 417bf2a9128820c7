import type { PageDb } from '../services/remote-db.ts';
import type { OpenReport, ProjectSummary, StartReport, StorageReport } from '../protocol/db-api.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { Settings } from '../services/settings.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import type { RouterState } from './router-state.svelte.ts';

export type ProjectCounts = QueryRow<'project/counts'>;

const NO_COUNTS: ProjectCounts = {
	questions: 0,
	teachers: 0,
	trajectories: 0,
	analysed: 0,
	rejects: 0,
	imports: 0,
	benchmark_items: 0
};

/** What is done to a whole project at once. */
export type ProjectWork = 'export' | 'import' | 'compact';

/** The projects of this browser and the one that is open. */
export class ProjectState {
	readonly #db: PageDb;
	readonly #router: RouterState;
	readonly #messages: MessagesState;
	readonly #settings: Settings;

	#started = $state.raw<StartReport | null>(null);
	#list = $state.raw<readonly ProjectSummary[]>([]);
	#open = $state.raw<OpenReport | null>(null);
	#counts = $state.raw<ProjectCounts>(NO_COUNTS);
	#storage = $state.raw<StorageReport | null>(null);
	#openingShare = $state<number | null>(null);
	#work = $state<ProjectWork | null>(null);
	#workShare = $state(0);
	#isReturning = $state(false);
	#beforeLeaving: () => Promise<void> = () => Promise.resolve();

	constructor(db: PageDb, router: RouterState, messages: MessagesState, settings: Settings) {
		this.#db = db;
		this.#router = router;
		this.#messages = messages;
		this.#settings = settings;
		this.#isReturning = this.#wanted !== '';
	}

	/** True while the page was just opened and the project that was open last is on its way. */
	get isReturning(): boolean {
		return this.#isReturning;
	}

	/** Null until the database is up. */
	get started(): StartReport | null {
		return this.#started;
	}
	get list(): readonly ProjectSummary[] {
		return this.#list;
	}
	get open(): OpenReport | null {
		return this.#open;
	}
	get id(): string {
		return this.#open?.project.id ?? '';
	}
	get name(): string {
		return this.#open?.project.name ?? '';
	}
	get readOnly(): boolean {
		return this.#open?.mode === 'read-only';
	}
	get counts(): ProjectCounts {
		return this.#counts;
	}
	get storage(): StorageReport | null {
		return this.#storage;
	}
	/** 0 to 1 while a project is being replayed, otherwise null. */
	get openingShare(): number | null {
		return this.#openingShare;
	}

	/** What goes on with the whole project. */
	get work(): ProjectWork | null {
		return this.#work;
	}
	/** How far it is, 0 to 1. */
	get workShare(): number {
		return this.#workShare;
	}

	/** Ends it; nothing half done stays. */
	cancelWork(): void {
		this.#db.cancelProjectWork();
	}

	/** What has to come to rest before the open project is closed. */
	whenLeaving(rest: () => Promise<void>): void {
		this.#beforeLeaving = rest;
	}

	/** Starts the database. Resolves with the project that the URL names, or the last one; null for neither. */
	async start(): Promise<string | null> {
		try {
			this.#started = await this.#db.start();
			await this.refreshList();
		} catch (error) {
			this.#isReturning = false;
			throw error;
		}
		const wanted = this.#wanted;
		if (this.#list.some((project) => project.id === wanted)) return wanted;
		this.#isReturning = false;
		this.#router.setProject('');
		return null;
	}

	/** The project that the URL names, or the last one; '' for neither. */
	get #wanted(): string {
		return this.#router.project || (this.#settings.lastProject() ?? '');
	}

	/** Resolves with the id of the new project, which is not opened. */
	async create(name: string): Promise<string> {
		const project = await this.#db.createProject(name);
		await this.refreshList();
		return project.id;
	}

	openProject(id: string): Promise<void> {
		return this.#messages.whileLeaving(() => this.#openProject(id));
	}

	async #openProject(id: string): Promise<void> {
		if (this.#open) await this.#beforeLeaving();
		this.#openingShare = 0;
		this.#open = null;
		try {
			this.#open = await this.#db.openProject(id, (share) => (this.#openingShare = share));
			for (const notice of this.#open.notices) this.#messages.notice(notice);
			this.#settings.setLastProject(id);
			this.#router.setProject(id);
			await this.refresh();
		} catch (error) {
			// Another tab may have deleted it.
			await this.refreshList().catch(() => undefined);
			throw error;
		} finally {
			this.#openingShare = null;
			this.#isReturning = false;
		}
	}

	/** Resolves with true once the other tab has let go of the project that is read here. */
	async whenWritable(): Promise<boolean> {
		const { id } = this;
		return (await this.#db.whenWritable()) && this.id === id && this.readOnly;
	}

	async rename(name: string): Promise<void> {
		if (!this.#open) return;
		await this.#db.renameProject(name);
		this.#open = { ...this.#open, project: { ...this.#open.project, name } };
		await this.refreshList();
	}

	async remove(id: string): Promise<void> {
		if (id === this.id) await this.close();
		await this.#db.deleteProject(id);
		await this.refreshList();
	}

	close(): Promise<void> {
		return this.#messages.whileLeaving(() => this.#close());
	}

	async #close(): Promise<void> {
		if (this.#open) await this.#beforeLeaving();
		// First: what is on screen asks again whenever saved data changed, and must not ask a closed project.
		this.#open = null;
		await this.#db.closeProject();
		this.#counts = NO_COUNTS;
		this.#settings.setLastProject(null);
		this.#router.setProject('');
		await this.refreshList();
	}

	exportFile(): Promise<File> {
		return this.#during('export', (onProgress) => this.#db.exportProject(onProgress));
	}

	/** Resolves with the id of the project that the file holds, which is not opened. */
	async importFile(file: File): Promise<string> {
		const project = await this.#during('import', (onProgress) =>
			this.#db.importProject(file, onProgress)
		);
		await this.refreshList();
		return project.id;
	}

	async compact(): Promise<void> {
		const freedBytes = await this.#during('compact', (onProgress) => this.#db.compact(onProgress));
		this.#messages.notice(
			freedBytes > 0
				? `Compacted the project: ${freedBytes.toLocaleString('en')} bytes freed.`
				: 'There was nothing to free.'
		);
		await this.refresh();
	}

	async refreshList(): Promise<void> {
		this.#list = await this.#db.projects();
	}

	async #during<T>(
		work: ProjectWork,
		run: (onProgress: (share: number) => void) => Promise<T>
	): Promise<T> {
		this.#work = work;
		this.#workShare = 0;
		try {
			return await run((share) => (this.#workShare = share));
		} finally {
			this.#work = null;
		}
	}

	/** Counts and storage; called whenever saved data changed. */
	async refresh(): Promise<void> {
		if (!this.#open) return;
		const [counts] = await this.#db.query('project/counts', {});
		this.#counts = counts ?? NO_COUNTS;
		this.#storage = await this.#db.storage();
	}
}
