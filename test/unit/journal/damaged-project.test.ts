import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { encodeRows } from '../../../src/lib/core/tables/arrow.ts';
import { openNotices } from '../../../src/workers/db/open-notices.ts';
import type { ProjectSession } from '../../../src/workers/db/project-session.ts';
import type { ReplayReport } from '../../../src/workers/db/replay.ts';
import { corpus, QUICK_CORPUS } from '../../crash/journal/corpus.ts';
import type { Damaged } from '../../crash/journal/damages.ts';
import { expectedTables, rowText } from '../../crash/journal/expected-tables.ts';
import { createNodeDatabase, type NodeDatabase } from '../../sql/node-database.ts';
import { tablesOf } from './database-tables.ts';
import { FailingDisk } from './failing-disk.ts';
import { newStore, openOn } from './open-on.ts';

const SEED = 2;
const OF_EACH_KIND = 6;

const crc32c = await createCrc32c();
let db: NodeDatabase;
let disk: FailingDisk;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(() => {
	disk = new FailingDisk();
});

function sampleOf(damages: Iterable<Damaged>, name: string): Damaged[] {
	return createRandom(`${SEED} ${name}`)
		.shuffle([...damages])
		.slice(0, OF_EACH_KIND);
}

type Opened = { readonly session: ProjectSession; readonly report: ReplayReport };

/** A project whose journal is these bytes. */
async function openBytes(bytes: Uint8Array): Promise<Opened & { id: string }> {
	const { id } = await newStore(disk, crc32c).create('P');
	disk.contents.get(id)!.set('journal-1.retort', new MemoryFile(bytes));
	return { id, ...(await openOn(disk, db, crc32c, id)) };
}

const later: Row<'benchmark_items'> = { id: 'later', list: 'l', text: 'after the damage' };

describe('a project with a damaged journal', () => {
	it.each(corpus(QUICK_CORPUS, SEED, crc32c))(
		'has the rows of its whole frames, is repaired, and takes new rows: $name',
		async ({ name, damages }) => {
			for (const { what, bytes, kept } of sampleOf(damages(), name)) {
				const { id, session } = await openBytes(bytes);
				const expected = expectedTables(kept);
				expect(await tablesOf(db), what).toEqual(expected);
				for (const frame of kept) {
					if ('track' in frame) {
						expect(await session.track(frame.track.key), what).toEqual(frame.track.bytes);
					}
				}
				await session.append('benchmark_items', encodeRows('benchmark_items', [later]));
				await session.compact();
				const again = await openOn(disk, db, crc32c, id);
				expect(openNotices(again.report, false, ''), what).toEqual([]);
				const items = [...(expected['benchmark_items'] ?? []), rowText({ ...later })].sort();
				expect(await tablesOf(db), what).toEqual({ ...expected, benchmark_items: items });
			}
		}
	);
});

describe('the newest journal of a project, with a damaged header', () => {
	// A tab that reads the old journal keeps a compaction from removing it.
	it.each([0, 7, 8, 12, 28, 31])('is still the one that counts: byte %i', async (at) => {
		const { id } = await newStore(disk, crc32c).create('P');
		const { session } = await openOn(disk, db, crc32c, id);
		const old = disk.contents.get(id)!.get('journal-1.retort')!;
		await session.compact();
		await session.append('benchmark_items', encodeRows('benchmark_items', [later]));
		disk.contents.get(id)!.set('journal-1.retort', old);
		const newest = disk.contents.get(id)!.get('journal-2.retort')!;
		const byte = new Uint8Array(1);
		newest.read(byte, at);
		newest.write(Uint8Array.of(byte[0]! ^ 4), at);
		await openOn(disk, db, crc32c, id);
		expect(await db.rows('SELECT id FROM benchmark_items')).toEqual([{ id: 'later' }]);
		expect([...disk.contents.get(id)!.keys()]).toEqual(['meta.json', 'journal-2.retort']);
	});
});
