import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';

export interface StoredFile {
	readonly name: string;
	readonly bytes: number;
	/** Milliseconds since 1970. */
	readonly modifiedAtMs: number;
}

/** Files of one project. Failures are AppErrors (storage-error.ts). */
export interface Folder {
	files(): Promise<StoredFile[]>;
	/** Creates the file where it is missing. */
	open(name: string): Promise<RandomAccessFile>;
	/** A snapshot, backed by the disk where there is one. */
	read(name: string): Promise<Blob>;
	/** A file that is not there is no error. */
	remove(name: string): Promise<void>;
}

/** Folders by name: OPFS (opfs-disk.ts), or memory where the browser has none (memory-disk.ts). */
export interface Disk {
	folders(): Promise<string[]>;
	/** null where it does not exist. */
	find(name: string): Promise<Folder | null>;
	create(name: string): Promise<Folder>;
	remove(name: string): Promise<void>;
}
