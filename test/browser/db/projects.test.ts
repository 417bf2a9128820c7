import { proxy } from 'comlink';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError, isCancelled } from '../../../src/lib/core/model/errors.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../../src/lib/core/tables/arrow.ts';
import type { TableChange } from '../../../src/lib/protocol/db-api.ts';
import type { QueryRow } from '../../../src/lib/protocol/queries.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import { clearStorage, journalOf, rewriteJournal } from './stored-journal.ts';

/** Nobody looks how far it is. */
const quiet = proxy(() => undefined);
const clients: DbClient[] = [];
async function newClient(): Promise<DbClient> {
	const client = new DbClient();
	clients.push(client);
	await client.start();
	return client;
}

const question = (id: string, text = `text of ${id}`): Row<'questions'> => ({
	id,
	text,
	gold: null,
	answer_type: 'auto',
	domain: 'maths',
	source_name: 'test'
});

async function countQuestions(client: DbClient): Promise<number> {
	const rows = await client.call((api) => api.query('project/counts', {}));
	return (rows as QueryRow<'project/counts'>[])[0]!.questions;
}

async function createAndOpen(client: DbClient, name = 'First'): Promise<string> {
	const { id } = await client.call((api) => api.createProject(name));
	await client.openProject(id, () => undefined);
	return id;
}

async function addQuestions(client: DbClient, ...ids: string[]): Promise<void> {
	const rows = ids.map((id) => question(id));
	await client.call((api) => api.append('questions', rows));
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'no error',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);

/** Most tests share one client: starting DuckDB takes seconds. */
let client: DbClient;
beforeAll(async () => {
	await clearStorage();
	client = await newClient();
});
afterEach(async () => {
	for (const other of clients.splice(1)) other.terminate();
	await client.call((api) => api.closeProject());
	await clearStorage();
});
afterAll(() => client.terminate());

describe('a project', () => {
	it('starts with storage that lasts', async () => {
		const report = await client.start();
		expect(report).toEqual({ persistent: true, notice: '', duckdbVersion: 'v1.4.3' });
	});

	it('is there after the tab was closed, with everything that was saved', async () => {
		const first = await newClient();
		const id = await createAndOpen(first, ' Mine ');
		await addQuestions(first, 'a', 'b');
		await first.call((api) =>
			api.appendArrow('questions', encodeRows('questions', [question('c')]))
		);
		first.terminate();

		const second = client;
		expect(await second.call((api) => api.projects())).toMatchObject([{ id, name: 'Mine' }]);
		const shares: number[] = [];
		const report = await second.openProject(id, (share) => shares.push(share));
		expect(report).toMatchObject({ mode: 'read-write', notices: [], framesRead: 3, bytesLost: 0 });
		expect(shares.at(-1)).toBe(1);
		expect(await countQuestions(second)).toBe(3);
	});

	it('takes rows that are there already without growing', async () => {
		await createAndOpen(client);
		await addQuestions(client, 'a', 'b');
		const before = (await client.call((api) => api.storage())).journalBytes;
		await addQuestions(client, 'b', 'a');
		expect((await client.call((api) => api.storage())).journalBytes).toBe(before);
		await addQuestions(client, 'a', 'c');
		expect(await countQuestions(client)).toBe(3);
	});

	it('is renamed, listed and deleted', async () => {
		const first = await createAndOpen(client, 'One');
		const second = await client.call((api) => api.createProject('Two'));
		await client.call((api) => api.renameProject('Renamed'));
		const names = (await client.call((api) => api.projects())).map((project) => project.name);
		expect(names.sort()).toEqual(['Renamed', 'Two']);
		await client.call((api) => api.deleteProject(first));
		await client.call((api) => api.deleteProject(second.id));
		expect(await client.call((api) => api.projects())).toEqual([]);
		expect(await codeOf(client.openProject(first, () => undefined))).toBe('project-missing');
		expect(await codeOf(countQuestions(client))).toBe('project-closed');
	});

	it('keeps its rows apart from those of the next one', async () => {
		const first = await createAndOpen(client);
		await addQuestions(client, 'a', 'b');
		await createAndOpen(client, 'Second');
		expect(await countQuestions(client)).toBe(0);
		await client.openProject(first, () => undefined);
		expect(await countQuestions(client)).toBe(2);
	});

	it.each(['../other', '', '__proto__', 'x'.repeat(32)])('does not open %j', async (id) => {
		expect(await codeOf(client.openProject(id, () => undefined))).toBe('project-missing');
		expect(await codeOf(client.call((api) => api.deleteProject(id)))).toBe('project-missing');
	});

	it('tells watchers and other workers what changed', async () => {
		await createAndOpen(client);
		const seen: TableChange[] = [];
		await client.watch((changes) => seen.push(...changes));
		await Promise.all(['a', 'b', 'c'].map((id) => addQuestions(client, id)));
		const rowsSeen = (): number =>
			seen
				.filter((change) => change.table === 'questions')
				.reduce((sum, change) => sum + change.rows, 0);
		await expect.poll(rowsSeen).toBe(3);
	});
});

