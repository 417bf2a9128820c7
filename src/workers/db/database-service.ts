import { expose } from 'comlink';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import { type Crc32c, createCrc32c } from '../../lib/core/journal/crc32c.ts';
import { Cancelled } from '../../lib/core/model/errors.ts';
import { DEFAULT_RECIPE, type Recipe, type Stage } from '../../lib/core/model/recipe.ts';
import type { Row, TableName } from '../../lib/core/model/tables.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { TemplateReport } from '../../lib/core/template/template-report.ts';
import type {
	CurationResult,
	DbApi,
	ExportedDataset,
	OpenReport,
	ProjectSummary,
	SavedTrack,
	SelectedExample,
	StartReport,
	StorageReport
} from '../../lib/protocol/db-api.ts';
import type {
	ChartValue,
	ConsoleAnswer,
	ConsoleExample,
	ConsoleFormat,
	ConsoleRow
} from '../../lib/protocol/console-api.ts';
import type { QueryName, QueryParams, QueryRow } from '../../lib/protocol/queries.ts';
import { BlobFile } from './blob-file.ts';
import { type ChangeListener, ChangeNotifier } from './change-notifier.ts';
import { CONSOLE_EXAMPLES } from './console/console-examples.ts';
import { checkTemplate, exportDataset, readSelectedExample } from './dataset-export.ts';
import { ExportFolders } from './export-folders.ts';
import { exportProject } from './export-project.ts';
import { runNamedQuery, showNamedQuery } from './named-queries.ts';
import { type OpenProject, OpenProjects } from './open-projects.ts';
import type { ProjectWork } from './project-work.ts';
import { throttled } from './throttle.ts';
import { withTemplateWorker } from './template-check.ts';
import { trackKey } from './track-frames.ts';
import { openStorageArea, originUsage, type StorageArea } from './storage-area.ts';
import { isListQuery } from './trajectory-lists.ts';

interface Running {
	readonly projects: OpenProjects;
	readonly exports: ExportFolders;
	readonly crc32c: Crc32c;
	readonly report: StartReport;
}

/** DbApi over whatever storage this browser has. Every method that needs it starts it. */
export class DatabaseService implements DbApi {
	readonly #openArea: () => Promise<StorageArea>;
	readonly #notifier = new ChangeNotifier();
	#running: Promise<Running> | null = null;
	#export: AbortController | null = null;
	#work: AbortController | null = null;
	/** The one curated last: what `stageSql` shows. */
	#recipe: Recipe = DEFAULT_RECIPE;

	constructor(openArea: () => Promise<StorageArea> = openStorageArea) {
		this.#openArea = openArea;
	}

