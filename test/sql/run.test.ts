import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../src/lib/core/model/tables.ts';
import type { QueryName, QueryParams, QueryRow } from '../../src/lib/protocol/queries.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { createNodeDatabase, type NodeDatabase, readSql } from './node-database.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const db: NodeDatabase = await createNodeDatabase();
const ask = <Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> =>
	runNamedQuery(db, name, params);

const questions = ['q1', 'q2', 'q3'].map((id) => question(id));
const written = (teacherId: string, questionId: string, sample: number): Answer => ({
	id: `${teacherId}-${questionId}-${sample}`,
	teacher: teacherId,
	question: questionId,
	sample
});

function failure(given: Partial<Row<'failures'>>): Row<'failures'> {
	const row = {
		run_id: 'r',
		teacher_id: 'a',
		question_id: 'q1',
		sample_index: 0,
		reason: 'The device was lost.',
		...given
	};
	return {
		job_id: `${row.run_id}-${row.teacher_id}-${row.question_id}-${row.sample_index}`,
		...row
	};
}

function generation(trajectoryId: string, tokens: number, seconds: number): Row<'generations'> {
	return {
		trajectory_id: trajectoryId,
		run_id: 'r',
		seed: 4_000_000_000,
		variant: 1,
		prompt: 'Q: {question}',
		temperature: 0.8,
		runtime: 'test 1.0',
		device: 'wasm',
		prompt_tokens: 9,
		tokens,
		engine_seconds: seconds,
		batch_size: 4,
		finished_at: '2026-01-01T00:00:00.000Z'
	};
}

/** Two teachers; 'a' has written two samples of the first question. The run asks q2, then q1. */
beforeEach(async () => {
	for (const table of ['runs', 'run_questions', 'failures', 'generations', 'token_tracks']) {
		await db.run(`DELETE FROM ${table}`);
	}
	await loadProject(db, {
		questions,
		teachers: [
			teacher('a', { name: 'Ada', origin: 'local', settings: '{"a":1}' }),
			teacher('b', { name: 'Bob', origin: 'local' }),
			teacher('c', { name: 'Cy' })
		],
		answers: [written('a', 'q1', 0), written('a', 'q1', 1), written('a', 'q3', 0)]
	});
	await db.insert('runs', [
		{ id: 'r', plan: '{}', state: 'running', created_at: '2026-01-02', updated_at: '2026-01-02' },
		{ id: 'old', plan: '{}', state: 'done', created_at: '2026-01-01', updated_at: '2026-01-01' }
	]);
	await db.insert('run_questions', [
		{ run_id: 'r', question_id: 'q2', position: 0 },
		{ run_id: 'r', question_id: 'q1', position: 1 },
		{ run_id: 'old', question_id: 'q3', position: 0 }
	]);
	await db.insert('generations', [generation('a-q1-0', 100, 2), generation('a-q3-0', 60, 2)]);
});

const pending = async (teacherId: string, samples = 2, run = 'r'): Promise<string[]> => {
	const rows = await ask('run/pending', { run, teacher: teacherId, samples });
	return rows.map(({ question_id, sample_index }) => `${question_id}:${sample_index}`);
};
const progress = (samples = 2) => ask('run/progress', { run: 'r', teachers: 'b|a', samples });

describe('every statement', () => {
	it.each(readdirSync(new URL('../../src/workers/db/sql/run', import.meta.url)))(
		'%s can be planned',
		async (file) => {
			const { sql, params } = bindNames(readSql(`run/${file}`), {
				domain: '',
				seed: 1,
				limit: 5,
				run: 'r',
				teacher: 'a',
				teachers: 'a|b',
				samples: 2,
				id: 'a',
				ids: 'q1|q2'
			});
			expect(await db.rows(`EXPLAIN ${sql}`, params)).not.toEqual([]);
		}
	);
});

describe('the questions of a new run', () => {
	const draw = async (seed: number, limit = 100, domain = ''): Promise<string[]> => {
		const rows = await ask('run/draw-questions', { domain, seed, limit });
		return rows.map(({ id }) => id);
	};
	const many = Array.from({ length: 40 }, (_, index) =>
		question(`id-${index}`, { domain: index % 4 === 0 ? 'sums' : 'other' })
	);

	it('depend on the seed and the questions, not on the order in which they came', async () => {
		await loadProject(db, { questions: many, teachers: [], answers: [] });
		const first = await draw(7);
		expect(first).toHaveLength(40);
		expect(first).not.toEqual(many.map(({ id }) => id));
		await loadProject(db, { questions: [...many].reverse(), teachers: [], answers: [] });
		expect(await draw(7)).toEqual(first);
		expect(await draw(8)).not.toEqual(first);
		// Seeds of the full range are told apart.
		expect(await draw(0xffff_ffff)).not.toEqual(await draw(0xffff_fffe));
	});

	it('are fewer with a limit, and the same ones, and of one domain where that is asked for', async () => {
		await loadProject(db, { questions: many, teachers: [], answers: [] });
		expect(await draw(7, 5)).toEqual((await draw(7)).slice(0, 5));
		const sums = new Set(many.filter(({ domain }) => domain === 'sums').map(({ id }) => id));
		const drawn = await draw(7, 100, 'sums');
		expect(new Set(drawn)).toEqual(sums);
		expect(await draw(7, 100, 'none')).toEqual([]);
	});
});

