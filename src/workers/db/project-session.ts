import { type JournalWriter } from '../../lib/core/journal/writer.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { type TableName, TABLES } from '../../lib/core/model/tables.ts';
import { recodeRows } from '../../lib/core/tables/arrow.ts';
import { ChangedTrajectories } from './changed-trajectories.ts';
import type { Database } from './database.ts';
import { mergeRows, settleRows } from './merge-rows.ts';
import type { OpenedProject } from './project-store.ts';
import { type ProjectWork, stepsOf, UNWATCHED } from './project-work.ts';
import { type ReplayReport, replay } from './replay.ts';
import { MAX_ROW_BYTES } from './row-limit.ts';
import { SerialQueue } from './serial-queue.ts';
import { writeSnapshot } from './snapshot.ts';
import { decodeTrackFrame, type Track } from './track-frames.ts';

/** What a session needs of its DuckDb. */
export interface SessionDatabase {
	readonly main: Database;
	/** All of `action` or nothing. */
	transaction<T>(action: (db: Database) => Promise<T>): Promise<T>;
}

/** What a person decides, and what is found out about the texts that are there, always has a place. */
const BRING_TEXTS: readonly TableName[] = ['questions', 'trajectories', 'benchmark_items'];

/**
 * No stage of the funnel reads these. The recipe among them: it is saved a moment after each change, and would
 * have the next change run all stages again instead of those that it touches.
 */
const BESIDE_THE_FUNNEL: readonly TableName[] = [
	'project',
	'imports',
	'rejects',
	'recipes',
	'notes',
	'queries',
	'tags',
	'saved_filters',
	'case_results',
	'embeddings',
	'map_points'
];

export interface SessionEvents {
	/** Rows of `table` were saved or replayed. */
	readonly onChange: (table: TableName, rows: number) => void;
	/** Share of the journal that was replayed, 0 to 1. */
	readonly onProgress: (share: number) => void;
	/** Instead of MAX_ROW_BYTES. */
	readonly maxRowBytes?: number;
}

/** Offsets in a rewritten journal of what was copied as it is. */
interface MovedFrames {
	readonly foreign: readonly number[];
	readonly tracks: Map<string, number>;
}

/** An open project: its journal, and the DuckDB that holds the same rows. The two never disagree. */
export class ProjectSession {
	readonly id: string;
	readonly #opened: OpenedProject;
	readonly #duckdb: SessionDatabase;
	readonly #onChange: SessionEvents['onChange'];
	readonly #queue = new SerialQueue();
	#foreignFrames: readonly number[] = [];
	/** Offsets of the frames that hold the token tracks, by key. */
	#tracks = new Map<string, number>();
	#closed = false;
	#dataVersion = 0;
	#funnelVersion = 0;
	#rowBytes = 0;
	readonly #maxRowBytes: number;
	/** For lists, which then need not look at everything again. */
	readonly changed = new ChangedTrajectories();

	private constructor(
		id: string,
		opened: OpenedProject,
		duckdb: SessionDatabase,
		{ onChange, maxRowBytes = MAX_ROW_BYTES }: SessionEvents
	) {
		this.id = id;
		this.#opened = opened;
		this.#duckdb = duckdb;
		this.#onChange = onChange;
		this.#maxRowBytes = maxRowBytes;
	}

