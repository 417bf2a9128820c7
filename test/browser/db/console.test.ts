import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, isCancelled } from '../../../src/lib/core/model/errors.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import type { ConsoleAnswer } from '../../../src/lib/protocol/console-api.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import { type PageDb, remoteDb } from '../../../src/lib/services/remote-db.ts';
import { clearStorage } from './stored-journal.ts';

const question = (id: string): Row<'questions'> => ({
	id,
	text: `text of ${id}`,
	gold: null,
	answer_type: 'auto',
	domain: 'maths',
	source_name: 'test'
});

let client: DbClient;
let db: PageDb;
beforeAll(async () => {
	await clearStorage();
	client = new DbClient();
	db = remoteDb(client);
	await db.start();
	const { id } = await db.createProject('Console');
	await db.openProject(id, () => undefined);
	await db.append('questions', [question('a'), question('b')]);
});
afterAll(async () => {
	client.terminate();
	await clearStorage();
});

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => null,
		(error: unknown) => error
	);

/** What is in the project, by way of the app's own query. */
async function questions(): Promise<number> {
	const [row] = await db.query('project/counts', {});
	return row!.questions;
}

/** Begins a statement and waits until DuckDB is at it. */
async function begin(sql: string): Promise<{ readonly ended: Promise<unknown> }> {
	const ended = errorOf(db.consoleRun(sql));
	await new Promise((resolve) => setTimeout(resolve, 500));
	return { ended };
}

describe('the console in the database worker', () => {
	it('answers with columns and rows', async () => {
		const answer = await db.consoleRun('SELECT id, length(text) AS n FROM questions ORDER BY id');
		expect(answer).toMatchObject({
			columns: [
				{ name: 'id', type: 'VARCHAR', kind: 'text' },
				{ name: 'n', type: 'BIGINT', kind: 'number' }
			],
			rows: 2,
			cut: null
		} satisfies Partial<ConsoleAnswer>);
		expect(await db.consoleRows(0, 10, 100)).toEqual([
			['a', '9'],
			['b', '9']
		]);
		expect(await db.consoleValues([1], 10)).toEqual([[9, 9]]);
		expect(await (await db.consoleFile('csv')).text()).toBe('id,n\r\na,9\r\nb,9\r\n');
	});

	it.each([
		["INSERT INTO project VALUES ('a', 'b')", 'query-refused'],
		['DROP TABLE questions', 'query-refused'],
		['SELECT 1; DROP TABLE questions', 'query-refused'],
		["FROM read_csv('/etc/hostname')", 'query-refused'],
		["FROM 'https://example.com/a.parquet'", 'query-refused'],
		['SELECT nothing', 'query-invalid']
	])('says what is wrong with %s', async (sql, code) => {
		const error = await errorOf(db.consoleRun(sql));
		expect(error).toBeInstanceOf(AppError);
		expect((error as AppError).code).toBe(code);
		expect(await questions()).toBe(2);
	});

	it('keeps the first rows of a result without end, and answers others meanwhile', async () => {
		const running = db.consoleRun('SELECT x, x % 7 AS y FROM range(100000000000) t(x)');
		expect(await questions()).toBe(2);
		expect(await running).toMatchObject({ rows: 100_000, cut: 'rows' });
		expect(await db.consoleRows(99_999, 10, 10)).toEqual([['99999', '4']]);
		const parquet = await db.consoleFile('parquet');
		expect(parquet.size).toBeGreaterThan(100_000);
	});

	it('ends a statement that was cancelled, and keeps nothing of it', async () => {
		const { ended } = await begin('SELECT sum(x) FROM range(1000000000000) t(x)');
		expect(await questions()).toBe(2);
		const saved = { name: 'n', sql: 'SELECT 1', updated_at: '2025-01-01T00:00:00Z' };
		await db.append('queries', [saved]);
		await db.consoleCancel();
		expect(isCancelled(await ended)).toBe(true);
		expect(await db.query('console/saved', {})).toEqual([saved]);
		expect(await errorOf(db.consoleRows(0, 1, 1))).toBeInstanceOf(AppError);
		expect(await questions()).toBe(2);
	});

	it('ends one statement for the next', async () => {
		const { ended } = await begin('SELECT sum(x) FROM range(1000000000000) t(x)');
		expect(await db.consoleRun('SELECT 1')).toMatchObject({ rows: 1 });
		expect(isCancelled(await ended)).toBe(true);
	});

	it('ends even a statement that blocks the database, and everything is still there', async () => {
		const { ended } = await begin(
			'SELECT count(*) FROM range(1000000) t(x), range(1000000) u(y) WHERE hash(x, y) = 3'
		);
		const cancelled = db.consoleCancel();
		expect(await ended).toBeInstanceOf(Error);
		// While the database is replayed, what comes waits for it.
		expect(await questions()).toBe(2);
		await cancelled;
		await db.append('questions', [question('c')]);
		expect(await questions()).toBe(3);
		expect(await db.consoleRun('FROM questions')).toMatchObject({ rows: 3 });
	});

	it('leaves a project whose statement blocks the database', async () => {
		const { ended } = await begin(
			'SELECT count(*) FROM range(1000000) t(x), range(1000000) u(y) WHERE hash(x, y) = 3'
		);
		const [project] = await db.projects();
		await db.openProject(project!.id, () => undefined);
		expect(await ended).toBeInstanceOf(Error);
		expect(await questions()).toBe(3);
	});
});
