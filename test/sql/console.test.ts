import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/lib/core/model/errors.ts';
import type { ConsoleAnswer } from '../../src/lib/protocol/console-api.ts';
import { CONSOLE_EXAMPLES } from '../../src/workers/db/console/console-examples.ts';
import { SqlConsole } from '../../src/workers/db/console/sql-console.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { loadProject, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
let sql: SqlConsole;
beforeAll(async () => {
	db = await createNodeDatabase();
	sql = new SqlConsole(db.console);
	await loadProject(db, {
		questions: [question('qa', { domain: 'algebra' }), question('qb', { domain: 'fruit' })],
		teachers: [teacher('zoe', { name: 'Zoe' }), teacher('bob', { name: 'Bob' })],
		answers: [
			{ id: 'a1', question: 'qa', teacher: 'zoe', reference: 'wrong', analysis: { tokens: 10 } },
			{ id: 'a2', question: 'qa', teacher: 'bob', verdict: 'wrong', analysis: { tokens: 30 } },
			{ id: 'b1', question: 'qb', teacher: 'zoe', analysis: { repetition_share: 0.5 } },
			{ id: 'b2', question: 'qb', teacher: 'bob' }
		]
	});
});

interface Shown {
	readonly answer: ConsoleAnswer;
	readonly rows: readonly (readonly (string | null)[])[];
}
async function run(text: string, on = sql): Promise<Shown> {
	const answer = await on.run(text);
	return { answer, rows: on.rows(0, 1000, 1000) };
}
const failure = async (text: string): Promise<AppError> => {
	const error: unknown = await sql.run(text).then(
		() => null,
		(thrown: unknown) => thrown
	);
	expect(error, text).toBeInstanceOf(AppError);
	return error as AppError;
};

describe('what the console runs', () => {
	it.each([
		['SELECT id FROM questions ORDER BY id', 2],
		['WITH q AS (SELECT * FROM questions) SELECT * FROM q;', 2],
		['VALUES (1), (2), (3)', 3],
		['FROM teachers', 2],
		['FROM teachers SELECT name ; -- the end; really\n', 2],
		['TABLE teachers', 2],
		['(SELECT 1)', 1],
		['DESCRIBE teachers', 4],
		['DESCRIBE SELECT 1 AS a', 1],
		['SUMMARIZE questions', 6],
		['SHOW teachers', 4],
		["PIVOT questions ON domain IN ('algebra') USING count(*)", 2],
		['UNPIVOT questions ON id, text INTO NAME n VALUE v', 4],
		['EXPLAIN SELECT 1', 1],
		['explain analyze FROM questions;', 1],
		['EXPLAIN (SELECT 1)', 1],
		["/* 'é */ SELECT 'ü;' AS \"glob\" -- ; ", 1],
		['SELECT 1 AS a, 2 AS a, 3 AS A', 1]
	])('%s', async (text, rows) => {
		expect((await run(text)).answer.rows).toBe(rows);
	});

	it('shows the tables', async () => {
		const { rows } = await run('SHOW TABLES');
		expect(rows.flat()).toEqual(expect.arrayContaining(['questions', 'trajectory_facts']));
	});

	it('keeps the order, and names columns apart', async () => {
		const { answer, rows } = await run(
			'SELECT x AS a, x AS a FROM range(5000) t(x) ORDER BY x DESC'
		);
		expect(answer.columns.map(({ name }) => name)).toEqual(['a', 'a_1']);
		expect(rows.slice(0, 2)).toEqual([
			['4999', '4999'],
			['4998', '4998']
		]);
		const dated = await run(
			"SELECT DATE '2020-01-01' + x::INT AS d FROM range(3000) t(x) ORDER BY x DESC"
		);
		expect(dated.rows[0]).toEqual(['2028-03-18']);
	});
});

