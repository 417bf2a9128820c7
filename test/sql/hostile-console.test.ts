import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitCells } from '../../src/lib/core/import/csv-splitter.ts';
import { jsonText } from '../../src/lib/core/export/json-text.ts';
import { AppError } from '../../src/lib/core/model/errors.ts';
import { SqlConsole } from '../../src/workers/db/console/sql-console.ts';
import { TEXTS } from '../hostile/texts.ts';
import { SQL_NAMES, SQL_STATEMENTS } from '../hostile/sql-statements.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { question, teacher, loadProject } from './project-rows.ts';

let db: NodeDatabase;
let sql: SqlConsole;
let before: string;

const everything = async (): Promise<string> =>
	jsonText(
		await db.rows(
			`SELECT (SELECT count(*)::INT FROM questions) AS questions, (SELECT count(*)::INT FROM project) AS facts,
				(SELECT string_agg(table_name, ',' ORDER BY table_name) FROM duckdb_tables()) AS tables,
				(SELECT count(*)::INT FROM duckdb_views() WHERE NOT internal) AS views,
				(SELECT count(*)::INT FROM duckdb_functions() WHERE NOT internal) AS macros,
				(SELECT count(*)::INT FROM duckdb_databases()) AS databases,
				(SELECT string_agg(name || '=' || value, ',' ORDER BY name) FROM duckdb_settings()
					WHERE name IN ('enable_external_access', 'lock_configuration', 'threads', 'custom_extension_repository',
						'autoload_known_extensions', 'autoinstall_known_extensions')) AS settings,
				(SELECT string_agg(extension_name, ',' ORDER BY extension_name) FROM duckdb_extensions() WHERE loaded) AS extensions,
				(SELECT count(*)::INT FROM duckdb_prepared_statements()) AS prepared`
		)
	);

beforeAll(async () => {
	db = await createNodeDatabase();
	sql = new SqlConsole(db.console);
	await loadProject(db, {
		questions: TEXTS.map(({ text }, n) => question(`q${String(n)}`, { text, domain: text })),
		teachers: [teacher('t')],
		answers: []
	});
	before = await everything();
});

describe('a statement that does not read', () => {
	it.each(SQL_STATEMENTS)('$name', async ({ sql: statement }) => {
		const error: unknown = await sql.run(statement).then(
			() => null,
			(thrown: unknown) => thrown
		);
		expect(error).toBeInstanceOf(AppError);
		const { code, message } = error as AppError;
		expect(['query-refused', 'query-invalid']).toContain(code);
		expect(message).toMatch(/\.$/);
		expect((await sql.run('SELECT 1')).rows).toBe(1);
	});

	it('names tables that are there', async () => {
		for (const table of ['questions', 'project', 'recipes', 'trajectories', 'trajectory_facts']) {
			await sql.run(`FROM ${table} LIMIT 1`);
		}
	});

	afterAll(async () => {
		expect(await everything()).toBe(before);
	});
});

describe('names and values of an answer', () => {
	it.each(SQL_NAMES)('$name', async ({ sql: statement }) => {
		const { columns, rows } = await sql.run(statement);
		const csv = await (await sql.file('csv')).text();
		const [head] = csv.split('\r\n');
		const names = splitCells(head!, ',').cells;
		expect(names).toHaveLength(columns.length);
		for (const name of names) expect(name).not.toMatch(RUNS_IN_A_SPREADSHEET);
		const lines = (await (await sql.file('jsonl')).text()).trimEnd().split('\n');
		expect(lines).toHaveLength(rows);
		for (const line of lines) {
			expect(Object.keys(JSON.parse(line) as object)).toEqual(columns.map(({ name }) => name));
		}
		const file = await (await sql.file('parquet')).arrayBuffer();
		expect(await parquetReadObjects({ file })).toHaveLength(rows);
		const [first] = lines.map((line) => JSON.parse(line) as object);
		expect(jsonText(first)).toContain(statement.includes("'__proto__'") ? '"__proto__":1' : '');
	});

	it('are every hostile text there is, and come out as they went in', async () => {
		await sql.run('SELECT text FROM questions ORDER BY substr(id, 2)::INT');
		// Arrow's JavaScript takes a byte order mark at the beginning of a text for one.
		const texts = TEXTS.map(({ text }) =>
			text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/^\ufeff/, '')
		);
		const lines = (await (await sql.file('jsonl')).text()).trimEnd().split('\n');
		expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(texts);
		const file = await (await sql.file('parquet')).arrayBuffer();
		expect((await parquetReadObjects({ file })).map(({ text }) => text as string)).toEqual(texts);
		const csv = await (await sql.file('csv')).text();
		const records = csv.match(/(?:"(?:[^"]|"")*"|[^"\r\n]*)\r\n/g)!.slice(1);
		expect(records).toHaveLength(texts.length);
		records.forEach((record, n) => {
			const [cell] = splitCells(record.slice(0, -2), ',').cells;
			expect(cell).not.toMatch(RUNS_IN_A_SPREADSHEET);
			expect(cell!.replace(/^'/, '')).toBe(texts[n]!.replace(/^'/, ''));
		});
	});
});

const RUNS_IN_A_SPREADSHEET = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;
