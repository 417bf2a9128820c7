import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Crc32c, createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { JournalWriter } from '../../../src/lib/core/journal/writer.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../../src/lib/core/tables/arrow.ts';
import type { ProjectSession } from '../../../src/workers/db/project-session.ts';
import type { ProjectStore } from '../../../src/workers/db/project-store.ts';
import { createNodeDatabase, type NodeDatabase } from '../../sql/node-database.ts';
import { FailingDisk } from './failing-disk.ts';
import { newStore as newStoreOn, openOn } from './open-on.ts';

const TIMEOUT_MS = 120_000;

let db: NodeDatabase;
let crc32c: Crc32c;
let disk: FailingDisk;

beforeAll(async () => {
	[db, crc32c] = await Promise.all([createNodeDatabase(), createCrc32c()]);
}, TIMEOUT_MS);
beforeEach(() => {
	disk = new FailingDisk();
});

const newStore = (): ProjectStore => newStoreOn(disk, crc32c);
const open = (id: string, limits: { maxRowBytes?: number } = {}) =>
	openOn(disk, db, crc32c, id, limits);

const item = (id: string): Row<'benchmark_items'> => ({ id, list: 'l', text: `text ${id}` });

async function add(session: ProjectSession, ...ids: string[]): Promise<void> {
	await session.append('benchmark_items', encodeRows('benchmark_items', ids.map(item)));
}

async function override(session: ProjectSession, decision: string): Promise<void> {
	await session.append('overrides', encodeRows('overrides', [{ trajectory_id: 't', decision }]));
}

async function ids(): Promise<string> {
	const rows = await db.rows<{ id: string }>('SELECT id FROM benchmark_items ORDER BY id');
	return rows.map((row) => row.id).join('');
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);
}

/** A project with the item `a`, open. */
async function projectWithOne(): Promise<{ id: string; session: ProjectSession }> {
	const { id } = await newStore().create('P');
	const { session } = await open(id);
	await add(session, 'a');
	return { id, session };
}

const journalsOf = (id: string): string[] =>
	[...disk.contents.get(id)!.keys()].filter((name) => name.startsWith('journal-'));

describe('versions', () => {
	it('tell what concerns the funnel from what is beside it', async () => {
		disk = new FailingDisk();
		const { id } = await newStore().create('P');
		const { session } = await open(id);
		const versions = () => [session.dataVersion, session.funnelVersion];
		const before = versions();
		await session.append('recipes', encodeRows('recipes', [{ name: 'current', json: '{}' }]));
		expect(versions()).toEqual([before[0]! + 1, before[1]]);
		await override(session, 'keep');
		expect(versions()).toEqual([before[0]! + 2, before[1]! + 1]);
	});
});

describe('a project that is full', () => {
	it('takes no more texts, keeps those that it has, and still takes decisions', async () => {
		disk = new FailingDisk();
		const { id } = await newStore().create('P');
		const maxRowBytes = 4_000;
		const { session } = await open(id, { maxRowBytes });
		await add(session, 'a');
		await add(session, 'b');
		let outcome = 'no error';
		for (let i = 0; i < 20 && outcome === 'no error'; i++)
			outcome = await codeOf(add(session, `${i}`));
		expect(outcome).toBe('project-full');
		const kept = await ids();
		await override(session, 'keep');
		// What was saved counts also after it was opened again.
		const again = await open(id, { maxRowBytes });
		expect(await ids()).toBe(kept);
		expect(await codeOf(add(again.session, 'z'))).toBe('project-full');
		expect(await db.rows('SELECT decision FROM overrides')).toEqual([{ decision: 'keep' }]);
	});
});

