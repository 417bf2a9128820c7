import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleAnswer } from '../../src/lib/protocol/console-api.ts';
import { SqlConsole } from '../../src/workers/db/console/sql-console.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';

let db: NodeDatabase;
let sql: SqlConsole;
beforeAll(async () => {
	db = await createNodeDatabase();
	sql = new SqlConsole(db.console);
});

interface Shown {
	readonly answer: ConsoleAnswer;
	readonly rows: readonly (readonly (string | null)[])[];
}
async function run(text: string, on = sql): Promise<Shown> {
	const answer = await on.run(text);
	return { answer, rows: on.rows(0, 1000, 1000) };
}

describe('values', () => {
	it.each([
		['9223372036854775807::BIGINT', '9223372036854775807', 'BIGINT'],
		[
			'(-170141183460469231731687303715884105727)::HUGEINT',
			'-170141183460469231731687303715884105727',
			'HUGEINT'
		],
		[
			'340282366920938463463374607431768211455::UHUGEINT',
			'340282366920938463463374607431768211455',
			'UHUGEINT'
		],
		['-1.25::DECIMAL(10, 2)', '-1.25', 'DECIMAL(10,2)'],
		['0.05::DECIMAL(4, 2)', '0.05', 'DECIMAL(4,2)'],
		[
			'12345678901234567890.0123456789::DECIMAL(38, 10)',
			'12345678901234567890.0123456789',
			'DECIMAL(38,10)'
		],
		['0.1::FLOAT', '0.1', 'FLOAT'],
		["'nan'::DOUBLE", 'NaN', 'DOUBLE'],
		["'-inf'::DOUBLE", '-Infinity', 'DOUBLE'],
		['true', 'true', 'BOOLEAN'],
		["''", '', 'VARCHAR'],
		['NULL', null, 'INTEGER'],
		["DATE '2024-02-29'", '2024-02-29', 'DATE'],
		["TIMESTAMP '2024-02-29 12:00:00.123456'", '2024-02-29 12:00:00.123456', 'TIMESTAMP'],
		["TIMESTAMP '294247-01-10 04:00:54.775806'", '294247-01-10 04:00:54.775806', 'TIMESTAMP'],
		["TIME '12:34:56'", '12:34:56', 'TIME'],
		['INTERVAL 3 DAYS', '3 days', 'INTERVAL'],
		["'a\\x00b'::BLOB", 'a\\x00b', 'BLOB'],
		["'101'::BIT", '101', 'BIT'],
		[
			"'00000000-0000-0000-0000-000000000001'::UUID",
			'00000000-0000-0000-0000-000000000001',
			'UUID'
		],
		["'b'::ENUM('a', 'b')", 'b', 'ENUM'],
		['[1, NULL, 3]', '[1,null,3]', 'INTEGER[]'],
		['[[1.5], []]', '[[1.5],[]]', 'DECIMAL(2,1)[][]'],
		['array_value(1, 2)', '[1,2]', 'INTEGER[2]'],
		["{a: 1, b: ['x', NULL]}", '{"a":1,"b":["x",null]}', 'STRUCT(a INTEGER, b VARCHAR[])'],
		["MAP {'k': 9007199254740993}", '{"k":9007199254740993}', 'MAP(VARCHAR, BIGINT)'],
		["[DATE '2024-02-29']", '[2024-02-29]', 'DATE[]'],
		['union_value(n := 2)', '2', 'UNION(n INTEGER)']
	])('%s', async (expression, text, type) => {
		const { answer, rows } = await run(`SELECT ${expression} AS v`);
		expect(rows).toEqual([[text]]);
		expect(answer.columns).toMatchObject([{ name: 'v', type }]);
	});

	it('of every type there is', async () => {
		expect((await run('FROM test_all_types()')).answer.rows).toBe(3);
	});

	it('are read where they are asked for, and cut', async () => {
		await sql.run("SELECT x, repeat('é', 500) AS t FROM range(5000) t(x)");
		expect(sql.rows(4095, 2, 3)).toEqual([
			['4095', 'ééé…'],
			['4096', 'ééé…']
		]);
		expect(sql.rows(4999, 10, 1)).toHaveLength(1);
		expect(sql.values([0], 3)).toEqual([[0, 1, 2]]);
	});
});

describe('limits', () => {
	it('keeps so many rows and says that there are more', async () => {
		const small = new SqlConsole(db.console, { rows: 3000, bytes: 1 << 30 });
		const { answer } = await run('SELECT x FROM range(1000000000) t(x)', small);
		expect(answer).toMatchObject({ rows: 3000, cut: 'rows' });
		expect(small.rows(2999, 5, 10)).toEqual([['2999']]);
		expect((await run('SELECT x FROM range(3000) t(x)', small)).answer.cut).toBeNull();
	});

	it('keeps so many bytes', async () => {
		const small = new SqlConsole(db.console, { rows: 1e6, bytes: 1e6 });
		const { answer } = await run("SELECT repeat('x', 1000) FROM range(100000)", small);
		expect(answer.cut).toBe('size');
		expect(answer.rows).toBeLessThan(5000);
	});

	it('has no rows before the first answer and after a failed one', async () => {
		await sql.run('SELECT 1');
		await sql.run('SELEC').catch(() => undefined);
		expect(() => sql.rows(0, 1, 1)).toThrow(/Run the statement again/);
	});
});

describe('files', () => {
	const STATEMENT = `SELECT * FROM (VALUES
		(1::BIGINT, 0.5::DOUBLE, '=1+1', [1, 2], true, DATE '2024-02-29'),
		(9007199254740993, NULL, 'a "b", c', NULL, false, NULL),
		(-3, 'nan', NULL, [], NULL, NULL)) t(n, x, t, l, b, d)`;
	const textOf = async (format: 'csv' | 'jsonl'): Promise<string> =>
		(await sql.file(format)).text();

	it('CSV', async () => {
		await sql.run(STATEMENT);
		expect(await textOf('csv')).toBe(
			'n,x,t,l,b,d\r\n' +
				`1,0.5,'=1+1,"[1,2]",true,2024-02-29\r\n` +
				'9007199254740993,,"a ""b"", c",,false,\r\n' +
				'-3,NaN,,[],,\r\n'
		);
	});

	it('JSON Lines', async () => {
		await sql.run(STATEMENT);
		expect(await textOf('jsonl')).toBe(
			'{"n":1,"x":0.5,"t":"=1+1","l":[1,2],"b":true,"d":"2024-02-29"}\n' +
				'{"n":9007199254740993,"x":null,"t":"a \\"b\\", c","l":null,"b":false,"d":null}\n' +
				'{"n":-3,"x":null,"t":null,"l":[],"b":null,"d":null}\n'
		);
	});

	it('Parquet, as another reader sees it', async () => {
		await sql.run(STATEMENT);
		const file = await (await sql.file('parquet')).arrayBuffer();
		expect(await parquetReadObjects({ file })).toEqual([
			{ n: 1n, x: 0.5, t: '=1+1', l: '[1,2]', b: true, d: '2024-02-29' },
			{ n: 9007199254740993n, x: null, t: 'a "b", c', l: null, b: false, d: null },
			{ n: -3n, x: NaN, t: null, l: '[]', b: null, d: null }
		]);
	});

	it('of no rows', async () => {
		await sql.run('SELECT id, text FROM questions WHERE false');
		expect(await textOf('csv')).toBe('id,text\r\n');
		expect(await textOf('jsonl')).toBe('');
		const file = await (await sql.file('parquet')).arrayBuffer();
		expect(await parquetReadObjects({ file })).toEqual([]);
	});
});
