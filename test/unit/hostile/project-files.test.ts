import { beforeAll, describe, expect, it } from 'vitest';
import { type Crc32c, createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { TABLE_NAMES } from '../../../src/lib/core/model/tables.ts';
import { importJournal, lossNotice } from '../../../src/workers/db/import-journal.ts';
import { MemoryFolder } from '../../../src/workers/db/memory-disk.ts';
import { ProjectJournal } from '../../../src/workers/db/project-journal.ts';
import { LocalProjectLocks } from '../../../src/workers/db/project-lock.ts';
import { ProjectSession, type SessionDatabase } from '../../../src/workers/db/project-session.ts';
import { ProjectStore } from '../../../src/workers/db/project-store.ts';
import { UNWATCHED } from '../../../src/workers/db/project-work.ts';
import { PROJECT_FILES } from '../../hostile/project-files.ts';
import { createNodeDatabase, type NodeDatabase } from '../../sql/node-database.ts';
import { FailingDisk } from '../journal/failing-disk.ts';

let db: NodeDatabase;
let crc32c: Crc32c;
beforeAll(async () => {
	[db, crc32c] = await Promise.all([createNodeDatabase(), createCrc32c()]);
});

const database: SessionDatabase = {
	get main() {
		return db;
	},
	transaction: (action) => action(db)
};

describe('a project file', () => {
	it.each(PROJECT_FILES)('$name: $outcome', async ({ bytes, outcome }) => {
		await db.run(TABLE_NAMES.map((table) => `DELETE FROM ${table};`).join(' '));
		const disk = new FailingDisk();
		const store = new ProjectStore(disk, new LocalProjectLocks(), crc32c);
		const importing = store.importFile(new MemoryFile(bytes(crc32c)), '<b>x</b>.retort');
		if (outcome === 'refused') {
			await expect(importing).rejects.toBeInstanceOf(AppError);
			expect(disk.contents.size).toBe(0);
			return;
		}
		const { id, name } = await importing;
		expect(name.length).toBeLessThanOrEqual(200);
		const { session, report } = await ProjectSession.open(id, await store.open(id), database, {
			onChange: () => undefined,
			onProgress: () => undefined
		});
		// What is damaged is left out when the file is read, so the project itself is whole.
		expect(report).toMatchObject({ foreignFrames: [], skippedBytes: 0, tornBytes: 0 });
		expect(await db.rows('SELECT id FROM benchmark_items')).toEqual([{ id: 'sound' }]);
		const [notice] = await db.rows<{ value: string }>(
			"SELECT value FROM project WHERE key = 'import_notice'"
		);
		const said = lossNotice(notice?.value ?? '');
		if (outcome === 'lossy') expect(said).toMatch(/was not whole.*Everything else is here\.$/);
		else expect(said).toBe('');
		await session.close();
	});

	it('with more rows than the database can hold is refused, and says so', async () => {
		const [file] = PROJECT_FILES.filter(({ name }) => name === 'a name of a megabyte');
		const importing = ProjectJournal.create(new MemoryFolder(), crc32c, (journal) =>
			importJournal(new MemoryFile(file!.bytes(crc32c)), journal, crc32c, UNWATCHED, 500_000)
		);
		await expect(importing).rejects.toMatchObject({ code: 'file-too-large' });
	});
});