describe.each([
	['leaves what was written', () => undefined],
	['leaves what was flushed alone', () => disk.loseCache()]
])('a power cut that %s', (_, loseCache) => {
	const powerBack = (): void => {
		disk.operationsLeft = Infinity;
		loseCache();
	};

	it(
		'during an append keeps what was saved before',
		async () => {
			for (let operations = 0; ; operations++) {
				disk = new FailingDisk();
				const { id } = await newStore().create('P');
				const { session } = await open(id);
				await add(session, 'a');
				disk.operationsLeft = operations;
				const outcome = await codeOf(add(session, 'b'));
				powerBack();
				const { report } = await open(id);
				expect(['a', 'ab']).toContain(await ids());
				if (outcome === 'no error') expect(await ids()).toBe('ab');
				expect(report.skippedBytes).toBe(0);
				if (outcome === 'no error') return;
			}
		},
		TIMEOUT_MS
	);

	it(
		'during compaction leaves one journal with everything',
		async () => {
			let operations = 0;
			for (let outcome = ''; outcome !== 'no error'; operations++) {
				disk = new FailingDisk();
				const { id } = await newStore().create('P');
				const { session } = await open(id);
				await add(session, 'a', 'b');
				for (const decision of ['keep', 'drop', 'none']) await override(session, decision);
				disk.operationsLeft = operations;
				outcome = await codeOf(session.compact());
				powerBack();
				const after = await open(id);
				expect(await ids()).toBe('ab');
				expect(await db.rows('SELECT decision FROM overrides')).toEqual([{ decision: 'none' }]);
				expect(after.report).toMatchObject({ skippedBytes: 0, tornBytes: 0 });
				expect(journalsOf(id)).toHaveLength(1);
				await add(after.session, 'c');
				await open(id);
				expect(await ids()).toBe('abc');
			}
			expect(operations).toBeGreaterThan(8);
		},
		TIMEOUT_MS
	);

	it(
		'while a project is made leaves it whole or not listed',
		async () => {
			await leavesAllOrNothing(() => newStore().create('P'), '', powerBack);
		},
		TIMEOUT_MS
	);

	it(
		'while a project file is read leaves all of it or none, and no waste',
		async () => {
			const { id } = await newStore().create('P');
			const { session } = await open(id);
			await add(session, 'a');
			await add(session, 'b');
			await session.appendTracks([{ key: 't/teacher', bytes: Uint8Array.of(1, 2, 3) }]);
			const file = disk.contents.get(id)!.get('journal-1.retort')!;
			await leavesAllOrNothing(() => newStore().importFile(file, 'x.retort'), 'ab', powerBack);
		},
		TIMEOUT_MS
	);
});

/** Cuts the power after every operation in turn; `whole` is what `ids` then says, if there is a project at all. */
async function leavesAllOrNothing(
	make: () => Promise<unknown>,
	whole: string,
	powerBack: () => void
): Promise<void> {
	for (let operations = 0; ; operations++) {
		disk = new FailingDisk();
		disk.operationsLeft = operations;
		const outcome = await codeOf(make());
		powerBack();
		const listed = await newStore().list();
		for (const { id } of listed) {
			const { session, report } = await open(id);
			expect(report.skippedBytes + report.tornBytes).toBe(0);
			expect(await ids()).toBe(whole);
			await session.close();
		}
		await newStore().removeUnfinished();
		expect(await newStore().list()).toEqual(listed);
		const withJournal = [...disk.contents.values()].filter((files) =>
			files.has('journal-1.retort')
		);
		expect(withJournal).toHaveLength(listed.length);
		if (outcome !== 'no error') continue;
		expect(listed).toHaveLength(1);
		return;
	}
}

describe('a database that fails', () => {
	it('takes back what the journal got meanwhile', async () => {
		const { id, session } = await projectWithOne();
		const before = session.journalBytes;
		// The rows still go in; the statement after that, which looks for those that repeat, fails.
		await db.run('ALTER TABLE benchmark_items RENAME id TO other');
		const outcome = await codeOf(add(session, 'b'));
		await db.run('ALTER TABLE benchmark_items RENAME other TO id');
		expect(outcome).toMatch(/id/);
		expect(session.journalBytes).toBe(before);
		expect(await ids()).toBe('a');
		await add(session, 'c');
		const { report } = await open(id);
		expect(await ids()).toBe('ac');
		expect(report).toMatchObject({ skippedBytes: 0, tornBytes: 0 });
	});
});

