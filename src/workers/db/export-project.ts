import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import { beginJournal } from '../../lib/core/journal/writer.ts';
import type { Folder } from './disk.ts';
import type { ProjectSession } from './project-session.ts';
import { type ProjectWork, UNWATCHED } from './project-work.ts';
import { toStorageError } from './storage-error.ts';

const FILE_NAME = 'project.retort';

export interface ProjectFileOptions {
	/** Where the file is written. */
	readonly folder: Folder;
	readonly crc32c: Crc32c;
	readonly work?: ProjectWork;
}

/**
 * The open project as one file: a journal without superseded rows.
 * @throws AppError 'storage-full', 'storage-failed'; Cancelled
 */
export async function exportProject(
	session: ProjectSession,
	projectName: string,
	{ folder, crc32c, work = UNWATCHED }: ProjectFileOptions
): Promise<File> {
	const file = await folder.open(FILE_NAME);
	try {
		const writer = beginJournal(file, crc32c);
		await session.writeCopy(writer, work);
		writer.seal(1);
	} catch (error) {
		throw toStorageError(error);
	} finally {
		file.close();
	}
	return new File([await folder.read(FILE_NAME)], `${fileNameOf(projectName)}.retort`);
}

/** Letters, digits and a few signs of any script: what every file system takes. */
function fileNameOf(name: string): string {
	const safe = name.replace(/[^\p{L}\p{N} ._-]/gu, '_').slice(0, 80);
	return safe.replace(/^[. ]+/, '').trim() || 'project';
}
