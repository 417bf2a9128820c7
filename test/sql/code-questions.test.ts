import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseResult } from '../../src/lib/core/code/case-result.ts';
import { serialiseTests } from '../../src/lib/core/code/code-tests.ts';
import { CODE_GRADER_VERSION } from '../../src/lib/core/code/code-verdict.ts';
import { Cancelled, isCancelled } from '../../src/lib/core/model/errors.ts';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { CodeGrader, type CodeDatabase } from '../../src/lib/services/sandbox/code-grader.ts';
import { gradeAnswer } from '../../src/lib/services/sandbox/grade-answer.ts';
import type { SqlValue } from '../../src/workers/db/database.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { createNodeDatabase, readSql, type NodeDatabase } from './node-database.ts';

let db: NodeDatabase;
beforeEach(async () => {
	db = await createNodeDatabase();
	await db.insert('questions', [question('code', 'code'), question('text', 'auto')]);
	await db.insert('trajectories', [answer('a', 'code'), answer('b', 'code'), answer('c', 'text')]);
});

const TESTS = serialiseTests({
	version: 1,
	language: 'python',
	kind: 'stdio',
	cases: [{ input: '', output: '1' }]
});

const question = (id: string, answer_type: string): Row<'questions'> => ({
	id,
	text: `What is ${id}?`,
	gold: answer_type === 'code' ? TESTS : '1',
	answer_type,
	domain: '',
	source_name: 'test'
});

const answer = (id: string, question_id: string): Row<'trajectories'> => ({
	id,
	question_id,
	teacher_id: 't',
	sample_index: 0,
	response: `\`\`\`python\nprint("${id}")\n\`\`\``,
	reasoning: null,
	reasoning_style: 'none',
	finish_reason: 'stop',
	reported_tokens: null,
	import_id: 'i',
	line: 1
});

function query<T>(name: string, values: Record<string, SqlValue> = {}): Promise<T[]> {
	const { sql, params } = bindNames(readSql(`${name}.sql`), values);
	return db.rows<T>(sql, params);
}

const database = {
	query: (name: string, values: Record<string, SqlValue>) => query(name, values),
	append: (table: TableName, rows: readonly Row<TableName>[]) => db.insert(table, rows)
} as unknown as CodeDatabase;

const pending = async (): Promise<string[]> =>
	(await query<{ id: string }>('code/pending', { graderVersion: CODE_GRADER_VERSION })).map(
		({ id }) => id
	);

/** Every program writes its own id: 'a' is wrong, too. */
const PASSED: CaseResult = { outcome: 'passed', ms: 3, detail: '' };

function grader(run = () => Promise.resolve([PASSED])) {
	const close = vi.fn(() => Promise.resolve());
	const load = vi.fn(() => Promise.resolve({ runner: { run, close }, grade: gradeAnswer }));
	return { grader: new CodeGrader(database, load as never), load, close };
}

const never = new AbortController().signal;

describe('answers to code questions', () => {
	it('wait to be run, and for nothing else', async () => {
		expect(await pending()).toEqual(['a', 'b']);
		const versions = { version: 0, graderVersion: 5 };
		const measured = (id: string) => ({ trajectory_id: id, version: 1 });
		await db.run(
			`CREATE OR REPLACE TABLE analyses AS SELECT unnest(['${['a', 'b', 'c'].join("','")}']) AS trajectory_id, ${measured('').version} AS version`
		);
		expect(await query('analysis/pending', versions)).toEqual([{ id: 'c' }]);
	});

	it('have a verdict and a row for each test afterwards, and are not run again', async () => {
		const { grader: one, close } = grader();
		const told: number[] = [];
		expect(await one.isNeeded()).toBe(true);
		await one.gradeAll(never, ({ done }) => told.push(done));
		expect(told).toEqual([0, 1, 2]);
		expect(close).toHaveBeenCalledOnce();
		expect(await pending()).toEqual([]);
		expect(await query('code/cases', { id: 'a' })).toEqual([
			{ case_index: 0, outcome: 'passed', milliseconds: 3, detail: '' }
		]);
		const verdicts = await db.rows('SELECT verdict, grader FROM trajectory_verdicts ORDER BY ALL');
		expect(verdicts).toEqual([
			{ verdict: 'correct', grader: 'rule' },
			{ verdict: 'correct', grader: 'rule' },
			{ verdict: 'pending', grader: null }
		]);
	});

	it('need nothing to be loaded where there are none', async () => {
		await db.run("DELETE FROM questions WHERE answer_type = 'code'");
		const { grader: one, load } = grader();
		expect(await one.isNeeded()).toBe(false);
		await one.gradeAll(never, () => undefined);
		expect(load).not.toHaveBeenCalled();
	});

	it('keep what was found out where the rest is cancelled or fails', async () => {
		let runs = 0;
		const { grader: one, close } = grader(() => {
			runs += 1;
			if (runs === 2) throw new Cancelled();
			return Promise.resolve([PASSED]);
		});
		await expect(one.gradeAll(never, () => undefined)).rejects.toSatisfy(isCancelled);
		expect(close).toHaveBeenCalledOnce();
		expect(await pending()).toEqual(['b']);
		await grader().grader.gradeAll(never, () => undefined);
		expect(await pending()).toEqual([]);
	});
});

it('a list shows how tests begin and how other references end', async () => {
	const page = { search: '', domain: '', sort: '', limit: 10, offset: 0 };
	const [code, text] = await query<{ gold: string }>('lists/questions', page);
	expect(code!.gold.startsWith('{"version":1,"language":"python"')).toBe(true);
	expect(text!.gold).toBe('1');
});
