import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { projectName } from '../../lib/core/model/project-name.ts';
import type { TableName } from '../../lib/core/model/tables.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { OpenReport, ProjectSummary } from '../../lib/protocol/db-api.ts';
import { SqlConsole } from './console/sql-console.ts';
import { Curation } from './curation.ts';
import { DuckDb } from './duckdb.ts';
import { IMPORT_NOTICE, lossNotice } from './import-journal.ts';
import { bytesLost, openNotices } from './open-notices.ts';
import { ProjectSession } from './project-session.ts';
import { ProjectStore } from './project-store.ts';
import { SerialQueue } from './serial-queue.ts';
import projectFacts from './sql/store/project-facts.sql?raw';
import type { StorageArea } from './storage-area.ts';
import { TrajectoryLists } from './trajectory-lists.ts';

export interface OpenProject {
	readonly session: ProjectSession;
	readonly curation: Curation;
	readonly lists: TrajectoryLists;
	readonly console: SqlConsole;
}

/** A statement that does not end within this time after being asked to is blocking the database. */
const CONSOLE_PATIENCE_MS = 2_000;

/** The one project that is open, and the DuckDB it lives in. */
export class OpenProjects {
	readonly store: ProjectStore;
	readonly #onChange: (table: TableName, rows: number) => void;
	readonly #queue = new SerialQueue();
	/** A database with nothing in it, started ahead. */
	#spare: Promise<DuckDb> | null = null;
	#duckdb: DuckDb | null = null;
	#open: OpenProject | null = null;
	#restart: Promise<unknown> = Promise.resolve();
	/** Ends when the open project is closed. */
	#leaving = new AbortController();

	constructor(
		area: StorageArea,
		crc32c: Crc32c,
		onChange: (table: TableName, rows: number) => void
	) {
		this.store = new ProjectStore(area.projects, area.locks, crc32c);
		this.#onChange = onChange;
	}

	/** Starts a database for the next project. @returns DuckDB's version. */
	async warmUp(): Promise<string> {
		this.#spare ??= DuckDb.start();
		try {
			return (await this.#spare).version;
		} catch (error) {
			this.#spare = null;
			throw error;
		}
	}

	/** @throws AppError 'project-closed' where none is open. */
	get current(): OpenProject {
		if (this.#open) return this.#open;
		throw new AppError(
			'project-closed',
			'No project is open. Open or create a project first, then try again.'
		);
	}

	get currentId(): string | null {
		return this.#open?.session.id ?? null;
	}

	async open(id: string, onProgress: (share: number) => void): Promise<OpenReport> {
		return this.#queue.run(() => this.#openNow(id, onProgress));
	}

	/**
	 * Ends the statement of the console. Where it does not listen, DuckDB is ended with it and replayed
	 * from the journal: one huge join is a single step, and inside a step nothing can be said to it.
	 */
	async cancelConsole(): Promise<void> {
		const open = this.#open;
		if (!open || (await open.console.cancel(CONSOLE_PATIENCE_MS))) return;
		const restart = this.#queue.run(async () => {
			if (this.#open === open) await this.#openNow(open.session.id, () => undefined, 0);
		});
		this.#restart = restart.catch(() => undefined);
		await restart;
	}

	/** Resolves when a restart that `cancelConsole` began is over: until then no project is open. */
	async restarted(): Promise<void> {
		await this.#restart;
	}

	async #openNow(
		id: string,
		onProgress: (share: number) => void,
		patienceMs = CONSOLE_PATIENCE_MS
	): Promise<OpenReport> {
		// Before anything is closed: a project that is gone leaves the open one as it is.
		await this.store.summary(id);
		await this.#close(patienceMs);
		await this.warmUp();
		const opened = await this.store.open(id);
		const duckdb = await this.#takeSpare();
		const events = { onChange: this.#onChange, onProgress };
		const { session, report } = await ProjectSession.open(id, opened, duckdb, events);
		const curation = new Curation(session.db);
		const lists = new TrajectoryLists({
			db: session.db,
			transaction: (action) => session.derive(action),
			changed: session.changed,
			outcomeVersion: () => curation.outcomeVersion
		});
		this.#open = {
			session,
			curation,
			lists,
			console: new SqlConsole(duckdb.console)
		};
		const facts = await readFacts(session);
		const importNotice = lossNotice(facts.get(IMPORT_NOTICE) ?? '');
		const project = await this.#refreshMeta(session, facts);
		return {
			project,
			mode: session.isReadOnly ? 'read-only' : 'read-write',
			notices: openNotices(report, session.isReadOnly, importNotice),
			framesRead: report.frames,
			bytesLost: bytesLost(report, session.isReadOnly)
		};
	}

	/**
	 * Resolves with true once no other tab writes to the project that is open here, with false where it is
	 * closed before.
	 */
	async whenWritable(): Promise<boolean> {
		const { session } = this.current;
		const { signal } = this.#leaving;
		if (!session.isReadOnly) return true;
		try {
			await this.store.whenFree(session.id, signal);
			return true;
		} catch (error) {
			if (signal.aborted) return false;
			throw error;
		}
	}

	async close(): Promise<void> {
		return this.#queue.run(() => this.#close());
	}

	async rename(name: string): Promise<void> {
		const { session } = this.current;
		const row = { key: 'name', value: projectName(name) };
		await session.append('project', encodeRows('project', [row]));
		await this.#refreshMeta(session, await readFacts(session));
	}

	async remove(id: string): Promise<void> {
		if (this.currentId === id) await this.close();
		await this.store.remove(id);
	}

	/** DuckDB never gives memory back, so every project gets a new one. */
	async #takeSpare(): Promise<DuckDb> {
		const duckdb = await (this.#spare ?? DuckDb.start());
		this.#spare = null;
		this.#duckdb = duckdb;
		return duckdb;
	}

	async #close(patienceMs = CONSOLE_PATIENCE_MS): Promise<void> {
		const open = this.#open;
		const duckdb = this.#duckdb;
		this.#leaving.abort();
		this.#leaving = new AbortController();
		this.#open = null;
		this.#duckdb = null;
		// What waits for a blocked database would keep the journal open, and its lock.
		const answers = (await open?.console.cancel(patienceMs)) ?? true;
		if (!answers) duckdb?.terminate();
		await open?.session.close();
		if (answers) duckdb?.terminate();
	}

	/** The journal knows the project's name best; the list's cache follows it. */
	async #refreshMeta(
		session: ProjectSession,
		facts: ReadonlyMap<string, string>
	): Promise<ProjectSummary> {
		const summary = await this.store.summary(session.id);
		const name = projectName(facts.get('name') ?? summary.name);
		const createdAt = facts.get('created_at') ?? summary.createdAt;
		const changed = name !== summary.name || createdAt !== summary.createdAt;
		if (changed && !session.isReadOnly) {
			// On a full disk the list is out of date, and the project open.
			await this.store.saveMeta(session.id, { name, createdAt }).catch(() => undefined);
		}
		return { ...summary, name, createdAt };
	}
}

async function readFacts(session: ProjectSession): Promise<ReadonlyMap<string, string>> {
	const rows = await session.db.rows<{ key: string; value: string }>(projectFacts);
	return new Map(rows.map(({ key, value }) => [key, value]));
}
