import type { StartReport, StorageReport } from '../../lib/protocol/db-api.ts';
import type { Disk } from './disk.ts';
import { MemoryDisk } from './memory-disk.ts';
import { OpfsDisk } from './opfs-disk.ts';
import { LocalProjectLocks, type ProjectLocks } from './project-lock.ts';
import { WebProjectLocks } from './web-project-locks.ts';

/** Where this browser keeps projects. */
export interface StorageArea {
	readonly projects: Disk;
	/** Project files that were handed out. */
	readonly exports: Disk;
	readonly locks: ProjectLocks;
	readonly report: Pick<StartReport, 'persistent' | 'notice'>;
}

/** OPFS with Web Locks, or memory where either is missing. */
export async function openStorageArea(): Promise<StorageArea> {
	const missing = missingPart();
	if (missing !== null) return memoryArea(missing);
	try {
		return {
			projects: await OpfsDisk.open('projects'),
			exports: await OpfsDisk.open('project-files'),
			locks: new WebProjectLocks(),
			report: { persistent: true, notice: '' }
		};
	} catch {
		// A window that may not use it: the app works without.
		return memoryArea('OPFS');
	}
}

/** What this browser lacks for projects that last, in the words of its documentation. */
function missingPart(): string | null {
	if (!('storage' in navigator && 'getDirectory' in navigator.storage)) return 'OPFS';
	if (!('locks' in navigator)) return 'Web Locks';
	const canWrite = 'createSyncAccessHandle' in FileSystemFileHandle.prototype;
	return canWrite ? null : 'OPFS access handles';
}

export function memoryArea(missing: string): StorageArea {
	return {
		projects: new MemoryDisk(),
		exports: new MemoryDisk(),
		locks: new LocalProjectLocks(),
		report: { persistent: false, notice: memoryNotice(missing) }
	};
}

function memoryNotice(missing: string): string {
	return (
		`This browser gives the page no storage that lasts (not available: ${missing}), so projects are gone when the tab closes. ` +
		'Save the project file to keep one. Private windows and pages without HTTPS often have none.'
	);
}

/** Of the whole origin, as the browser estimates it; zeros where it says nothing. */
export async function originUsage(): Promise<Omit<StorageReport, 'journalBytes'>> {
	if (!('storage' in navigator)) return { usageBytes: 0, quotaBytes: 0, persisted: false };
	const { usage = 0, quota = 0 } = await navigator.storage.estimate();
	return { usageBytes: usage, quotaBytes: quota, persisted: await navigator.storage.persisted() };
}