describe('two tabs', () => {
	it('let one write and the other read, and say so', async () => {
		const writer = client;
		const id = await createAndOpen(writer);
		await addQuestions(writer, 'a');
		const reader = await newClient();
		const report = await reader.openProject(id, () => undefined);
		expect(report.mode).toBe('read-only');
		expect(report.notices.join()).toMatch(/open in another tab/);
		expect(await countQuestions(reader)).toBe(1);
		expect(await codeOf(addQuestions(reader, 'b'))).toBe('read-only');
		expect(await codeOf(reader.call((api) => api.compact(quiet)))).toBe('read-only');
		expect(await codeOf(reader.call((api) => api.deleteProject(id)))).not.toBe('no error');
		await addQuestions(writer, 'c');
		expect(await countQuestions(writer)).toBe(2);
	});

	it('refuse to delete what the other has open', async () => {
		const writer = client;
		const id = await createAndOpen(writer);
		const other = await newClient();
		expect(await codeOf(other.call((api) => api.deleteProject(id)))).toBe('project-locked');
		expect(await countQuestions(writer)).toBe(0);
	});

	it('free the project when the writing one dies', async () => {
		const writer = await newClient();
		const id = await createAndOpen(writer);
		await addQuestions(writer, 'a');
		writer.terminate();
		const other = client;
		await expect
			.poll(async () => (await other.openProject(id, () => undefined)).mode)
			.toBe('read-write');
		await addQuestions(other, 'b');
		expect(await countQuestions(other)).toBe(2);
	});
});

describe('a damaged journal', () => {
	it('is cut at its last whole frame, which is reported', async () => {
		const first = client;
		const id = await createAndOpen(first);
		await addQuestions(first, 'a');
		const whole = (await journalOf(id)).size;
		await addQuestions(first, 'b');
		await first.call((api) => api.closeProject());
		await rewriteJournal(id, (bytes) => bytes.slice(0, -5));
		const torn = (await journalOf(id)).size - whole;

		const report = await first.openProject(id, () => undefined);
		expect(report).toMatchObject({ mode: 'read-write', bytesLost: torn, framesRead: 2 });
		expect(report.notices.join()).toMatch(/cut short/);
		expect((await journalOf(id)).size).toBe(whole);
		await addQuestions(first, 'c');
		expect(await countQuestions(first)).toBe(2);
		expect(await first.openProject(id, () => undefined)).toMatchObject({ notices: [] });
	});

	it('gives everything but the damaged frame', async () => {
		const id = await createAndOpen(client);
		await addQuestions(client, 'a');
		const start = (await journalOf(id)).size;
		await addQuestions(client, 'b');
		await addQuestions(client, 'c');
		await client.call((api) => api.closeProject());
		await rewriteJournal(id, (bytes) => {
			bytes[start + 100]! ^= 0x10;
			bytes[3]! ^= 0x10;
			return bytes;
		});
		const report = await client.openProject(id, () => undefined);
		expect(report.notices.join()).toMatch(/damaged/);
		expect(report.bytesLost).toBeGreaterThan(0);
		expect(await countQuestions(client)).toBe(2);
		await client.call((api) => api.compact(quiet));
		expect(await client.openProject(id, () => undefined)).toMatchObject({
			notices: [],
			bytesLost: 0
		});
		expect(await countQuestions(client)).toBe(2);
	});
});