describe('what it refuses', () => {
	it.each([
		"INSERT INTO project VALUES ('a', 'b')",
		"UPDATE project SET value = 'x'",
		'DELETE FROM questions',
		'TRUNCATE questions',
		'CREATE TABLE z (a INT)',
		'CREATE OR REPLACE TEMP TABLE z AS SELECT 1',
		'CREATE VIEW z AS SELECT 1',
		'CREATE MACRO f(a) AS a',
		'DROP TABLE questions',
		'ALTER TABLE questions RENAME TO q',
		"COMMENT ON TABLE questions IS 'x'",
		"MERGE INTO project USING (SELECT 1) ON false WHEN NOT MATCHED THEN INSERT VALUES ('a', 'b')",
		"ATTACH ':memory:' AS other",
		"ATTACH 'x.db'",
		'USE memory',
		'INSTALL json',
		'LOAD json',
		'SET threads = 1',
		'SET VARIABLE a = 1',
		'RESET threads',
		'PRAGMA enable_profiling',
		'PRAGMA show_tables',
		'CALL pragma_version()',
		'BEGIN',
		'COMMIT',
		'ROLLBACK',
		'CHECKPOINT',
		'VACUUM',
		'PREPARE a AS SELECT 1',
		'DEALLOCATE a',
		'EXPLAIN DELETE FROM questions',
		'EXPLAIN ANALYZE DELETE FROM questions',
		'EXPLAIN ANALYZE CREATE TABLE z (a INT)',
		'SELECT * FROM enable_logging()',
		'FROM main."Enable_Logging" /* */ ()',
		'SELECT * FROM force_checkpoint()',
		"SELECT * FROM query('SELECT 1')"
	])('%s', async (text) => {
		const { code, message } = await failure(text);
		expect(code).toBe('query-refused');
		expect(message).toMatch(/^The console only reads/);
	});

	it.each([
		'SELECT 1; SELECT 2',
		"SELECT ';'; DROP TABLE questions",
		'DROP TABLE questions; SELECT 1;'
	])('several statements: %s', async (text) => {
		const { code, message } = await failure(text);
		expect(code).toBe('query-refused');
		expect(message).toMatch(/one statement at a time/);
	});

	it.each([
		"SELECT * FROM read_csv('/etc/hostname')",
		"SELECT * FROM read_text('/etc/hostname')",
		"SELECT * FROM read_blob('x')",
		"SELECT * FROM glob('*')",
		"FROM sniff_csv('x.csv')",
		"FROM 'https://example.com/a.csv'",
		"FROM 'x.parquet'",
		"FROM '/etc/hostname'",
		"COPY questions TO 'x.csv'",
		"COPY (SELECT 1) TO 'x.csv'",
		"EXPORT DATABASE 'x'"
	])('files and addresses: %s', async (text) => {
		const { code, message } = await failure(text);
		expect(code).toBe('query-refused');
		expect(message).toMatch(/opens no file and no address/);
	});

	it.each([
		['SELEC 1', /syntax error/],
		['SELECT nothing FROM questions', /nothing/],
		['SELECT 1) AS a, (SELECT 2', /syntax error/],
		['SELECT $1', /parameter/],
		['FROM nothing', /does not exist/],
		['EXPLAIN', /./],
		["SELECT 'a'::INTEGER", /Could not convert/],
		['SELECT U&"\\0061bs"(-1)', /NOT IMPLEMENTED/],
		['WITH x AS (DELETE FROM questions RETURNING *) SELECT * FROM x', /CTE/]
	])('nothing of %s, in the words of DuckDB', async (text, words) => {
		const { code, detail } = await failure(text);
		expect(code).toBe('query-invalid');
		expect(detail).toMatch(words);
	});

	it.each(['', '  \n', '-- nothing yet', ';', ' ; ;'])('to run nothing: %j', async (text) => {
		expect((await failure(text)).message).toMatch(/no statement to run/);
	});

	it('a PIVOT that is several statements, and says how to write it', async () => {
		expect((await failure('PIVOT questions ON domain USING count(*)')).message).toMatch(
			/ON column IN/
		);
	});

	it('more memory than there is', async () => {
		const text = "SELECT list(repeat('x', 100000) || x) FROM range(100000) t(x)";
		expect((await failure(text)).message).toMatch(/more memory/);
	});

	it('no table function that nobody has looked at', async () => {
		const rows = await db.rows<{ name: string }>(
			`SELECT DISTINCT function_name AS name FROM duckdb_functions()
			 WHERE function_type IN ('table', 'table_macro')
				AND NOT starts_with(function_name, 'duckdb_') AND NOT starts_with(function_name, 'pragma_')
			 ORDER BY name`
		);
		expect(rows.map(({ name }) => name)).toEqual(KNOWN_TABLE_FUNCTIONS);
	});

	it('and leaves everything as it was, and usable', async () => {
		expect((await run('FROM questions')).answer.rows).toBe(2);
		expect((await run('SELECT count(*) FROM duckdb_databases() WHERE NOT internal')).rows).toEqual([
			['1']
		]);
		expect((await run('FROM duckdb_prepared_statements()')).answer.rows).toBe(0);
		await db.insert('project', [{ key: 'after', value: 'fine' }]);
		expect((await run("SELECT value FROM project WHERE key = 'after'")).rows).toEqual([['fine']]);
	});
});

