import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BenchmarkItem } from '../../src/lib/core/dedup/decontaminate.ts';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { compareTeachers } from '../../src/lib/core/stats/compare-teachers.ts';
import type { CorpusRow } from '../../src/lib/core/stats/corpus-metrics.ts';
import type { MatrixRow } from '../../src/lib/core/stats/teacher-matrix.ts';
import type { SqlValue } from '../../src/workers/db/database.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { createNodeDatabase, type NodeDatabase, readSql } from './node-database.ts';

let db: NodeDatabase;
beforeEach(async () => {
	db = await createNodeDatabase();
});

function query<T>(name: string, values: Record<string, SqlValue> = {}): Promise<T[]> {
	const { sql, params } = bindNames(readSql(`analysis/${name}.sql`), values);
	return db.rows<T>(sql, params);
}

const question = (id: string, gold: string | null = '9'): Row<'questions'> => ({
	id,
	text: `What is ${id}?`,
	gold,
	answer_type: 'auto',
	domain: 'maths',
	source_name: 'test'
});

const trajectory = (id: string, question_id: string, teacher_id: string): Row<'trajectories'> => ({
	id,
	question_id,
	teacher_id,
	sample_index: 0,
	response: `Response ${id}`,
	reasoning: null,
	reasoning_style: 'none',
	finish_reason: 'stop',
	reported_tokens: null,
	import_id: 'i',
	line: 1
});

const analysis = (
	trajectory_id: string,
	changes: Partial<Row<'analyses'>> = {}
): Row<'analyses'> => ({
	trajectory_id,
	version: 1,
	chars: 100,
	words: 20,
	tokens: 30,
	tokens_estimated: true,
	reasoning_chars: 0,
	answer_chars: 100,
	format: 'plain',
	repetition_share: 0,
	compression_ratio: 2,
	longest_repeat_chars: 3,
	check_rate: 0,
	perhaps_rate: 0,
	wait_rate: 0,
	therefore_rate: 0,
	foreign_script_share: 0,
	...changes
});

const verdict = (trajectory_id: string, verdict: string, grader = 'rule'): Row<'verdicts'> => ({
	trajectory_id,
	grader,
	grader_version: 1,
	verdict,
	extracted: null,
	expected: null,
	reason: ''
});

const pair = (question_id: string, a_id: string, b_id: string, normalised: number) => ({
	question_id,
	a_id,
	b_id,
	unit: 'codepoint',
	distance: 10,
	normalised
});

async function insert(tables: { [T in TableName]?: Row<T>[] }): Promise<void> {
	for (const [table, rows] of Object.entries(tables)) {
		await db.insert(table as TableName, rows as Row<TableName>[]);
	}
}

describe('analysis/pending', () => {
	it('lists what has no metrics or no verdict of the current versions, in order of import', async () => {
		await insert({
			questions: [question('q')],
			trajectories: ['z-new', 'no-verdict', 'old', 'done', 'newer', 'a-new'].map((id) =>
				trajectory(id, 'q', 't')
			),
			analyses: [
				analysis('no-verdict', { version: 2 }),
				analysis('old', { version: 1 }),
				analysis('done', { version: 2 }),
				analysis('newer', { version: 3 })
			],
			verdicts: [
				verdict('no-verdict', 'correct', 'reference'),
				...['old', 'done', 'newer'].map((id) => verdict(id, 'correct'))
			]
		});
		const rows = await query<{ id: string }>('pending', { version: 2, graderVersion: 1 });
		expect(rows.map(({ id }) => id)).toEqual(['z-new', 'no-verdict', 'old', 'a-new']);
		expect(await query('pending', { version: 2, graderVersion: 2 })).toHaveLength(6);
	});
});

describe('analysis/inputs', () => {
	it('gives the trajectories asked for, with their question', async () => {
		await insert({
			questions: [question('q', null)],
			trajectories: [trajectory('a', 'q', 't'), trajectory('b', 'q', 't')]
		});
		expect(await query('inputs', { ids: 'b|missing' })).toEqual([
			{
				id: 'b',
				response: 'Response b',
				reasoning: null,
				reasoning_style: 'none',
				finish_reason: 'stop',
				reported_tokens: null,
				question: 'What is q?',
				gold: null,
				answer_type: 'auto'
			}
		]);
		expect(await query('inputs', { ids: '' })).toEqual([]);
	});
});

