import { MemoryFile } from '../../lib/core/journal/memory-file.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import type { Disk, Folder, StoredFile } from './disk.ts';

/** Projects that are gone with the tab: for browsers without OPFS or Web Locks, and for tests. */
export class MemoryDisk implements Disk {
	readonly #folders = new Map<string, MemoryFolder>();

	async folders(): Promise<string[]> {
		return [...this.#folders.keys()];
	}

	async find(name: string): Promise<MemoryFolder | null> {
		return this.#folders.get(name) ?? null;
	}

	async create(name: string): Promise<MemoryFolder> {
		const folder = this.#folders.get(name) ?? new MemoryFolder();
		this.#folders.set(name, folder);
		return folder;
	}

	async remove(name: string): Promise<void> {
		this.#folders.delete(name);
	}
}

export class MemoryFolder implements Folder {
	readonly #files = new Map<string, { readonly file: MemoryFile; readonly modifiedAtMs: number }>();

	async files(): Promise<StoredFile[]> {
		return [...this.#files].map(([name, { file, modifiedAtMs }]) => ({
			name,
			bytes: file.size(),
			modifiedAtMs
		}));
	}

	async open(name: string): Promise<RandomAccessFile> {
		const file = this.#files.get(name)?.file ?? new MemoryFile();
		this.#files.set(name, { file, modifiedAtMs: Date.now() });
		return file;
	}

	async read(name: string): Promise<Blob> {
		return new Blob([this.#files.get(name)?.file.contents() ?? new Uint8Array(0)]);
	}

	async remove(name: string): Promise<void> {
		this.#files.delete(name);
	}
}