/** Looked at: they read only tables, make rows up, are refused above, or ask for files, which are locked. */
const KNOWN_TABLE_FUNCTIONS = [
	'arrow_scan',
	'arrow_scan_dumb',
	'checkpoint',
	'disable_logging',
	'enable_logging',
	'force_checkpoint',
	'found_trajectories',
	'generate_series',
	'glob',
	'histogram',
	'histogram_values',
	'judged_by_facets',
	'judged_in_both_orders',
	'listed_trajectories',
	'map_area',
	'matching_trajectories',
	'narrowed_by',
	'placed_by_facets',
	'query',
	'query_table',
	'range',
	'read_blob',
	'read_csv',
	'read_csv_auto',
	'read_text',
	'repeat',
	'repeat_row',
	'review_queue',
	'sentence_gains',
	'seq_scan',
	'sniff_csv',
	'summary',
	'test_all_types',
	'test_vector_types',
	'trajectory_descriptions',
	'truncate_duckdb_logs',
	'unannotated_subjects',
	'unjudged_trajectories',
	'unnest',
	'unread_trajectories',
	'which_secret'
];

describe('what stands beside the editor', () => {
	it.each(CONSOLE_EXAMPLES)('$title', async ({ title, sql: text }) => {
		expect(title).toMatch(/\?$/);
		expect((await run(text)).answer.columns.length).toBeGreaterThan(1);
		expect((await run(`EXPLAIN ${text}`)).answer.rows).toBe(1);
	});

	it('answers with bounds', async () => {
		const { rows } = await run(CONSOLE_EXAMPLES[0]!.sql);
		expect(rows).toContainEqual(['Zoe', 'algebra', '1', '1', '1', '0.2065', '1']);
	});

	it('knows the columns of every table and view', async () => {
		const columns = await runNamedQuery(db, 'console/columns', {});
		const has = (table: string, column: string): boolean =>
			columns.some((row) => row.table_name === table && row.column_name === column);
		expect(has('questions', 'gold') && has('trajectory_facts', 'tokens')).toBe(true);
		expect(has('decided_quality', 'reason')).toBe(true);
	});

	it('lists what was saved and not deleted', async () => {
		const at = { updated_at: '2025-01-01T00:00:00Z' };
		await db.insert('queries', [
			{ name: 'b', sql: 'SELECT 1', ...at },
			{ name: 'A', sql: 'SELECT 2', ...at },
			{ name: 'gone', sql: '', ...at }
		]);
		const saved = await runNamedQuery(db, 'console/saved', {});
		expect(saved.map(({ name }) => name)).toEqual(['A', 'b']);
	});
});