describe('analysis/known-distances', () => {
	it('gives what is known within the ids asked for, over code points only', async () => {
		await insert({
			pairwise: [
				pair('q', 'a', 'b', 0.5),
				pair('q', 'a', 'c', 0.5),
				{ ...pair('q', 'b', 'c', 0.5), unit: 'token' }
			],
			pairwise_bounds: [pair('q', 'a', 'b', 0.75), pair('q', 'b', 'd', 0.75)]
		});
		const known = (ids: string) => query('known-distances', { ids });
		expect(await known('a|b')).toMatchObject([
			{ a_id: 'a', b_id: 'b', normalised: 0.5, exact: true }
		]);
		expect(await known('b|c|d')).toMatchObject([
			{ a_id: 'b', b_id: 'd', normalised: 0.75, exact: false }
		]);
	});
});

describe('analysis/question-texts and analysis/benchmark-items', () => {
	it('keep the order of import', async () => {
		await insert({
			questions: [question('z'), question('a')],
			benchmark_items: [{ id: '2', list: 'aime', text: 'x' }]
		});
		expect(await query('question-texts')).toEqual([
			{ id: 'z', text: 'What is z?' },
			{ id: 'a', text: 'What is a?' }
		]);
		expect(await query<BenchmarkItem>('benchmark-items')).toEqual([
			{ id: '2', list: 'aime', text: 'x' }
		]);
	});
});

describe('analysis/question-matrix', () => {
	beforeEach(async () => {
		await insert({
			questions: [question('q1'), question('q2'), question('q3', ' ')],
			trajectories: [
				trajectory('a1', 'q1', 'A'),
				trajectory('a2', 'q1', 'A'),
				trajectory('a3', 'q2', 'A'),
				trajectory('a4', 'q3', 'A'),
				trajectory('b1', 'q1', 'B'),
				trajectory('b4', 'q3', 'B'),
				trajectory('c1', 'q1', 'C')
			],
			analyses: [
				analysis('a1', { chars: 300, repetition_share: 0.5, words: 50, wait_rate: 40 }),
				analysis('a2', { format: 'truncated', words: 150, wait_rate: 0, tokens: 70 }),
				analysis('b1', { format: 'malformed' }),
				analysis('a4')
			],
			verdicts: [
				verdict('a1', 'correct'),
				verdict('a1', 'wrong', 'reference'),
				verdict('a2', 'unverifiable'),
				verdict('a4', 'unverifiable'),
				verdict('b1', 'wrong'),
				verdict('b1', 'wrong', 'reference'),
				verdict('b1', 'correct', 'person')
			],
			pairwise: [pair('q1', 'a1', 'a2', 0.75), pair('q1', 'a1', 'b1', 0.1)]
		});
	});

	it('sums what each teacher did on the common questions', async () => {
		const rows = await query<MatrixRow>('question-matrix', { teachers: 'B|A', student: '' });
		expect(rows.map((row) => [row.question_id, row.teacher_id])).toEqual([
			['q1', 'A'],
			['q1', 'B'],
			['q3', 'A'],
			['q3', 'B']
		]);
		expect(rows[0]).toEqual({
			question_id: 'q1',
			teacher_id: 'A',
			samples: 2,
			judged: 2,
			answerable: 2,
			correct: 1,
			unverifiable: 1,
			analysed: 2,
			tokens: 100,
			chars: 400,
			words: 200,
			truncated: 1,
			format_ok: 1,
			repeated_chars: 150,
			compression_ratio: 4,
			check_marks: 0,
			perhaps_marks: 0,
			wait_marks: 2,
			therefore_marks: 0,
			foreign_script: 0,
			pairs: 1,
			pair_distance: 0.75,
			refereed: 1,
			agreed: 0,
			entropy: 0,
			own_tokens: 0,
			scored: 0,
			surprisal: 0,
			scored_tokens: 0,
			mean_ranks: 0,
			mean_surprisals: 0,
			step_head_surprisal: 0,
			step_head_tokens: 0,
			local_surprisal: 0,
			local_tokens: 0,
			teacher_sentences: 0,
			sentences: 0
		});
	});

	it('takes the word of a person, and leaves the unanswerable out of accuracy', async () => {
		const rows = await query<MatrixRow>('question-matrix', { teachers: 'A|B', student: '' });
		expect(rows[1]).toMatchObject({ correct: 1, answerable: 1, refereed: 1, agreed: 1, pairs: 0 });
		expect(rows[2]).toMatchObject({ judged: 1, answerable: 0, unverifiable: 1 });
		expect(rows[3]).toMatchObject({ samples: 1, judged: 0, analysed: 0, tokens: 0, chars: 0 });
	});

	it('takes no mean over some of the pairs: those that are measured are not any ones', async () => {
		await db.run("DELETE FROM pairwise WHERE b_id = 'a2'");
		const [row] = await query<MatrixRow>('question-matrix', { teachers: 'A|B', student: '' });
		expect(row).toMatchObject({ teacher_id: 'A', samples: 2, pairs: 0, pair_distance: 0 });
	});

	it('counts the questions left out', async () => {
		const coverage = (teachers: string) => query('question-coverage', { teachers });
		expect(await coverage('A')).toEqual([{ common: 3, left_out: 0 }]);
		expect(await coverage('A|B')).toEqual([{ common: 2, left_out: 1 }]);
		expect(await coverage('A|B|C')).toEqual([{ common: 1, left_out: 2 }]);
		expect(await coverage('A|A|nobody')).toEqual([{ common: 0, left_out: 3 }]);
		expect(await query('question-matrix', { teachers: 'A|nobody', student: '' })).toEqual([]);
	});

	it('feeds the comparison', async () => {
		const rows = await query<MatrixRow>('question-matrix', { teachers: 'A|B', student: '' });
		const metrics = compareTeachers(rows, { teachers: ['A', 'B'], seed: 1, resamples: 50 });
		const valueOf = (metric: string) =>
			metrics.find((row) => row.metric === metric)?.estimates.map(({ value }) => value);
		expect(valueOf('accuracy')).toEqual([0.5, 1]);
		expect(valueOf('diversity')).toEqual([0.75, null]);
		expect(valueOf('repetition')).toEqual([150 / 500, 0]);
	});
});

