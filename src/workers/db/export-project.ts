import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import { beginJournal } from '../../lib/core/journal/writer.ts';
import type { Disk } from './disk.ts';
import type { ProjectSession } from './project-session.ts';
import { toStorageError } from './storage-error.ts';

const FILE_NAME = 'project.retort';
/** A download may read the file for a while after it was handed out, in this tab or another. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** Project files are written to the disk first, so that a large one never has to fit in memory. */
export class ProjectExports {
	readonly #disk: Disk;
	readonly #crc32c: Crc32c;

	constructor(disk: Disk, crc32c: Crc32c) {
		this.#disk = disk;
		this.#crc32c = crc32c;
	}

	/**
	 * The open project as one file: a journal without superseded rows.
	 * @throws AppError 'storage-full', 'storage-failed'
	 */
	async write(session: ProjectSession, projectName: string): Promise<File> {
		const folder = await this.#disk.create(`${session.id}-${Date.now()}`);
		const file = await folder.open(FILE_NAME);
		try {
			const writer = beginJournal(file, this.#crc32c);
			await session.writeCopy(writer);
			writer.seal(1);
		} catch (error) {
			throw toStorageError(error);
		} finally {
			file.close();
		}
		return new File([await folder.read(FILE_NAME)], `${fileNameOf(projectName)}.retort`);
	}

	/** Removes what was handed out more than a day ago. */
	async removeOld(nowMs: number): Promise<void> {
		for (const name of await this.#disk.folders()) {
			const writtenAtMs = Number(name.split('-')[1] ?? 0);
			if (nowMs - writtenAtMs > KEEP_MS) await this.#disk.remove(name).catch(() => undefined);
		}
	}
}

/** Letters, digits and a few signs of any script: what every file system takes. */
function fileNameOf(name: string): string {
	const safe = name.replace(/[^\p{L}\p{N} ._-]/gu, '_').slice(0, 80);
	return safe.replace(/^[. ]+/, '').trim() || 'project';
}
