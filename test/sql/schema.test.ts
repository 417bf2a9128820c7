import { beforeAll, describe, expect, it } from 'vitest';
import { type Column, TABLE_NAMES, TABLES } from '../../src/lib/core/model/tables.ts';
import { createNodeDatabase, type NodeDatabase, readSql } from './node-database.ts';

const DUCKDB_TYPES = { utf8: 'VARCHAR', int32: 'INTEGER', float64: 'DOUBLE', bool: 'BOOLEAN' };

interface DuckDbColumn {
	readonly column_name: string;
	readonly data_type: string;
	readonly is_nullable: boolean;
}

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});

describe('schema.sql', () => {
	it('declares the tables of tables.ts, views.sql the working tables, and nobody any other', async () => {
		const rows = await db.rows<{ table_name: string }>('SELECT table_name FROM duckdb_tables()');
		const working = [...readSql('views.sql').matchAll(/^CREATE TABLE (\w+)/gm)].map(
			([, name]) => name
		);
		expect(rows.map((row) => row.table_name).sort()).toEqual([...TABLE_NAMES, ...working].sort());
	});

	it.each(TABLE_NAMES)('declares the columns of %s in the same order', async (table) => {
		const rows = await db.rows<DuckDbColumn>(
			`SELECT column_name, data_type, is_nullable FROM duckdb_columns()
			 WHERE table_name = $1 ORDER BY column_index`,
			[table]
		);
		const declared = Object.entries<Column>(TABLES[table].columns).map(([name, column]) => ({
			column_name: name,
			data_type: DUCKDB_TYPES[column.type],
			is_nullable: column.nullable === true
		}));
		expect(rows).toEqual(declared);
	});

	it.each(TABLE_NAMES)('has the key columns of %s', (table) => {
		expect(Object.keys(TABLES[table].columns)).toEqual(
			expect.arrayContaining([...TABLES[table].key])
		);
	});

	it('gives every table a frame kind of its own', () => {
		const kinds = TABLE_NAMES.map((table) => TABLES[table].kind);
		expect(new Set(kinds).size).toBe(kinds.length);
	});
});

describe('the database', () => {
	it('stores text as it is: a byte order mark first, NUL and astral characters', async () => {
		const value = '\ufeffa\u0000b\u{1F600}\ufeff';
		await db.insert('project', [{ key: 'k', value }]);
		expect(await db.rows('SELECT value FROM project WHERE key = $1', ['k'])).toEqual([{ value }]);
	});

	it('returns numbers for BIGINT and DECIMAL, arrays for lists', async () => {
		const [row] = await db.rows(
			`SELECT count(*) AS n, sum(x) AS total, -1.25::DECIMAL(10, 2) AS price, [1, NULL]::BIGINT[] AS list,
			        {a: 2::BIGINT} AS struct
			 FROM range(3) t(x)`
		);
		expect(row).toEqual({ n: 3, total: 3, price: -1.25, list: [1, null], struct: { a: 2 } });
	});

	it('streams while other statements run', async () => {
		let seen = 0;
		for await (const rows of db.stream<{ x: number }>(
			'SELECT x FROM range(5000) t(x) WHERE x >= $1',
			[10]
		)) {
			await db.run("INSERT INTO project VALUES ('s', $1)", [String(seen)]);
			seen += rows.length;
		}
		expect(seen).toBe(4990);
	});

	it('takes parameters with lone surrogates', async () => {
		expect(await db.rows('SELECT $1 AS text', ['\ud800'])).toEqual([{ text: '\ufffd' }]);
	});

	it.each([
		"SELECT * FROM read_csv('/etc/hostname')",
		"ATTACH 'x.db'",
		'SET enable_external_access = true',
		"COPY (SELECT 1) TO 'x.csv'"
	])('refuses %s', async (sql) => {
		await expect(db.run(sql)).rejects.toThrow(/disabled|locked|Permission/);
	});
});
