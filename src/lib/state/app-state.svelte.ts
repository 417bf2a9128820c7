import { getContext, setContext } from 'svelte';
import type { PageDb } from '../services/remote-db.ts';
import type { Settings, Theme } from '../services/settings.ts';
import { AnalysisState } from './analysis-state.svelte.ts';
import { AnnotationState } from './annotation-state.svelte.ts';
import { ChangeFeed } from './change-feed.ts';
import { ChooseState } from './choose-state.svelte.ts';
import { CompareState } from './compare-state.svelte.ts';
import { ConsoleState } from './console-state.svelte.ts';
import { CurateState } from './curate-state.svelte.ts';
import { DiffState } from './diff-state.svelte.ts';
import { ExportState } from './export-state.svelte.ts';
import { ImportState } from './import-state.svelte.ts';
import { JudgeState } from './judge-state.svelte.ts';
import { MessagesState } from './messages-state.svelte.ts';
import { MapState } from './map-state.svelte.ts';
import { ModelsState } from './models-state.svelte.ts';
import { OfflineState } from './offline-state.svelte.ts';
import { ProjectState } from './project-state.svelte.ts';
import { ReviewState } from './review-state.svelte.ts';
import { RouterState } from './router-state.svelte.ts';
import { RunFollowUp } from './run-follow-up.ts';
import { RunState } from './run-state.svelte.ts';
import { Samples } from './samples.ts';
import { StudentState } from './student-state.svelte.ts';
import { assumedSecondsPerJob } from './run-work.ts';
import { TemplateState } from './template-state.svelte.ts';
import { TeachersState } from './teachers-state.svelte.ts';
import { TourState } from './tour-state.svelte.ts';
import { TrajectoryListState } from './trajectory-list-state.svelte.ts';
import { TrajectoryState } from './trajectory-state.svelte.ts';
import type { Clients } from './clients.ts';

/** The states of the app, wired together once. */
export class AppState {
	readonly db: PageDb;
	readonly settings: Settings;
	readonly router: RouterState;
	readonly messages = new MessagesState();
	readonly changes = new ChangeFeed();
	readonly offline: OfflineState;
	readonly project: ProjectState;
	readonly imports: ImportState;
	readonly analysis: AnalysisState;
	readonly choose: ChooseState;
	readonly compare: CompareState;
	readonly diff: DiffState;
	readonly review: ReviewState;
	readonly curate: CurateState;
	readonly export: ExportState;
	readonly console: ConsoleState;
	readonly template: TemplateState;
	readonly teachers: TeachersState;
	readonly models: ModelsState;
	readonly runs: RunState;
	readonly student: StudentState;
	readonly map: MapState;
	readonly judge: JudgeState;
	readonly annotations: AnnotationState;
	readonly trajectories: TrajectoryListState;
	readonly trajectory: TrajectoryState;
	readonly tour: TourState;
	readonly samples: Samples;

	readonly #clients: Clients;
	#theme = $state<Theme>('system');
	#started: Promise<void> | null = null;
	readonly #followUp: RunFollowUp;
	/** What belongs to the open project, and goes with it. */
	readonly #ofProject: readonly { clear(): void }[];

