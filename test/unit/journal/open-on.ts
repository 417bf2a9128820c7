import type { Crc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { TABLE_NAMES } from '../../../src/lib/core/model/tables.ts';
import type { Disk } from '../../../src/workers/db/disk.ts';
import { LocalProjectLocks } from '../../../src/workers/db/project-lock.ts';
import { ProjectSession, type SessionDatabase } from '../../../src/workers/db/project-session.ts';
import { ProjectStore } from '../../../src/workers/db/project-store.ts';
import type { ReplayReport } from '../../../src/workers/db/replay.ts';
import type { NodeDatabase } from '../../sql/node-database.ts';

/** A tab of its own: its locks are gone with it. */
export function newStore(disk: Disk, crc32c: Crc32c): ProjectStore {
	return new ProjectStore(disk, new LocalProjectLocks(), crc32c);
}

/** A project as a new tab opens it, with the database emptied beforehand. */
export async function openOn(
	disk: Disk,
	db: NodeDatabase,
	crc32c: Crc32c,
	id: string,
	limits: { maxRowBytes?: number } = {}
): Promise<{ session: ProjectSession; report: ReplayReport }> {
	await db.run(TABLE_NAMES.map((table) => `DELETE FROM ${table};`).join(' '));
	return ProjectSession.open(id, await newStore(disk, crc32c).open(id), sessionDatabase(db), {
		onChange: () => undefined,
		onProgress: () => undefined,
		...limits
	});
}

function sessionDatabase(db: NodeDatabase): SessionDatabase {
	return {
		main: db,
		async transaction(action) {
			await db.run('BEGIN');
			try {
				const result = await action(db);
				await db.run('COMMIT');
				return result;
			} catch (error) {
				await db.run('ROLLBACK');
				throw error;
			}
		}
	};
}
