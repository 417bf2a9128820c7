import type { Disk, Folder } from './disk.ts';

/** A person may download a file for a while after it was handed out, in this tab or another. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** Folders for files that are handed out: written to the disk first, so that none has to fit in memory. */
export class ExportFolders {
	readonly #disk: Disk;
	/** What this tab handed out last, by purpose. */
	readonly #last = new Map<string, string>();

	constructor(disk: Disk) {
		this.#disk = disk;
	}

	/**
	 * A new empty folder. The one before of the same purpose goes: its files were replaced.
	 * @param purpose small letters and digits, e.g. 'dataset'
	 */
	async create(purpose: string): Promise<Folder> {
		const before = this.#last.get(purpose);
		if (before !== undefined) await this.#disk.remove(before).catch(() => undefined);
		const random = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
		const name = `${Date.now()}-${purpose}-${random}`;
		this.#last.set(purpose, name);
		return this.#disk.create(name);
	}

	/** Removes what tabs that are gone handed out more than a day ago. */
	async removeOld(nowMs: number): Promise<void> {
		for (const name of await this.#disk.folders()) {
			const age = nowMs - Number(name.split('-', 1)[0]);
			if (!(age < KEEP_MS)) await this.#disk.remove(name).catch(() => undefined);
		}
	}
}