describe('a full disk', () => {
	it('keeps journal and database the same, and works again when there is room', async () => {
		const { id, session } = await projectWithOne();
		const before = session.journalBytes;
		for (const room of [0, 10, 16, 100]) {
			disk.capacityBytes = disk.usedBytes + room;
			expect(await codeOf(add(session, 'b'))).toBe('storage-full');
			expect(await ids()).toBe('a');
			expect(session.journalBytes).toBe(before);
			expect(await codeOf(session.compact())).toBe('storage-full');
			expect(journalsOf(id)).toEqual(['journal-1.retort']);
		}
		disk.capacityBytes = Infinity;
		await add(session, 'b');
		const { report } = await open(id);
		expect(await ids()).toBe('ab');
		expect(report).toMatchObject({ skippedBytes: 0, tornBytes: 0 });
	});

	it('leaves no half project', async () => {
		disk.capacityBytes = 100;
		expect(await codeOf(newStore().create('P'))).toBe('storage-full');
		expect(disk.contents.size).toBe(0);
	});
});

describe('a frame of a later version', () => {
	it('is kept through compaction, byte for byte', async () => {
		const { id } = await newStore().create('P');
		const file = disk.contents.get(id)!.get('journal-1.retort')!;
		const writer = new JournalWriter(file, crc32c, file.size());
		const payload = new TextEncoder().encode('from the future');
		writer.append(999, payload, 7);
		const { session, report } = await open(id);
		expect(report.foreignFrames).toHaveLength(1);
		await add(session, 'a');
		await session.compact();
		await session.compact();
		const again = await open(id);
		expect(await ids()).toBe('a');
		expect(again.report.foreignFrames).toHaveLength(1);
		const bytes = disk.contents.get(id)!.get('journal-3.retort')!.contents();
		const at = again.report.foreignFrames[0]!;
		expect(bytes.slice(at + 16, at + 16 + payload.length)).toEqual(payload);
	});
});

describe('importing a project file', () => {
	it('shows it only once it is whole, and another tab leaves it alone meanwhile', async () => {
		const { id } = await newStore().create('P');
		const { session } = await open(id);
		for (let i = 0; i < 40; i++) await add(session, `${i}`);
		const file = disk.contents.get(id)!.get('journal-1.retort')!;
		disk = new FailingDisk();
		const store = newStore();
		const seen: number[] = [];
		const onProgress = (): void => {
			void store.list().then((list) => seen.push(list.length));
			void store.removeUnfinished();
		};
		const signal = new AbortController().signal;
		const copy = await store.importFile(file, 'x.retort', { signal, onProgress });
		expect(seen[0]).toBe(0);
		expect(await store.list()).toEqual([copy]);
	});

	it('leaves out rows that only claim to be rows', async () => {
		const { id } = await newStore().create('P');
		const { session } = await open(id);
		await add(session, 'a');
		const file = disk.contents.get(id)!.get('journal-1.retort')!;
		const hostile = encodeRows('benchmark_items', [item('z')]);
		new DataView(hostile.buffer).setUint32(4, 0xfffffff8, true);
		new JournalWriter(file, crc32c, file.size()).append(12, hostile);
		const copy = await newStore().importFile(file, 'x.retort');
		expect(copy).toMatchObject({ name: 'P' });
		const { report } = await open(copy.id);
		expect(await ids()).toBe('a');
		expect(report.foreignFrames).toEqual([]);
		expect(await db.rows("SELECT value FROM project WHERE key = 'import_notice'")).toEqual([
			{ value: '0 1' }
		]);
	});
});
