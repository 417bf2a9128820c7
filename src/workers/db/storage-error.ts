import { ShortWriteError } from '../../lib/core/journal/writer.ts';
import { AppError, isCancelled } from '../../lib/core/model/errors.ts';

/** What the browser's storage threw, as a sentence. An AppError, or the end of work, stays what it is. */
export function toStorageError(error: unknown): Error {
	if (error instanceof AppError || (error instanceof Error && isCancelled(error))) return error;
	const name = error instanceof Error ? error.name : '';
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	if (error instanceof ShortWriteError || name === 'QuotaExceededError') {
		return new AppError(
			'storage-full',
			'There is no space left for this. The last rows were not saved; everything saved before is safe. ' +
				'Free disk space, press Free space under Project, or delete another project, then try again.',
			{ detail, cause: error }
		);
	}
	if (name === 'NoModificationAllowedError') return lockedError(detail);
	return new AppError(
		'storage-failed',
		'The browser could not reach its storage. What was saved before is safe. Reload the page to try again.',
		{ detail, cause: error }
	);
}

export function lockedError(detail?: string): AppError {
	return new AppError(
		'project-locked',
		'This project is open in another tab. Close it there first, then try again.',
		{ detail }
	);
}

export async function withStorageErrors<T>(action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (error) {
		throw toStorageError(error);
	}
}
