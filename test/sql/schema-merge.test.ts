import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { withIdentifiers } from '../../src/workers/db/identifiers.ts';
import { mergeRows, settleRows } from '../../src/workers/db/merge-rows.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(async () => {
	await db.run('DELETE FROM overrides; DELETE FROM benchmark_items; DELETE FROM rejects;');
});

const override = (trajectory_id: string, decision: string): Row<'overrides'> => ({
	trajectory_id,
	decision
});
const item = (id: string, text: string): Row<'benchmark_items'> => ({ id, list: 'aime', text });
const reject = (line: number, part: string, reason: string): Row<'rejects'> => ({
	import_id: 'i',
	line,
	part,
	reason,
	excerpt: ''
});

async function merge<T extends TableName>(table: T, rows: Row<T>[]): Promise<number> {
	return mergeRows(db, table, encodeRows(table, rows));
}

describe('mergeRows', () => {
	it('keeps the first of equal keys in a table of facts', async () => {
		expect(await merge('benchmark_items', [item('b', '1'), item('a', '2'), item('b', '3')])).toBe(
			2
		);
		expect(await merge('benchmark_items', [item('a', '4'), item('c', '5')])).toBe(1);
		expect(await db.rows('SELECT id, text FROM benchmark_items')).toEqual([
			{ id: 'b', text: '1' },
			{ id: 'a', text: '2' },
			{ id: 'c', text: '5' }
		]);
	});

	it('keeps the last of equal keys in a table of state', async () => {
		expect(await merge('overrides', [override('a', 'keep'), override('a', 'drop')])).toBe(1);
		expect(await merge('overrides', [override('b', 'keep'), override('a', 'none')])).toBe(2);
		expect(await db.rows('SELECT * FROM overrides ORDER BY 1')).toEqual([
			override('a', 'none'),
			override('b', 'keep')
		]);
	});

	it('counts nothing where a state is what it was', async () => {
		await merge('overrides', [override('a', 'keep'), override('b', 'drop')]);
		expect(await merge('overrides', [override('b', 'drop'), override('a', 'keep')])).toBe(0);
		expect(await merge('overrides', [override('a', 'drop'), override('a', 'keep')])).toBe(0);
		expect(await merge('overrides', [override('a', 'keep'), override('a', 'drop')])).toBe(1);
		expect(await db.rows('SELECT count(*) AS n FROM overrides')).toEqual([{ n: 2 }]);
	});

	it('tells rows apart by every column of the key', async () => {
		expect(
			await merge('rejects', [reject(1, '', 'x'), reject(1, 'm', 'y'), reject(2, '', 'z')])
		).toBe(3);
		expect(await merge('rejects', [reject(1, 'm', 'again'), reject(2, 'm', 'new')])).toBe(1);
	});

	it('takes no rows', async () => {
		expect(await merge('overrides', [])).toBe(0);
	});

	it.each(['benchmark_items', 'overrides'] as const)(
		'leaves the same %s however the rows are cut into batches, merged or replayed',
		async (table) => {
			const pair = fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.string() });
			await fc.assert(
				fc.asyncProperty(fc.array(pair), fc.nat(5), async (pairs, cut) => {
					const rows = pairs.map(({ key, value }) =>
						table === 'overrides' ? override(key, value) : item(key, value)
					) as Row<typeof table>[];
					const select = `SELECT * FROM ${table} ORDER BY ALL`;
					await db.run(`DELETE FROM ${table}`);
					await merge(table, rows);
					const whole = await db.rows(select);
					await db.run(`DELETE FROM ${table}`);
					await merge(table, rows.slice(0, cut));
					await merge(table, rows.slice(cut));
					expect(await db.rows(select)).toEqual(whole);
					await db.run(`DELETE FROM ${table}`);
					await db.insert(table, rows.slice(0, cut));
					await db.insert(table, rows.slice(cut));
					await settleRows(db, table);
					expect(await db.rows(select)).toEqual(whole);
				}),
				{ numRuns: 30 }
			);
		}
	);

	it('is undone by a rollback, staging table included', async () => {
		await db.run('BEGIN');
		await merge('overrides', [override('a', 'keep')]);
		await db.run('ROLLBACK');
		expect(await db.rows('SELECT * FROM overrides')).toEqual([]);
		await db.run('BEGIN');
		await db.insertArrow('staged_rows', encodeRows('overrides', [override('a', 'keep')]));
		await db.run('ROLLBACK');
		expect(await merge('overrides', [override('b', 'keep')])).toBe(1);
	});
});

describe('withIdentifiers', () => {
	it('quotes whatever the name is', () => {
		expect(withIdentifiers('{t} {k}', { t: 'a"b', k: ['x', '$&'] })).toBe('"a""b" "x", "$&"');
	});
});
