import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import type { Disk, Folder, StoredFile } from './disk.ts';
import { openJournalFile } from './journal-file.ts';
import { withStorageErrors } from './storage-error.ts';

/** The folders inside one folder of the origin's private file system. */
export class OpfsDisk implements Disk {
	readonly #directory: FileSystemDirectoryHandle;

	constructor(directory: FileSystemDirectoryHandle) {
		this.#directory = directory;
	}

	/** @throws where this browser, or this kind of window, has no OPFS. */
	static async open(name: string): Promise<OpfsDisk> {
		const root = await navigator.storage.getDirectory();
		return new OpfsDisk(await root.getDirectoryHandle(name, { create: true }));
	}

	async folders(): Promise<string[]> {
		return withStorageErrors(async () => {
			const names: string[] = [];
			for await (const [name, handle] of this.#directory.entries()) {
				if (handle.kind === 'directory') names.push(name);
			}
			return names;
		});
	}

	async find(name: string): Promise<Folder | null> {
		return withStorageErrors(async () => {
			const handle = await orMissing(this.#directory.getDirectoryHandle(name));
			return handle && new OpfsFolder(handle);
		});
	}

	async create(name: string): Promise<Folder> {
		return withStorageErrors(async () => {
			return new OpfsFolder(await this.#directory.getDirectoryHandle(name, { create: true }));
		});
	}

	async remove(name: string): Promise<void> {
		return withStorageErrors(async () => {
			await orMissing(this.#directory.removeEntry(name, { recursive: true }));
		});
	}
}

class OpfsFolder implements Folder {
	readonly #directory: FileSystemDirectoryHandle;

	constructor(directory: FileSystemDirectoryHandle) {
		this.#directory = directory;
	}

	async files(): Promise<StoredFile[]> {
		return withStorageErrors(async () => {
			const files: StoredFile[] = [];
			for await (const [name, handle] of this.#directory.entries()) {
				if (handle.kind !== 'file') continue;
				const file = await (handle as FileSystemFileHandle).getFile();
				files.push({ name, bytes: file.size, modifiedAtMs: file.lastModified });
			}
			return files;
		});
	}

	async open(name: string): Promise<RandomAccessFile> {
		return withStorageErrors(async () => {
			return openJournalFile(await this.#directory.getFileHandle(name, { create: true }));
		});
	}

	async read(name: string): Promise<Blob> {
		return withStorageErrors(async () => {
			const handle = await this.#directory.getFileHandle(name);
			return handle.getFile();
		});
	}

	async remove(name: string): Promise<void> {
		return withStorageErrors(async () => {
			await orMissing(this.#directory.removeEntry(name));
		});
	}
}

async function orMissing<T>(promise: Promise<T>): Promise<T | null> {
	try {
		return await promise;
	} catch (error) {
		if (error instanceof DOMException && error.name === 'NotFoundError') return null;
		throw error;
	}
}
