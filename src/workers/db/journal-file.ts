import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';

/**
 * Later than TypeScript's library. 'readwrite-unsafe' lets a second tab read while this one writes;
 * that only one writes is the Web Lock's duty (project-lock.ts). Browsers without it ignore it, and
 * the second tab is then refused.
 */
interface SharedAccess {
	readonly mode: 'readwrite-unsafe';
}

type SharedOpening = (options: SharedAccess) => Promise<FileSystemSyncAccessHandle>;

/** A file of the origin's private file system. */
export async function openJournalFile(handle: FileSystemFileHandle): Promise<RandomAccessFile> {
	const open: SharedOpening = handle.createSyncAccessHandle.bind(handle);
	return new JournalFile(await open({ mode: 'readwrite-unsafe' }));
}

class JournalFile implements RandomAccessFile {
	readonly #handle: FileSystemSyncAccessHandle;

	constructor(handle: FileSystemSyncAccessHandle) {
		this.#handle = handle;
	}

	size(): number {
		return this.#handle.getSize();
	}

	read(into: Uint8Array<ArrayBuffer>, at: number): number {
		return this.#handle.read(into, { at });
	}

	write(bytes: Uint8Array<ArrayBuffer>, at: number): number {
		return this.#handle.write(bytes, { at });
	}

	truncate(bytes: number): void {
		this.#handle.truncate(bytes);
	}

	flush(): void {
		this.#handle.flush();
	}

	close(): void {
		this.#handle.close();
	}
}