	/** Replays the journal into an empty database. A failure closes the journal and frees the lock. */
	static async open(
		id: string,
		opened: OpenedProject,
		duckdb: SessionDatabase,
		events: SessionEvents
	): Promise<{ readonly session: ProjectSession; readonly report: ReplayReport }> {
		const session = new ProjectSession(id, opened, duckdb, events);
		try {
			return { session, report: await session.#replay(events.onProgress) };
		} catch (error) {
			await session.close();
			throw error;
		}
	}

	get db(): Database {
		return this.#duckdb.main;
	}

	get isReadOnly(): boolean {
		return this.#opened.release === null;
	}

	/** Differs whenever rows were added since. */
	get dataVersion(): number {
		return this.#dataVersion;
	}

	/** Differs whenever rows were added since that the funnel may look at. */
	get funnelVersion(): number {
		return this.#funnelVersion;
	}

	get journalBytes(): number {
		return this.#opened.journal.bytes;
	}

	/**
	 * Resolves when the rows are on the disk and in the database; where it fails, they are in neither.
	 * @throws AppError 'read-only', 'project-full', 'storage-full', 'storage-failed', 'database-failed'
	 */
	async append(table: TableName, ipc: Uint8Array): Promise<void> {
		const inserted = await this.#queue.run(async () => this.#appendNow(table, ipc));
		if (inserted === 0) return;
		this.#dataVersion += 1;
		if (!BESIDE_THE_FUNNEL.includes(table)) this.#funnelVersion += 1;
		this.#onChange(table, inserted);
	}

	async #appendNow(table: TableName, ipc: Uint8Array): Promise<number> {
		const { journal } = this.#opened;
		journal.assertWritable();
		const checked = recodeRows(table, ipc);
		if (checked.rows === 0) return 0;
		const isTooMuch = this.#rowBytes + checked.ipc.length > this.#maxRowBytes;
		if (isTooMuch && BRING_TEXTS.includes(table)) throw projectFull();
		const before = journal.bytes;
		try {
			// Two workers at once: writing to the disk takes about as long as inserting.
			const saved = await this.#duckdb.transaction((tx) =>
				mergeRows(tx, table, checked.ipc, () => {
					journal.append(TABLES[table].kind, checked.ipc);
				})
			);
			if (saved === 0) {
				journal.truncateTo(before);
				return 0;
			}
			this.#rowBytes += checked.ipc.length;
			this.changed.add(table, checked.ipc, checked.rows);
			return saved;
		} catch (error) {
			if (journal.bytes > before) journal.truncateTo(before);
			throw error;
		}
	}

	/** Changes working tables, which stand in no journal: all of `action` or nothing. */
	async derive(action: (db: Database) => Promise<void>): Promise<void> {
		await this.#queue.run(() => this.#duckdb.transaction(action));
	}

	/**
	 * Resolves when the tracks are on the disk; a later one with the same key takes the place of the
	 * earlier. Append the row that names a track after it.
	 * @throws AppError 'read-only', 'storage-full', 'storage-failed'
	 */
	async appendTracks(tracks: readonly Track[]): Promise<void> {
		await this.#queue.run(async () => {
			const offsets = this.#opened.journal.appendTracks(tracks);
			tracks.forEach(({ key }, i) => this.#tracks.set(key, offsets[i]!));
		});
	}

	/** The bytes of a token track; null where there is none. */
	async track(key: string): Promise<Uint8Array | null> {
		return this.#queue.run(async () => {
			const at = this.#tracks.get(key);
			if (at === undefined) return null;
			return decodeTrackFrame(this.#opened.journal.frameAt(at))?.bytes ?? null;
		});
	}

	/** Rewrites the journal without superseded rows. @returns bytes freed. */
	async compact(work = UNWATCHED): Promise<number> {
		return this.#queue.run(async () => {
			const { journal } = this.#opened;
			journal.assertWritable();
			let moved: MovedFrames = { foreign: [], tracks: new Map() };
			const freed = await journal.compact(async (writer) => {
				moved = await this.#writeAll(writer, work);
			});
			this.#foreignFrames = moved.foreign;
			this.#tracks = moved.tracks;
			return Math.max(0, freed);
		});
	}

	/** Everything there is as a journal, elsewhere: see export-project.ts. */
	async writeCopy(writer: JournalWriter, work = UNWATCHED): Promise<void> {
		await this.#queue.run(async () => {
			await this.#writeAll(writer, work);
		});
	}

	/** Returns when what was begun is done and the lock is free. */
	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await this.#queue.run(async () => {
			this.#opened.journal.close();
			this.#opened.release?.();
		});
	}

	/** Token tracks, and frames of later versions, go along unread. @returns where they are now. */
	async #writeAll(writer: JournalWriter, work: ProjectWork): Promise<MovedFrames> {
		const step = stepsOf(work, this.journalBytes);
		await writeSnapshot(this.db, writer, () => step(writer.end));
		const copy = (at: number): number => {
			const { kind, payload, flags } = this.#opened.journal.frameAt(at);
			const newAt = writer.end;
			writer.append(kind, payload, flags);
			return newAt;
		};
		const tracks = new Map([...this.#tracks].map(([key, at]) => [key, copy(at)]));
		return { foreign: this.#foreignFrames.map(copy), tracks };
	}

	async #replay(onProgress: SessionEvents['onProgress']): Promise<ReplayReport> {
		const { journal, release } = this.#opened;
		const totalBytes = Math.max(1, journal.bytes);
		const replayed = new Map<TableName, number>();
		const tracks = new Map<string, number>();
		const report = await replay(journal.frames(), {
			rows: async ({ table, ipc, rows, at }) => {
				await this.db.insertArrow(table, ipc);
				this.#rowBytes += ipc.length;
				replayed.set(table, (replayed.get(table) ?? 0) + rows);
				onProgress(at / totalBytes);
			},
			track: ({ key }, at) => tracks.set(key, at)
		});
		this.#tracks = tracks;
		for (const [table, rows] of replayed) {
			await settleRows(this.db, table);
			this.#onChange(table, rows);
		}
		if (release) await journal.beginWriting(report);
		this.#foreignFrames = report.foreignFrames;
		onProgress(1);
		return report;
	}
}

function projectFull(): AppError {
	return new AppError(
		'project-full',
		'This project is as large as the database in this page can hold. Everything saved before is safe, and can be curated and exported. Bring the rest into another project: split the file, or leave out what will not be used.'
	);
}
