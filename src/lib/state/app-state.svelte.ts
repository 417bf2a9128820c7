import { getContext, setContext } from 'svelte';
import type { PageDb } from '../services/remote-db.ts';
import type { Settings, Theme } from '../services/settings.ts';
import { AnalysisState, type Analyser } from './analysis-state.svelte.ts';
import { ChangeFeed } from './change-feed.ts';
import { ChooseState } from './choose-state.svelte.ts';
import { CompareState } from './compare-state.svelte.ts';
import { CurateState } from './curate-state.svelte.ts';
import { ExportState } from './export-state.svelte.ts';
import { ImportState, type Importer } from './import-state.svelte.ts';
import { MessagesState } from './messages-state.svelte.ts';
import { ProjectState } from './project-state.svelte.ts';
import { RouterState } from './router-state.svelte.ts';

/** What the states need from outside; main.ts puts the real ones in, tests their fakes. */
export interface Clients {
	readonly db: PageDb;
	readonly importer: Importer;
	readonly analyser: Analyser;
	readonly settings: Settings;
	/** Gives the sample that ships with the app as a file. */
	readonly sampleFile: () => Promise<File>;
	/** Asks the browser not to clear what is saved here when space runs short. */
	readonly requestPersistence: () => Promise<boolean>;
}

/** The states of the app, wired together once. */
export class AppState {
	readonly db: PageDb;
	readonly router: RouterState;
	readonly messages = new MessagesState();
	readonly changes = new ChangeFeed();
	readonly project: ProjectState;
	readonly imports: ImportState;
	readonly analysis: AnalysisState;
	readonly choose: ChooseState;
	readonly compare: CompareState;
	readonly curate: CurateState;
	readonly export: ExportState;

	readonly #clients: Clients;
	#theme = $state<Theme>('system');

	constructor(clients: Clients, target: Window) {
		this.#clients = clients;
		this.db = clients.db;
		this.router = new RouterState(target);
		this.project = new ProjectState(clients.db, this.router, this.messages, clients.settings);
		this.imports = new ImportState(clients.importer);
		this.analysis = new AnalysisState(clients.analyser, this.messages);
		this.choose = new ChooseState(clients.db, this.analysis, this.messages);
		this.compare = new CompareState(clients.db);
		this.curate = new CurateState({
			db: clients.db,
			analysis: this.analysis,
			messages: this.messages,
			readOnly: () => this.project.readOnly
		});
		this.export = new ExportState(clients.db, this.messages);
		this.#theme = clients.settings.theme();
	}

	get theme(): Theme {
		return this.#theme;
	}
	setTheme(theme: Theme): void {
		this.#theme = theme;
		this.#clients.settings.setTheme(theme);
	}

	/** Starts the database, opens the project of the URL and goes on with work that was left. */
	async start(): Promise<void> {
		await this.messages.guard(async () => {
			this.db.watch(() => this.changes.announce());
			this.changes.subscribe(() => {
				this.export.invalidate();
				void this.messages.guard(() => this.project.refresh());
			});
			await this.#enter(() => this.project.start());
		});
	}

	async openProject(id: string): Promise<void> {
		await this.messages.guard(() => this.#enter(() => this.project.openProject(id)));
	}

	async createProject(name: string): Promise<void> {
		await this.messages.guard(() => this.#enter(() => this.project.create(name)));
	}

	async importProject(file: File): Promise<void> {
		await this.messages.guard(() => this.#enter(() => this.project.importFile(file)));
	}

	/** 'Explore a sample': a project of its own with the bundled GSM8K answers of four models. */
	async exploreSample(): Promise<void> {
		await this.messages.guard(async () => {
			const file = await this.#clients.sampleFile();
			await this.#enter(() => this.project.create('GSM8K sample'));
			await this.imports.add([{ kind: 'file', file }]);
			await this.runImport();
		});
	}

	/** Reads the files that are ready, then analyses what came in. */
	async runImport(): Promise<void> {
		await this.messages.guard(async () => {
			await this.imports.run();
			await this.project.refresh();
			await this.choose.refreshTeachers();
			await this.analyse();
		});
	}

	/** Metrics and verdicts for everything that lacks them; safe to call at any time. */
	async analyse(): Promise<void> {
		if (this.project.readOnly || this.analysis.task) return;
		await this.analysis.analyse({
			minJaccard: this.curate.recipe.nearDuplicates.minJaccard,
			benchmarks: this.project.counts.benchmark_items > 0
		});
		await this.project.refresh();
		this.changes.announce();
	}

	/**
	 * Opens a project and loads what the places show. What belonged to the old project goes first: the
	 * new one is on screen, and takes files, as soon as it is open.
	 */
	async #enter(open: () => Promise<void>): Promise<void> {
		this.imports.clear();
		this.choose.clear();
		this.export.invalidate();
		await open();
		if (!this.project.open) return;
		// A refusal changes nothing now; the project file is there for whoever wants a copy elsewhere.
		void this.#clients.requestPersistence().catch(() => false);
		await this.curate.load();
		await this.choose.refreshTeachers();
		if (this.project.counts.analysed < this.project.counts.trajectories) void this.analyse();
	}
}

const KEY = Symbol('app');

export function provideApp(app: AppState): AppState {
	return setContext(KEY, app);
}

export function useApp(): AppState {
	return getContext<AppState>(KEY);
}
