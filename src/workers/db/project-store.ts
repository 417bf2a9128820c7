import * as v from 'valibot';
import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { projectName } from '../../lib/core/model/project-name.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { TABLES } from '../../lib/core/model/tables.ts';
import { encodeRows } from '../../lib/core/tables/arrow.ts';
import type { ProjectSummary } from '../../lib/protocol/db-api.ts';
import type { Disk, Folder } from './disk.ts';
import { importJournal } from './import-journal.ts';
import { generationsIn, journalName, ProjectJournal } from './project-journal.ts';
import type { ProjectLocks, Release } from './project-lock.ts';
import { UNWATCHED } from './project-work.ts';
import { lockedError, toStorageError } from './storage-error.ts';

const META_FILE = 'meta.json';
/**
 * Stands in a project's folder until everything of it is there. Only together with a journal that was never
 * sealed does it mean that the project is not whole: either alone can be the work of a failing disk.
 */
const UNFINISHED_FILE = 'unfinished';
const ID_PATTERN = /^[0-9a-f]{32}$/;

/** What the list of projects shows without opening any; the journal has the last word. */
const MetaSchema = v.object({ name: v.string(), createdAt: v.string() });
export type ProjectMeta = v.InferOutput<typeof MetaSchema>;

export interface OpenedProject {
	readonly journal: ProjectJournal;
	/** null where another tab writes to this project. */
	readonly release: Release | null;
}

/** The projects of this browser: one folder each, with a journal and a small cache for the list. */
export class ProjectStore {
	readonly #disk: Disk;
	readonly #locks: ProjectLocks;
	readonly #crc32c: Crc32c;

	constructor(disk: Disk, locks: ProjectLocks, crc32c: Crc32c) {
		this.#disk = disk;
		this.#locks = locks;
		this.#crc32c = crc32c;
	}

	/** Most recently changed first. Folders without a journal are no projects, unfinished ones not yet. */
	async list(): Promise<ProjectSummary[]> {
		const ids = await this.#ids();
		const summaries = await Promise.all(ids.map((id) => this.summary(id).catch(() => null)));
		return summaries
			.filter((summary) => summary !== null)
			.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id));
	}

	/** @throws AppError 'project-missing' */
	async summary(id: string): Promise<ProjectSummary> {
		const folder = await this.#folder(id);
		const [newest] = await generationsIn(folder);
		const files = await folder.files();
		const journal = files.find((file) => file.name === journalName(newest ?? 0));
		if (!journal || (await isUnfinished(folder))) throw missing(id);
		const updatedAt = new Date(Math.max(...files.map((file) => file.modifiedAtMs))).toISOString();
		const meta = (await readMeta(folder)) ?? { name: 'Recovered project', createdAt: updatedAt };
		return { id, ...meta, updatedAt, journalBytes: journal.bytes };
	}

	async create(name: string): Promise<ProjectSummary> {
		const meta = { name: projectName(name), createdAt: new Date().toISOString() };
		return this.#createWith(meta, async (journal) => {
			const rows: Row<'project'>[] = [
				{ key: 'name', value: meta.name },
				{ key: 'created_at', value: meta.createdAt }
			];
			journal.append(TABLES.project.kind, encodeRows('project', rows));
			return meta;
		});
	}

	/** A new project under a new id from a project file. */
	async importFile(
		file: RandomAccessFile,
		fileName: string,
		work = UNWATCHED
	): Promise<ProjectSummary> {
		const fallback = {
			name: fileName.replace(/\.retort$/, ''),
			createdAt: new Date().toISOString()
		};
		return this.#createWith(fallback, async (journal) => {
			const said = await importJournal(file, journal, this.#crc32c, work);
			const { name, createdAt } = { ...fallback, ...said };
			return { name: projectName(name), createdAt };
		});
	}

	/** The lock is held meanwhile, so that no other tab takes the project for one that was abandoned. */
	async #createWith(
		meta: ProjectMeta,
		fill: (journal: ProjectJournal) => Promise<ProjectMeta>
	): Promise<ProjectSummary> {
		const id = newProjectId();
		const release = await this.#locks.acquire(id);
		try {
			const folder = await this.#disk.create(id);
			(await folder.open(UNFINISHED_FILE)).close();
			await writeMeta(folder, meta);
			await writeMeta(folder, await ProjectJournal.create(folder, this.#crc32c, fill));
			await folder.remove(UNFINISHED_FILE);
			return await this.summary(id);
		} catch (error) {
			await this.#disk.remove(id).catch(() => undefined);
			throw toStorageError(error);
		} finally {
			release?.();
		}
	}

	/** Gives back the space of projects whose making a crash ended. Those that a tab is making stay. */
	async removeUnfinished(): Promise<void> {
		for (const id of await this.#ids()) {
			const folder = await this.#disk.find(id);
			if (!folder || !(await isUnfinished(folder))) continue;
			const release = await this.#locks.acquire(id);
			if (!release) continue;
			await this.#disk.remove(id).catch(() => undefined);
			release();
		}
	}

	async #ids(): Promise<string[]> {
		return (await this.#disk.folders()).filter((id) => ID_PATTERN.test(id));
	}

	/** Holds the project's lock where it is free, and reads along where it is not. */
	async open(id: string): Promise<OpenedProject> {
		const folder = await this.#folder(id);
		const release = await this.#locks.acquire(id);
		try {
			return { journal: await ProjectJournal.open(folder, this.#crc32c), release };
		} catch (error) {
			release?.();
			throw toStorageError(error);
		}
	}

	/** Resolves once no tab writes to it. @throws the signal's reason where it comes first */
	async whenFree(id: string, signal: AbortSignal): Promise<void> {
		await this.#locks.whenFree(id, signal);
	}

	async saveMeta(id: string, meta: ProjectMeta): Promise<void> {
		await writeMeta(await this.#folder(id), meta);
	}

	/** @throws AppError 'project-locked' where a tab, this one included, has it open. */
	async remove(id: string): Promise<void> {
		await this.#folder(id);
		const release = await this.#locks.acquire(id);
		if (!release) throw lockedError();
		try {
			await this.#disk.remove(id);
		} finally {
			release();
		}
	}

	async #folder(id: string): Promise<Folder> {
		const folder = ID_PATTERN.test(id) ? await this.#disk.find(id) : null;
		if (!folder) throw missing(id);
		return folder;
	}
}

/** 128 random bits in hex; `crypto.randomUUID` exists only on secure origins. */
function newProjectId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function missing(id: string): AppError {
	return new AppError(
		'project-missing',
		'This project is not in this browser any more. The other projects are safe. Choose one from the list.',
		{ detail: id.slice(0, 100) }
	);
}

async function isUnfinished(folder: Folder): Promise<boolean> {
	const files = await folder.files();
	if (!files.some(({ name }) => name === UNFINISHED_FILE)) return false;
	const hasJournal = (await generationsIn(folder)).length > 0;
	return !hasJournal || !(await ProjectJournal.isSealed(folder));
}

async function readMeta(folder: Folder): Promise<ProjectMeta | null> {
	try {
		const text = await (await folder.read(META_FILE)).text();
		return v.parse(MetaSchema, JSON.parse(text));
	} catch {
		// A cache that is gone or torn; the next opening writes it anew.
		return null;
	}
}

async function writeMeta(folder: Folder, { name, createdAt }: ProjectMeta): Promise<void> {
	const file = await folder.open(META_FILE);
	try {
		const bytes = new TextEncoder().encode(JSON.stringify({ name, createdAt }));
		file.truncate(bytes.length);
		file.write(bytes, 0);
		file.flush();
	} finally {
		file.close();
	}
}