describe('compaction', () => {
	it('drops superseded rows and keeps the rest', async () => {
		const id = await createAndOpen(client);
		await addQuestions(client, 'a', 'b');
		for (let i = 0; i < 20; i++) await client.call((api) => api.renameProject(`Name ${i}`));
		const before = (await client.call((api) => api.storage())).journalBytes;
		const freed = await client.call((api) => api.compact(quiet));
		expect(freed).toBeGreaterThan(5_000);
		expect((await client.call((api) => api.storage())).journalBytes).toBe(before - freed);
		await addQuestions(client, 'c');
		const report = await client.openProject(id, () => undefined);
		expect(report).toMatchObject({ project: { name: 'Name 19' }, notices: [], framesRead: 3 });
		expect(await countQuestions(client)).toBe(3);
	});
});

describe('work on a whole project', () => {
	it('tells how far it is, and can be ended without a trace', async () => {
		const id = await createAndOpen(client);
		for (let i = 0; i < 12; i++) {
			await client.call((api) => api.append('questions', [question(`${i}`, 'x'.repeat(4e6))]));
		}
		const before = (await client.call((api) => api.storage())).journalBytes;
		const written = await client.call((api) => api.exportProject(quiet));
		// The next export takes the place of this one.
		const file = new File([await written.arrayBuffer()], 'copy.retort');
		const shares: number[] = [];
		const ending = proxy((share: number) => {
			shares.push(share);
			void client.call((api) => api.cancelProjectWork());
		});
		const outcomes = [
			await client.call((api) => api.compact(ending)).catch((error: unknown) => error),
			await client.call((api) => api.exportProject(ending)).catch((error: unknown) => error),
			await client.call((api) => api.importProject(file, ending)).catch((error: unknown) => error)
		];
		expect(outcomes.map((outcome) => isCancelled(outcome))).toEqual([true, true, true]);
		expect(shares.every((share) => share > 0 && share < 1)).toBe(true);

		expect((await client.call((api) => api.storage())).journalBytes).toBe(before);
		expect((await client.call((api) => api.projects())).map((project) => project.id)).toEqual([id]);
		await client.openProject(id, () => undefined);
		expect(await countQuestions(client)).toBe(12);
	});
});

describe('a project file', () => {
	it('brings everything to a new project', async () => {
		const id = await createAndOpen(client, 'Été/1');
		await addQuestions(client, 'a', 'b');
		const file = await client.call((api) => api.exportProject(quiet));
		expect(file.name).toBe('Été_1.retort');
		const copy = await client.call((api) => api.importProject(file, quiet));
		expect(copy.id).not.toBe(id);
		expect(copy.name).toBe('Été/1');
		expect(await client.openProject(copy.id, () => undefined)).toMatchObject({ notices: [] });
		expect(await countQuestions(client)).toBe(2);
	});

	it('that is damaged brings what is whole, and says so when opened', async () => {
		await createAndOpen(client);
		await addQuestions(client, 'a', 'b');
		const file = await client.call((api) => api.exportProject(quiet));
		const cut = new File([file.slice(0, -9)], 'cut.retort');
		const copy = await client.call((api) => api.importProject(cut, quiet));
		const report = await client.openProject(copy.id, () => undefined);
		expect(report.notices.join()).toMatch(/was not whole/);
		expect(report.project.name).toBe('First');
		expect(await countQuestions(client)).toBe(0);
	});

	it.each([
		['a picture', 'GIF89a'],
		['empty', ''],
		['data', '{"id": 1}\n'.repeat(1000)]
	])('that is %s is refused, and nothing is added', async (_, text) => {
		const file = new File([text], 'x.retort');
		expect(await codeOf(client.call((api) => api.importProject(file, quiet)))).toBe('file-format');
		expect(await client.call((api) => api.projects())).toEqual([]);
	});
});
