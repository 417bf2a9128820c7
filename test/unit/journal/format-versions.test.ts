import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { FORMAT_VERSION, HEADER_BYTES } from '../../../src/lib/core/journal/header.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import { openNotices } from '../../../src/workers/db/open-notices.ts';
import { createNodeDatabase, type NodeDatabase } from '../../sql/node-database.ts';
import { tablesOf } from './database-tables.ts';
import { FailingDisk } from './failing-disk.ts';
import { newStore, openOn } from './open-on.ts';

const crc32c = await createCrc32c();
let db: NodeDatabase;
let disk: FailingDisk;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(() => {
	disk = new FailingDisk();
});

interface Contents {
	readonly frames: number;
	readonly tables: Record<string, string[]>;
	readonly tracks: readonly { readonly key: string; readonly bytes: readonly number[] }[];
}

const fixture = (name: string): Buffer =>
	readFileSync(new URL(`../../fixtures/journals/${name}`, import.meta.url));

/** Of every version that was ever written: tools/fixtures/journal-fixture.ts makes the next. */
const VERSIONS = Array.from({ length: FORMAT_VERSION }, (_, i) => i + 1);

describe.each(VERSIONS)('a journal of format %i', (version) => {
	const bytes = fixture(`format-${version}.retort`);
	const { frames, tables, tracks } = JSON.parse(
		fixture(`format-${version}.json`).toString('utf8')
	) as Contents;

	it('opens with exactly its rows and token tracks, and is the same after compaction', async () => {
		const { id } = await newStore(disk, crc32c).create('P');
		disk.contents.get(id)!.set('journal-1.retort', new MemoryFile(bytes));
		const { session, report } = await openOn(disk, db, crc32c, id);
		expect(report).toMatchObject({ frames, foreignFrames: [] });
		expect(openNotices(report, false, '')).toEqual([]);
		expect(await tablesOf(db)).toEqual(tables);
		await session.compact();
		const again = await openOn(disk, db, crc32c, id);
		expect(await tablesOf(db)).toEqual(tables);
		for (const { key, bytes: track } of tracks) {
			expect(await again.session.track(key)).toEqual(Uint8Array.from(track));
		}
	});

	it('comes in as a project file', async () => {
		const { id } = await newStore(disk, crc32c).importFile(new MemoryFile(bytes), 'x.retort');
		await openOn(disk, db, crc32c, id);
		expect(await tablesOf(db)).toEqual(tables);
	});
});

describe('a journal of the version after this one', () => {
	function newer(): Uint8Array {
		const bytes = new Uint8Array(fixture(`format-${FORMAT_VERSION}.retort`));
		const view = new DataView(bytes.buffer);
		view.setUint16(8, FORMAT_VERSION + 1, true);
		view.setUint32(28, crc32c([bytes.subarray(0, HEADER_BYTES - 4)]), true);
		return bytes;
	}

	it('is refused with what to do, and left as it is', async () => {
		const { id } = await newStore(disk, crc32c).create('P');
		const file = new MemoryFile(newer());
		disk.contents.get(id)!.set('journal-1.retort', file);
		await expect(openOn(disk, db, crc32c, id)).rejects.toMatchObject({
			code: 'project-newer',
			message: expect.stringMatching(/newer version.*Nothing was changed.*Reload/) as string
		});
		expect(file.contents()).toEqual(newer());
	});

	it('is refused as a project file, and nothing is added', async () => {
		const file = new MemoryFile(newer());
		await expect(newStore(disk, crc32c).importFile(file, 'x.retort')).rejects.toMatchObject({
			code: 'project-newer'
		});
		expect(disk.contents.size).toBe(0);
	});
});