	async start(): Promise<StartReport> {
		return (await this.#run()).report;
	}

	connect(port: MessagePort): void {
		expose(this, port);
	}

	watch(onChange: ChangeListener): void {
		this.#notifier.watch(onChange);
	}

	async projects(): Promise<readonly ProjectSummary[]> {
		return (await this.#projects()).store.list();
	}

	async createProject(name: string): Promise<ProjectSummary> {
		return (await this.#projects()).store.create(name);
	}

	async openProject(id: string, onProgress: (share: number) => void): Promise<OpenReport> {
		return (await this.#projects()).open(id, throttled(onProgress));
	}

	async whenWritable(): Promise<boolean> {
		return (await this.#projects()).whenWritable();
	}

	async closeProject(): Promise<void> {
		await (await this.#projects()).close();
	}

	async renameProject(name: string): Promise<void> {
		await (await this.#projects()).rename(name);
	}

	async deleteProject(id: string): Promise<void> {
		await (await this.#projects()).remove(id);
	}

	async exportProject(onProgress: (share: number) => void): Promise<File> {
		const { projects, exports, crc32c } = await this.#run();
		const { session } = projects.current;
		const { name } = await projects.store.summary(session.id);
		const work = this.#newWork(onProgress);
		return exportProject(session, name, { folder: await exports.create('project'), crc32c, work });
	}

	async importProject(file: File, onProgress: (share: number) => void): Promise<ProjectSummary> {
		const { store } = await this.#projects();
		return store.importFile(new BlobFile(file), file.name, this.#newWork(onProgress));
	}

	cancelProjectWork(): void {
		this.#work?.abort(new Cancelled());
	}

	/** One at a time: a new one ends the last. */
	#newWork(onProgress: (share: number) => void): ProjectWork {
		this.cancelProjectWork();
		this.#work = new AbortController();
		return { signal: this.#work.signal, onProgress: throttled(onProgress) };
	}

	async storage(): Promise<StorageReport> {
		const projects = await this.#projects();
		const session = projects.currentId === null ? null : projects.current.session;
		return { journalBytes: session?.journalBytes ?? 0, ...(await originUsage()) };
	}

	async compact(onProgress: (share: number) => void): Promise<number> {
		return (await this.#current()).session.compact(this.#newWork(onProgress));
	}

	async dataVersion(): Promise<number> {
		return (await this.#current()).session.dataVersion;
	}

	async append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
		await this.appendArrow(table, encodeRows(table, rows));
	}

	async appendArrow(table: TableName, ipc: Uint8Array): Promise<void> {
		await (await this.#current()).session.append(table, ipc);
	}

	async appendTracks(tracks: readonly SavedTrack[]): Promise<void> {
		const { session } = await this.#current();
		await session.appendTracks(
			tracks.map(({ trajectoryId, scorer, bytes }) => ({
				key: trackKey(trajectoryId, scorer),
				bytes
			}))
		);
	}

	async track(trajectoryId: string, scorer: string): Promise<Uint8Array | null> {
		return (await this.#current()).session.track(trackKey(trajectoryId, scorer));
	}

	async tracks(
		trajectoryIds: readonly string[],
		scorer: string
	): Promise<readonly (Uint8Array | null)[]> {
		const { session } = await this.#current();
		return Promise.all(trajectoryIds.map((id) => session.track(trackKey(id, scorer))));
	}

	async query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
		const { session, lists } = await this.#current();
		if (!isListQuery(name)) return runNamedQuery(session.db, name, params);
		return lists.query(name, params as QueryParams<typeof name>);
	}

	async sqlOf<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<string> {
		return showNamedQuery(name, params);
	}

	async consoleRun(sql: string): Promise<ConsoleAnswer> {
		const { lists, console } = await this.#current();
		await lists.bringUpToDate(this.#recipe.student ?? '');
		return console.run(sql);
	}

	async consoleCancel(): Promise<void> {
		await (await this.#projects()).cancelConsole();
	}

	async consoleRows(offset: number, limit: number, chars: number): Promise<readonly ConsoleRow[]> {
		return (await this.#current()).console.rows(offset, limit, chars);
	}

	async consoleValues(columns: readonly number[], limit: number): Promise<ChartValue[][]> {
		return (await this.#current()).console.values(columns, limit);
	}

	async consoleFile(format: ConsoleFormat): Promise<Blob> {
		return (await this.#current()).console.file(format);
	}

	async consoleExamples(): Promise<readonly ConsoleExample[]> {
		return CONSOLE_EXAMPLES;
	}

	async curate(recipe: Recipe): Promise<CurationResult> {
		const { session, curation } = await this.#current();
		this.#recipe = recipe;
		return curation.curate(recipe, session.funnelVersion);
	}

	async stageSql(stage: Stage): Promise<string> {
		return (await this.#current()).curation.stageSql(stage, this.#recipe);
	}

	async exportDataset(
		recipe: Recipe,
		options: ExportOptions,
		onProgress: (share: number) => void,
		templatePort?: MessagePort
	): Promise<ExportedDataset> {
		const { projects, exports } = await this.#run();
		const { session, curation } = projects.current;
		const signal = this.#newExport();
		return withTemplateWorker(templatePort, async (checker) =>
			exportDataset(session.db, curation, {
				recipe,
				options,
				funnelVersion: session.funnelVersion,
				folder: await exports.create('dataset'),
				checker,
				onProgress: throttled(onProgress),
				signal
			})
		);
	}

	async checkTemplate(
		recipe: Recipe,
		options: ExportOptions,
		onProgress: (share: number) => void,
		templatePort: MessagePort
	): Promise<TemplateReport | null> {
		const { session, curation } = await this.#current();
		const { funnelVersion } = session;
		const signal = this.#newExport();
		return withTemplateWorker(templatePort, (checker) =>
			checkTemplate(session.db, curation, {
				...{ recipe, options, funnelVersion, checker, signal },
				onProgress: throttled(onProgress)
			})
		);
	}

	async selectedExample(
		recipe: Recipe,
		options: ExportOptions,
		index: number
	): Promise<SelectedExample> {
		const { session, curation } = await this.#current();
		const request = { recipe, options, funnelVersion: session.funnelVersion };
		return readSelectedExample(session.db, curation, request, index);
	}

	/** One at a time: a new one ends the last. */
	#newExport(): AbortSignal {
		this.#export?.abort();
		this.#export = new AbortController();
		return this.#export.signal;
	}

	cancelExport(): void {
		this.#export?.abort();
	}

	async #projects(): Promise<OpenProjects> {
		return (await this.#run()).projects;
	}

	async #current(): Promise<OpenProject> {
		return (await this.#projects()).current;
	}

	/** A start that failed is tried again by the next call. A restart of the database is waited for. */
	async #run(): Promise<Running> {
		this.#running ??= this.#startUp();
		try {
			const running = await this.#running;
			await running.projects.restarted();
			return running;
		} catch (error) {
			this.#running = null;
			throw error;
		}
	}

	async #startUp(): Promise<Running> {
		const [area, crc32c] = await Promise.all([this.#openArea(), createCrc32c()]);
		const projects = new OpenProjects(area, crc32c, (table, rows) => {
			this.#notifier.add(table, rows);
		});
		const exports = new ExportFolders(area.exports);
		await exports.removeOld(Date.now());
		// What cannot be removed now is tried again at the next start.
		await projects.store.removeUnfinished().catch(() => undefined);
		const duckdbVersion = await projects.warmUp();
		return { projects, exports, crc32c, report: { ...area.report, duckdbVersion } };
	}
}