describe('analysis/corpus-sample', () => {
	const draw = (changes: Record<string, SqlValue> = {}) =>
		query<CorpusRow>('corpus-sample', {
			...{ teachers: 'A|B', seed: 7, questions: 100, chars: 4000 },
			...changes
		});

	it('gives the first sample of each teacher on the common questions', async () => {
		await insert({
			questions: [question('q1'), question('q2')],
			trajectories: [
				{ ...trajectory('a-late', 'q1', 'A'), sample_index: 1 },
				trajectory('a-z', 'q1', 'A'),
				trajectory('a-first', 'q1', 'A'),
				{ ...trajectory('b-only', 'q1', 'B'), sample_index: 5 },
				trajectory('a-alone', 'q2', 'A'),
				trajectory('c', 'q1', 'C'),
				trajectory('c-alone', 'q2', 'C')
			]
		});
		expect(await draw()).toEqual([
			{ question_id: 'q1', teacher_id: 'A', text: 'Response a-first' },
			{ question_id: 'q1', teacher_id: 'B', text: 'Response b-only' }
		]);
		expect(await draw({ teachers: 'B|A|B' })).toEqual(await draw());
		expect((await draw({ teachers: 'A|C' })).map(({ text }) => text)).toHaveLength(4);
		expect(await draw({ teachers: 'A|nobody' })).toEqual([]);
		expect(await draw({ teachers: '' })).toEqual([]);
	});

	it('puts reasoning before the response and cuts by code point', async () => {
		await insert({
			questions: [question('q1')],
			trajectories: [
				{ ...trajectory('a', 'q1', 'A'), reasoning: '🦆🦆', response: 'answer' },
				{ ...trajectory('b', 'q1', 'B'), reasoning: '', response: 'é🦆éé🦆é' }
			]
		});
		const texts = async (chars: number) => (await draw({ chars })).map(({ text }) => text);
		expect(await texts(5)).toEqual(['🦆🦆\n\na', 'é🦆éé🦆']);
		expect(await texts(4000)).toEqual(['🦆🦆\n\nanswer', 'é🦆éé🦆é']);
	});

	it('draws by md5 of seed and question, whatever the order of import', async () => {
		const ids = Array.from({ length: 30 }, (_, q) => `q${q}`);
		const rows = ids.flatMap((id) => ['A', 'B'].map((t) => trajectory(`${t}-${id}`, id, t)));
		await insert({ questions: ids.map((id) => question(id)), trajectories: rows });
		const md5 = (id: string, seed: number) =>
			createHash('md5').update(`${seed}:${id}`).digest('hex');
		const expected = (seed: number) =>
			[...ids].sort((a, b) => (md5(a, seed) < md5(b, seed) ? -1 : 1)).slice(0, 5);
		const drawn = async (seed: number) =>
			(await draw({ seed, questions: 5 })).map(({ question_id }) => question_id);
		expect(await drawn(7)).toEqual(expected(7).flatMap((id) => [id, id]));
		const first = await draw({ questions: 5 });
		await db.run('DELETE FROM trajectories');
		await insert({ trajectories: [...rows].reverse() });
		expect(await draw({ questions: 5 })).toEqual(first);
		expect(await drawn(4_294_967_295)).toEqual(expected(4_294_967_295).flatMap((id) => [id, id]));
	});
});