	constructor(clients: Clients, target: Window) {
		this.#clients = clients;
		this.db = clients.db;
		this.settings = clients.settings;
		this.router = new RouterState(target, () =>
			this.messages.notice(
				'What this address asks for is longer than Retort reads, so it was left out. Your data is as it was. Choose the filter or the statement again.'
			)
		);
		this.offline = new OfflineState(clients.offline);
		this.project = new ProjectState(clients.db, this.router, this.messages, clients.settings);
		this.imports = new ImportState(clients.importer);
		this.analysis = new AnalysisState(clients.analyser, clients.coder, this.messages);
		this.choose = new ChooseState(clients.db, this.analysis, this.messages);
		this.compare = new CompareState(clients.db);
		this.diff = new DiffState(clients.differ, this.messages);
		this.curate = new CurateState({
			db: clients.db,
			analysis: this.analysis,
			messages: this.messages,
			readOnly: () => this.project.readOnly
		});
		const deciding = { db: clients.db, curate: this.curate, messages: this.messages };
		this.review = new ReviewState(deciding);
		this.trajectories = new TrajectoryListState(deciding);
		this.trajectory = new TrajectoryState(deciding);
		this.export = new ExportState({
			db: clients.db,
			templates: clients.templates,
			messages: this.messages,
			readOnly: () => this.project.readOnly
		});
		this.template = new TemplateState({
			db: clients.db,
			templates: clients.templates,
			exporting: this.export,
			messages: this.messages
		});
		this.console = new ConsoleState(clients.db, this.router);
		this.teachers = new TeachersState(clients.db);
		this.models = new ModelsState(clients.engines, clients.catalogue);
		this.#followUp = new RunFollowUp({
			analysis: this.analysis,
			changes: this.changes,
			models: this.models,
			runs: () => this.runs,
			analyseAll: () => void this.messages.guard(() => this.#analyseAll())
		});
		this.runs = new RunState({
			db: clients.db,
			executor: clients.executor,
			unattended: clients.unattended,
			messages: this.messages,
			readOnly: () => this.project.readOnly,
			isBusy: () => this.isReading,
			assumedSeconds: ({ settings }) => assumedSecondsPerJob(settings, this.models),
			onSaved: () => this.#followUp.checkSoon(),
			onTurn: (isRunning) => this.#followUp.turn(isRunning)
		});
		this.student = new StudentState({
			db: clients.db,
			scorer: clients.scorer,
			curate: this.curate,
			teachers: this.teachers,
			models: this.models,
			messages: this.messages,
			onSaved: () => this.changes.announce()
		});
		this.map = new MapState({
			db: clients.db,
			embedding: clients.embedding,
			analysis: this.analysis,
			student: this.student,
			messages: this.messages,
			onSaved: () => this.changes.announce()
		});
		const asking = {
			db: clients.db,
			teachers: this.teachers,
			models: this.models,
			messages: this.messages,
			isBusy: () => this.runs.isRunning || this.isReading,
			onSaved: () => this.changes.announce()
		};
		this.judge = new JudgeState({ ...asking, service: clients.judging });
		this.annotations = new AnnotationState({ ...asking, service: clients.annotating });
		this.#ofProject = [
			this.imports,
			this.choose,
			this.teachers,
			this.student,
			this.map,
			this.judge,
			this.annotations,
			this.trajectories,
			this.trajectory,
			this.review,
			this.export,
			this.console,
			this.template
		];
		this.samples = new Samples(clients, this, (name) => this.#create(name));
		this.tour = new TourState(clients.settings, this.router);
		target.addEventListener('hashchange', () => this.tour.arrive());
		this.project.whenLeaving(() => this.#rest());
		this.#theme = clients.settings.theme();
	}

	/** A model reads what is there: as the student, for the map, as a judge, or to label it. */
	get isReading(): boolean {
		const { annotations, judge, map, student } = this;
		const asked = judge.now ?? annotations.now;
		return student.reading !== null || map.drawing !== null || asked !== null;
	}
	get theme(): Theme {
		return this.#theme;
	}
	setTheme(theme: Theme): void {
		this.#theme = theme;
		this.#clients.settings.setTheme(theme);
	}

	/**
	 * Starts the database, opens the project of the URL and goes on with work that was left. What is asked
	 * for before that is done waits for it, so that the page can be used from its first moment.
	 */
	start(): Promise<void> {
		return (this.#started ??= this.#start());
	}

	async #start(): Promise<void> {
		await this.messages.guard(async () => {
			this.db.watch(() => this.changes.announce());
			this.changes.subscribe(() => {
				this.trajectories.outdate();
				return this.messages.guard(async () => {
					await this.export.invalidate();
					await this.project.refresh();
				});
			});
			const last = await this.project.start();
			if (last !== null) await this.#enter(last);
		});
	}

	/** Loads the new version of the page that waits; a note that is being typed is saved before. */
	async reload(): Promise<void> {
		await this.#saveTyped();
		this.offline.reload();
	}

	async #saveTyped(): Promise<void> {
		await this.trajectory.note.flush();
		await this.review.note.flush();
		await this.curate.saveNow();
	}

	async openProject(id: string): Promise<void> {
		await this.messages.guard(() => this.#enter(id));
	}

	async createProject(name: string): Promise<void> {
		await this.messages.guard(() => this.#create(name));
	}

	async importProject(file: File): Promise<void> {
		await this.messages.guard(async () => this.#enter(await this.project.importFile(file)));
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

	/** Writes the curated set. A recipe that is saved while it is written would count as another one. */
	async writeFiles(): Promise<void> {
		await this.curate.saveNow();
		await this.export.write(this.curate.recipe);
	}

	/** Metrics and verdicts for everything that lacks them; safe to call at any time. */
	async analyse(): Promise<void> {
		if (this.project.readOnly || this.analysis.task) return;
		await this.#analyseAll();
	}

	/** Waits for what the analysis workers are doing, then looks at everything that is left. */
	async #analyseAll(): Promise<void> {
		await this.analysis.analyse({
			minJaccard: this.curate.recipe.nearDuplicates.minJaccard,
			benchmarks: this.project.counts.benchmark_items > 0
		});
		await this.project.refresh();
		this.changes.announceSoon();
	}

	/** Nothing may work on a project that is about to be closed. */
	async #rest(): Promise<void> {
		await this.#saveTyped();
		await this.student.rest();
		await this.map.rest();
		await this.judge.rest();
		await this.annotations.rest();
		await this.runs.leave();
		this.#followUp.rest();
		await this.analysis.rest();
	}

	/** A project that another tab writes to is read as it was: what came since needs another opening too. */
	async #offerToWrite(id: string): Promise<void> {
		if (!(await this.project.whenWritable())) return;
		this.messages.notice(
			'The other tab has let go of this project. Open it anew to see what was saved there, and to change it here.',
			{ name: 'Open it anew', run: () => this.#enter(id) }
		);
	}

	async #create(name: string): Promise<void> {
		await this.#enter(await this.project.create(name));
	}

	/**
	 * Opens a project and loads what the places show. What belonged to the old project goes first: the
	 * new one is on screen, and takes files, as soon as it is open.
	 */
	async #enter(id: string): Promise<void> {
		for (const state of this.#ofProject) state.clear();
		await this.project.openProject(id);
		if (!this.project.open) return;
		if (this.project.readOnly) void this.messages.guard(() => this.#offerToWrite(id));
		this.tour.offer();
		// A refusal changes nothing now; the project file is there for whoever wants a copy elsewhere.
		void this.#clients.requestPersistence().catch(() => false);
		await this.curate.load();
		await this.export.load();
		await this.choose.refreshTeachers();
		await this.teachers.refresh();
		await this.student.refresh();
		await this.judge.load();
		await this.annotations.load();
		await this.runs.load();
		if (!this.project.readOnly) await this.#followUp.resume();
		// Nobody waits for these, and the project may be left while they go on.
		if (this.project.counts.analysed < this.project.counts.trajectories) {
			void this.messages.guard(() => this.analyse());
		} else if (!this.project.readOnly && this.analysis.task === null) {
			void this.messages.guard(() => this.#runCode());
		}
	}

	/** Answers to code questions that were not run when the page was left. */
	async #runCode(): Promise<void> {
		await this.analysis.runCode();
		await this.project.refresh();
		this.changes.announceSoon();
	}
}

const KEY = Symbol('app');

export function provideApp(app: AppState): AppState {
	return setContext(KEY, app);
}

export function useApp(): AppState {
	return getContext<AppState>(KEY);
}
