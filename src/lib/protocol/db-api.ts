import type { Recipe, Stage } from '../core/model/recipe.ts';
import type { Row, TableName } from '../core/model/tables.ts';
import type { Example } from '../core/export/example.ts';
import type { ExportOptions } from '../core/export/options.ts';
import type { ConsoleApi } from './console-api.ts';
import type { TemplateReport } from '../core/template/template-report.ts';
import type { QueryName, QueryParams, QueryRow } from './queries.ts';

export interface ProjectSummary {
	readonly id: string;
	readonly name: string;
	/** ISO 8601. */
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly journalBytes: number;
}

/** What this browser offers; the app works with what is there and says what is not. */
export interface StartReport {
	/** False: projects live in memory only and are gone with the tab. */
	readonly persistent: boolean;
	/** A sentence for the user where `persistent` is false. */
	readonly notice: string;
	readonly duckdbVersion: string;
}

export interface OpenReport {
	readonly project: ProjectSummary;
	readonly mode: 'read-write' | 'read-only';
	/** Why read-only, and what was recovered, in sentences; empty where all is well. */
	readonly notices: readonly string[];
	readonly framesRead: number;
	/** Bytes cut from or skipped in the journal because they were no whole frame. */
	readonly bytesLost: number;
}

export interface StorageReport {
	readonly journalBytes: number;
	/** Of the whole origin, as the browser estimates it. */
	readonly usageBytes: number;
	readonly quotaBytes: number;
	readonly persisted: boolean;
}

export interface StageCount {
	readonly stage: Stage;
	/** Trajectories that reached this stage. */
	readonly entered: number;
	readonly kept: number;
	readonly questionsKept: number;
	readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

export interface CurationResult {
	readonly stages: readonly StageCount[];
	readonly selected: number;
	readonly questions: number;
	/** Pairs whose distance is needed and not there yet; the result is provisional until 0. */
	readonly missingPairs: number;
	/** Questions whose distances are missing, for the analysis pool. */
	readonly missingQuestions: readonly string[];
	readonly elapsedMs: number;
}

export interface ExportedFile {
	readonly name: string;
	readonly bytes: number;
	readonly sha256: string;
	/** Data rows; 0 for documents. */
	readonly rows: number;
	/** Backed by the disk where the browser has OPFS. */
	readonly file: File;
}

export interface ExportedDataset {
	readonly files: readonly ExportedFile[];
	/** All of them in one, for one download; null where they are too large for that. */
	readonly archive: File | null;
	/** What the chat template did to the rows; null where none was chosen or the format takes none. */
	readonly template: TemplateReport | null;
}

/** A trajectory of the curated set, in the order of the files. */
export interface SelectedExample {
	/** From 0. */
	readonly index: number;
	readonly total: number;
	/** Of the trajectory. */
	readonly id: string;
	/** Of a preference pair the chosen one; null where the format cannot hold it. */
	readonly example: Example | null;
	/** Why not; '' where it can. */
	readonly leftOut: string;
}

/** A token track on its way to the journal. */
export interface SavedTrack {
	readonly trajectoryId: string;
	/** 'teacher' for the model that wrote it, otherwise the key of the model that read it. */
	readonly scorer: string;
	readonly bytes: Uint8Array;
}

export interface TableChange {
	readonly table: TableName;
	readonly rows: number;
}

/**
 * The database worker: the journal in OPFS and the DuckDB that is replayed from it. Spoken by the
 * page and, over ports, by the other workers.
 */
export interface DbApi extends ConsoleApi {
	start(): Promise<StartReport>;
	/** Another client, e.g. a worker. */
	connect(port: MessagePort): void;
	/** Called after rows were saved or replayed; at most about ten times a second. */
	watch(onChange: (changes: readonly TableChange[]) => void): void;

	projects(): Promise<readonly ProjectSummary[]>;
	createProject(name: string): Promise<ProjectSummary>;
	/** Closes the project that is open, then replays this one. */
	openProject(id: string, onProgress: (share: number) => void): Promise<OpenReport>;
	/** Resolves with true once no other tab writes to the open project, with false where it is closed before. */
	whenWritable(): Promise<boolean>;
	closeProject(): Promise<void>;
	renameProject(name: string): Promise<void>;
	deleteProject(id: string): Promise<void>;
	/** @throws Cancelled after `cancelProjectWork`, as the two below */
	exportProject(onProgress: (share: number) => void): Promise<File>;
	/** A damaged file gives what is whole in it, and `notices` at the next open. */
	importProject(file: File, onProgress: (share: number) => void): Promise<ProjectSummary>;
	/** Ends an export or import of a project file, or a rewriting of the journal; nothing half done stays. */
	cancelProjectWork(): void;
	storage(): Promise<StorageReport>;
	/** Rewrites the journal without superseded rows and switches to it atomically. Returns bytes freed. */
	compact(onProgress: (share: number) => void): Promise<number>;

	/** Another number whenever rows were added to the open project. */
	dataVersion(): Promise<number>;
	/** Resolves when the rows are in the journal and flushed. Rows already there change nothing. */
	append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>;
	/** The same for rows encoded by core/tables/arrow.ts; the bytes are transferred. */
	appendArrow(table: TableName, ipc: Uint8Array): Promise<void>;
	/** Resolves when the tracks are on the disk. Append the rows that name them afterwards. */
	appendTracks(tracks: readonly SavedTrack[]): Promise<void>;
	/** The bytes of a token track (core/generate/track-codec.ts); null where there is none. */
	track(trajectoryId: string, scorer: string): Promise<Uint8Array | null>;
	/** The same of many, in their order. */
	tracks(trajectoryIds: readonly string[], scorer: string): Promise<readonly (Uint8Array | null)[]>;

	query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
	/** The statement behind a table, with its values filled in: what 'Show the SQL' shows. */
	sqlOf<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<string>;

	curate(recipe: Recipe): Promise<CurationResult>;
	/** The statements of one funnel stage. */
	stageSql(stage: Stage): Promise<string>;
	/**
	 * Writes the files of a training set. Needs a curation with no missing pairs.
	 * @param templatePort speaks TemplateApi; needed where the options name a chat template
	 */
	exportDataset(
		recipe: Recipe,
		options: ExportOptions,
		onProgress: (share: number) => void,
		templatePort?: MessagePort
	): Promise<ExportedDataset>;
	/** The same check of the chat template, without files. Ended by `cancelExport` too. */
	checkTemplate(
		recipe: Recipe,
		options: ExportOptions,
		onProgress: (share: number) => void,
		templatePort: MessagePort
	): Promise<TemplateReport | null>;
	/** @param index past the end it gives the last one */
	selectedExample(recipe: Recipe, options: ExportOptions, index: number): Promise<SelectedExample>;
	cancelExport(): void;
}
