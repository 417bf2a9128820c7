import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import type { RandomAccessFile } from '../../../src/lib/core/journal/random-access-file.ts';
import type { Disk, Folder, StoredFile } from '../../../src/workers/db/disk.ts';

/**
 * A disk that can lose its power between any two operations, or fill up. Nothing reaches it after
 * the power is gone; what it holds then is what the next start finds.
 */
export class FailingDisk implements Disk {
	operationsLeft = Infinity;
	capacityBytes = Infinity;
	readonly contents = new Map<string, Map<string, MemoryFile>>();
	/** What of a file would be there if the machine stopped: as of its last flush. */
	readonly #flushed = new WeakMap<MemoryFile, Uint8Array>();

	operate(): void {
		if (this.operationsLeft <= 0) throw new Error('the power is gone');
		this.operationsLeft -= 1;
	}

	/** The operating system's cache, too, was lost: of each file only what was flushed is there. */
	loseCache(): void {
		for (const files of this.contents.values()) {
			for (const [name, file] of files) {
				const bytes = this.#flushed.get(file) ?? new Uint8Array(0);
				const left = new MemoryFile(bytes);
				this.#flushed.set(left, bytes);
				files.set(name, left);
			}
		}
	}

	flush(file: MemoryFile): void {
		this.operate();
		this.#flushed.set(file, file.contents());
	}

	get usedBytes(): number {
		const files = [...this.contents.values()].flatMap((folder) => [...folder.values()]);
		return files.reduce((sum, file) => sum + file.size(), 0);
	}

	async folders(): Promise<string[]> {
		return [...this.contents.keys()];
	}

	async find(name: string): Promise<Folder | null> {
		const files = this.contents.get(name);
		return files ? new FailingFolder(this, files) : null;
	}

	async create(name: string): Promise<Folder> {
		this.operate();
		const files = this.contents.get(name) ?? new Map<string, MemoryFile>();
		this.contents.set(name, files);
		return new FailingFolder(this, files);
	}

	async remove(name: string): Promise<void> {
		this.operate();
		this.contents.delete(name);
	}
}

class FailingFolder implements Folder {
	readonly #disk: FailingDisk;
	readonly #files: Map<string, MemoryFile>;

	constructor(disk: FailingDisk, files: Map<string, MemoryFile>) {
		this.#disk = disk;
		this.#files = files;
	}

	async files(): Promise<StoredFile[]> {
		return [...this.#files].map(([name, file]) => {
			return { name, bytes: file.size(), modifiedAtMs: 0 };
		});
	}

	async open(name: string): Promise<RandomAccessFile> {
		this.#disk.operate();
		const file = this.#files.get(name) ?? new MemoryFile();
		this.#files.set(name, file);
		return new FailingFile(this.#disk, file);
	}

	async read(name: string): Promise<Blob> {
		return new Blob([this.#files.get(name)?.contents() ?? '']);
	}

	async remove(name: string): Promise<void> {
		this.#disk.operate();
		this.#files.delete(name);
	}
}

class FailingFile implements RandomAccessFile {
	readonly #disk: FailingDisk;
	readonly #file: MemoryFile;

	constructor(disk: FailingDisk, file: MemoryFile) {
		this.#disk = disk;
		this.#file = file;
	}

	size(): number {
		return this.#file.size();
	}

	read(into: Uint8Array, at: number): number {
		return this.#file.read(into, at);
	}

	/** The last write before the power goes is torn in the middle. */
	write(bytes: Uint8Array, at: number): number {
		const growth = at + bytes.length - this.#file.size();
		if (growth > 0 && this.#disk.usedBytes + growth > this.#disk.capacityBytes) {
			throw new DOMException('full', 'QuotaExceededError');
		}
		if (this.#disk.operationsLeft === 1) this.#file.write(bytes.subarray(0, bytes.length / 2), at);
		this.#disk.operate();
		if (this.#disk.operationsLeft === 0) throw new Error('the power is gone');
		return this.#file.write(bytes, at);
	}

	truncate(bytes: number): void {
		this.#disk.operate();
		this.#file.truncate(bytes);
	}

	flush(): void {
		this.#disk.flush(this.#file);
	}

	close(): void {
		// The handle goes with the power too.
	}
}
