import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Crc32c, createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { LocalProjectLocks } from '../../../src/workers/db/project-lock.ts';
import { ProjectSession, type SessionDatabase } from '../../../src/workers/db/project-session.ts';
import { ProjectStore } from '../../../src/workers/db/project-store.ts';
import type { ReplayReport } from '../../../src/workers/db/replay.ts';
import { trackKey } from '../../../src/workers/db/track-frames.ts';
import { createNodeDatabase, type NodeDatabase } from '../../sql/node-database.ts';
import { FailingDisk } from './failing-disk.ts';

const TIMEOUT_MS = 120_000;
const KEY = trackKey('a'.repeat(32), 'teacher');
const OTHER = trackKey('b'.repeat(32), 'onnx:hub:x/y@main:q4');

let db: NodeDatabase;
let crc32c: Crc32c;
let disk: FailingDisk;

beforeAll(async () => {
	[db, crc32c] = await Promise.all([createNodeDatabase(), createCrc32c()]);
}, TIMEOUT_MS);
beforeEach(() => {
	disk = new FailingDisk();
});

const store = (): ProjectStore => new ProjectStore(disk, new LocalProjectLocks(), crc32c);

/** No row is appended here, so nothing has to be undone. */
const rowless: SessionDatabase = {
	get main() {
		return db;
	},
	transaction: (action) => action(db)
};

async function open(id: string): Promise<{ session: ProjectSession; report: ReplayReport }> {
	await db.run('DELETE FROM project');
	return ProjectSession.open(id, await store().open(id), rowless, {
		onChange: () => undefined,
		onProgress: () => undefined
	});
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('token tracks in the journal', () => {
	it('are there again after reopening, the later one of a key', async () => {
		const { id } = await store().create('P');
		const { session } = await open(id);
		await session.appendTracks([
			{ key: KEY, bytes: bytes(1, 2, 3) },
			{ key: OTHER, bytes: bytes() }
		]);
		await session.appendTracks([{ key: KEY, bytes: bytes(4, 5) }]);
		const again = await open(id);
		for (const each of [session, again.session]) {
			expect(await each.track(KEY)).toEqual(bytes(4, 5));
			expect(await each.track(OTHER)).toEqual(bytes());
			expect(await each.track('nobody/teacher')).toBeNull();
		}
		expect(again.report.foreignFrames).toEqual([]);
	});

	it('go through compaction without those that were replaced', async () => {
		const { id } = await store().create('P');
		const { session } = await open(id);
		await session.appendTracks([{ key: KEY, bytes: new Uint8Array(10_000) }]);
		await session.appendTracks([
			{ key: KEY, bytes: bytes(7) },
			{ key: OTHER, bytes: bytes(8) }
		]);
		expect(await session.compact()).toBeGreaterThan(9000);
		for (const each of [session, (await open(id)).session]) {
			expect(await each.track(KEY)).toEqual(bytes(7));
			expect(await each.track(OTHER)).toEqual(bytes(8));
		}
	});

	it('travel in the project file', async () => {
		const { id } = await store().create('P');
		const { session } = await open(id);
		await session.appendTracks([{ key: KEY, bytes: bytes(1, 2, 3) }]);
		const file = disk.contents.get(id)!.get('journal-1.retort')!;
		const copy = await store().importFile(file, 'x.retort');
		const imported = await open(copy.id);
		expect(await imported.session.track(KEY)).toEqual(bytes(1, 2, 3));
		expect(await db.rows("SELECT value FROM project WHERE key = 'import_notice'")).toEqual([]);
	});

	it('are saved all or none when the disk is full', async () => {
		const { id } = await store().create('P');
		const { session } = await open(id);
		await session.appendTracks([{ key: KEY, bytes: bytes(1) }]);
		disk.capacityBytes = 5000;
		const more = [
			{ key: KEY, bytes: new Uint8Array(1000) },
			{ key: OTHER, bytes: new Uint8Array(9000) }
		];
		await expect(session.appendTracks(more)).rejects.toMatchObject({ code: 'storage-full' });
		disk.capacityBytes = Infinity;
		for (const each of [session, (await open(id)).session]) {
			expect(await each.track(KEY)).toEqual(bytes(1));
			expect(await each.track(OTHER)).toBeNull();
		}
	});
});