describe('what a run has pending', () => {
	it('is every sample of its questions, in its order', async () => {
		expect(await pending('b')).toEqual(['q2:0', 'q2:1', 'q1:0', 'q1:1']);
	});

	it('leaves out what is written, in this run or another', async () => {
		expect(await pending('a')).toEqual(['q2:0', 'q2:1']);
		expect(await pending('a', 3)).toEqual(['q2:0', 'q2:1', 'q2:2', 'q1:2']);
		expect(await pending('a', 1, 'old')).toEqual([]);
	});

	it('leaves out what was given up in this run, until it is to be tried again', async () => {
		await db.insert('failures', [
			failure({ question_id: 'q2', sample_index: 1 }),
			failure({ question_id: 'q2', sample_index: 0, run_id: 'old' }),
			failure({ question_id: 'q2', sample_index: 0, teacher_id: 'b' })
		]);
		expect(await pending('a')).toEqual(['q2:0']);
		expect(await pending('b')).toEqual(['q2:1', 'q1:0', 'q1:1']);
		await db.run("UPDATE failures SET reason = '' WHERE teacher_id = 'a'");
		expect(await pending('a')).toEqual(['q2:0', 'q2:1']);
	});

	it('is nothing for a run or a teacher that does not exist, save for its questions', async () => {
		expect(await pending('a', 2, 'gone')).toEqual([]);
		expect(await pending('gone')).toHaveLength(4);
	});
});

describe('how far a run is', () => {
	it('is told teacher by teacher, in the order in which they are asked', async () => {
		await db.insert('failures', [failure({ question_id: 'q2', sample_index: 1 })]);
		expect(await progress()).toEqual([
			{
				teacher_id: 'b',
				name: 'Bob',
				settings: '{}',
				total: 4,
				done: 0,
				failed: 0,
				responses: 0,
				tokens: 0,
				seconds: 0
			},
			{
				teacher_id: 'a',
				name: 'Ada',
				settings: '{"a":1}',
				total: 4,
				done: 2,
				failed: 1,
				// Speed and length are of all that it wrote here, other runs included.
				responses: 2,
				tokens: 160,
				seconds: 4
			}
		]);
	});

	it('counts only the samples that the run asks for', async () => {
		const [, ada] = await progress(1);
		expect(ada).toMatchObject({ total: 2, done: 1 });
	});

	it('agrees with what is pending', async () => {
		await db.insert('failures', [failure({ question_id: 'q2', sample_index: 1 })]);
		for (const { teacher_id, total, done, failed } of await progress()) {
			expect(await pending(teacher_id)).toHaveLength(total - done - failed);
		}
	});
});

describe('what was given up', () => {
	it('is listed with teacher, question and reason, and not once it is forgiven', async () => {
		await db.insert('failures', [
			failure({ question_id: 'q2' }),
			failure({ question_id: 'q1', reason: '' }),
			failure({ question_id: 'gone', teacher_id: 'gone', sample_index: 3 })
		]);
		const rows = await ask('run/failures', { run: 'r' });
		expect(rows).toMatchObject([
			{ teacher: '', question: '', sample_index: 3 },
			{ teacher: 'Ada', question: 'Question q2', reason: 'The device was lost.' }
		]);
	});
});

describe('lists', () => {
	it('show runs, the latest first, with their questions', async () => {
		const rows = await ask('run/runs', {});
		expect(rows.map(({ id, questions: asked, state }) => [id, asked, state])).toEqual([
			['r', 2, 'running'],
			['old', 1, 'done']
		]);
	});

	it('show teachers that run here with what was measured', async () => {
		expect(await ask('run/local-teachers', {})).toEqual([
			{ id: 'a', name: 'Ada', settings: '{"a":1}', responses: 2, tokens: 160, seconds: 4 },
			{ id: 'b', name: 'Bob', settings: '{}', responses: 0, tokens: 0, seconds: 0 }
		]);
		expect(await ask('run/teacher', { id: 'c' })).toEqual([
			{ id: 'c', name: 'Cy', origin: 'imported', settings: '{}' }
		]);
		const texts = await ask('run/question-texts', { ids: 'q3|gone|q1' });
		expect(texts.map(({ text }) => text).sort()).toEqual(['Question q1', 'Question q3']);
	});
});

describe('where a trajectory came from', () => {
	it('is told for one that was written here, with means per token', async () => {
		await db.insert('token_tracks', [
			{
				trajectory_id: 'a-q1-0',
				scorer: 'teacher',
				tokens: 100,
				sum_logprob: -50,
				sum_entropy: 25
			},
			{ trajectory_id: 'a-q1-0', scorer: 'student', tokens: 100, sum_logprob: -90, sum_entropy: 70 }
		]);
		expect(await ask('run/provenance', { id: 'a-q1-0' })).toMatchObject([
			{ seed: 4_000_000_000, settings: '{"a":1}', mean_logprob: -0.5, mean_entropy: 0.25 }
		]);
	});

	it('has no means without a track, and no row for an imported one', async () => {
		expect(await ask('run/provenance', { id: 'a-q3-0' })).toMatchObject([
			{ mean_logprob: null, mean_entropy: null }
		]);
		expect(await ask('run/provenance', { id: 'a-q1-1' })).toEqual([]);
	});
});
