import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { ANSWERS, JudgeBench } from './judge-bench.ts';
import { JUDGE, judgeRow, prefersFirst, ScriptedJudge, sees } from './scripted-judge.ts';
import { createNodeDatabase, readSql } from './node-database.ts';
import { type Answer, question, teacher } from './project-rows.ts';

const duckdb = await createNodeDatabase();
const bench = new JudgeBench(duckdb);
const { judgeAll, verdictOf } = bench;

beforeEach(() => bench.reset());

describe('every statement', () => {
	const files = readdirSync(new URL('../../src/workers/db/sql/judge', import.meta.url));
	const values = {
		...{ judge: 'j', scope: 'all', sample: 1, settings: '{}', ids: 'a|b', repetition: 0 },
		...{ share: 0.05, least: 20, margin: 0.1, withReference: true }
	};

	it.each(files)('%s can be planned', async (file) => {
		const { sql, params } = bindNames(readSql(`judge/${file}`), values);
		await duckdb.rows(`EXPLAIN ${sql}`, params);
	});
});

describe('a judge', () => {
	it('says what its model thinks in both orders, with a verdict of its own beside the others', async () => {
		const { saved, failed } = await judgeAll(sees);
		expect([saved, failed]).toEqual([['a', 'b', 'c', 'd', 'e'], 0]);
		const [said] = await duckdb.rows<Row<'judgements'>>(
			"SELECT * FROM judgements WHERE trajectory_id = 'a' AND repetition = 0 ORDER BY option_order"
		);
		expect(said).toMatchObject({ option_order: 'correct-first', room_share: 1 });
		expect(said!.correct_logprob).toBeCloseTo(Math.log(0.45), 5);
		expect(said!.wrong_logprob).toBeCloseTo(Math.log(0.05), 5);
		expect(said!.p_correct).toBeCloseTo(0.9, 5);
		expect(await verdictOf('a')).toEqual({
			trajectory_id: 'a',
			grader: 'judge',
			grader_version: 1,
			verdict: 'correct',
			extracted: 'right',
			expected: '1',
			reason: `Judge ${JUDGE.id.slice(0, 8)} (Terse): p(correct) = 0.900; 0.900 with ‘Yes’ named first, 0.900 with ‘No’ first.`
		});
		expect(await verdictOf('b')).toMatchObject({ verdict: 'wrong' });
		expect(await verdictOf('c')).toMatchObject({ verdict: 'correct', expected: null });
		expect(await verdictOf('p')).toBeUndefined();
	});

	it('changes no verdict by itself', async () => {
		const before = await duckdb.rows('SELECT * FROM trajectory_facts ORDER BY id');
		await judgeAll(() => 0.99);
		const after = await duckdb.rows('SELECT * FROM trajectory_facts ORDER BY id');
		const graded = (rows: Record<string, unknown>[]) =>
			rows.map(({ id, verdict, grader, rule_verdict: rule }) => [id, verdict, grader, rule]);
		expect(graded(after as Record<string, unknown>[])).toEqual(
			graded(before as Record<string, unknown>[])
		);
	});

	it('is shown the question, the reference and the answer, each between its marks', async () => {
		const engine = new ScriptedJudge(sees);
		await judgeAll(engine);
		const prompt = engine.prompts.find((each) => each.includes('Question q2'))!;
		expect(prompt).toContain('Question:\n<<<\nQuestion q2\n>>>');
		expect(prompt).toContain('Reference answer:\n<<<\n1\n>>>');
		expect(prompt).toContain('candidate:\n<<<\nother\n>>>');
		const without = engine.prompts.find((each) => each.includes('Question q3'))!;
		expect(without).not.toContain('Reference');
	});

	it.each([
		['unsure', 0, ['c', 'd']],
		['differs', 0, ['b']],
		['all', 0, ['a', 'b', 'c', 'd', 'e']]
	] as const)('judges those of the scope %s', async (scope, sample, ids) => {
		expect((await judgeAll(sees, scope, { sample })).saved).toEqual(ids);
	});

	it('judges a sample that is the same for every judge, and the rest of a larger one', async () => {
		const { saved } = await judgeAll(sees, 'sample', { sample: 2 });
		expect(saved).toHaveLength(2);
		const other = judgeRow({ margin: 0.2 });
		expect((await judgeAll(sees, 'sample', { sample: 2, judge: other })).saved).toEqual(saved);
		const more = await judgeAll(sees, 'sample', { sample: 4 });
		// Two are new, two are the other judge's verdicts now.
		expect(more.saved).toEqual(expect.arrayContaining([...saved]));
		expect(more.saved).toHaveLength(4);
	});

	it('gives no verdict where it is near even, or where the order of the options decides', async () => {
		await judgeAll(() => 0.55);
		expect(await verdictOf('a')).toMatchObject({ verdict: 'unverifiable' });
		expect((await verdictOf('a'))!.reason).toMatch(/too near to even, so it is no verdict\.$/);
		await judgeAll(prefersFirst, 'all', { judge: judgeRow({ margin: 0 }) });
		expect((await verdictOf('a'))!.reason).toMatch(
			/The two orders disagree, so it is no verdict\.$/
		);
	});
});

describe('what is too long for a model', () => {
	it('is asked with shorter texts, the same ones in both orders', async () => {
		const long: Answer = { ...ANSWERS[2]!, response: `${'x '.repeat(4_000)}\nright` };
		await bench.load({
			questions: [question('q3', { gold: null })],
			teachers: [teacher('A')],
			answers: [long]
		});
		const engine = new ScriptedJudge((prompt) => (prompt.length > 3_000 ? null : sees(prompt)));
		await judgeAll(engine);
		const rows = await duckdb.rows<Row<'judgements'>>(
			'SELECT * FROM judgements WHERE repetition = 0'
		);
		expect(rows.map(({ room_share }) => room_share)).toEqual([0.25, 0.25]);
		expect(engine.prompts.at(-1)).toMatch(/characters left out/);
		expect(await verdictOf('c')).toMatchObject({ verdict: 'correct' });
	});

	it('is unverifiable where even that does not fit, and not asked for again', async () => {
		await judgeAll(() => null);
		expect(await verdictOf('a')).toMatchObject({ verdict: 'unverifiable' });
		expect((await verdictOf('a'))!.reason).toMatch(/gave no probability/);
		expect((await judgeAll(() => null)).saved).toEqual([]);
		const [summary] = await bench.db.query('judge/summary', { judge: JUDGE.id });
		expect(summary).toMatchObject({ judged: 5, unread: 5, flipped: 0, mean_shift: null });
	});

	it('is tried with less too where the engine refuses it', async () => {
		const engine = new ScriptedJudge(sees);
		engine.score = async (requests) => {
			if (requests[0]!.messages[0]!.content.length > 800) {
				throw new AppError('model-unfit', 'A prompt is too long.');
			}
			return ScriptedJudge.prototype.score.call(engine, requests);
		};
		const { saved, failed } = await judgeAll(engine, 'unsure');
		expect([saved, failed]).toEqual([['c', 'd'], 0]);
		engine.score = async () => {
			throw new AppError('model-unfit', 'A prompt is too long.');
		};
		expect(await judgeAll(engine, 'differs')).toMatchObject({
			failed: 1,
			reason: 'A prompt is too long.'
		});
	});
});

describe('a judge that is interrupted', () => {
	it('goes on where it was left, and asks nothing twice', async () => {
		const stop = new AbortController();
		const engine = new ScriptedJudge(sees);
		engine.score = async (requests) => {
			if (stop.signal.aborted) throw new Cancelled();
			return ScriptedJudge.prototype.score.call(engine, requests);
		};
		let verdicts = 0;
		bench.db.beforeAppend = (table) => {
			if (table === 'verdicts' && ++verdicts === 2) stop.abort();
		};
		await expect(judgeAll(engine, 'all', { signal: stop.signal })).rejects.toBeInstanceOf(
			Cancelled
		);
		expect(await bench.countOf('judgements')).toBe(4);
		bench.db.beforeAppend = () => undefined;
		expect((await judgeAll(sees)).saved).toHaveLength(3);
		expect((await judgeAll(sees)).saved).toEqual([]);
	});

	it('goes on after its worker died in the middle', async () => {
		const engine = new ScriptedJudge(sees);
		let calls = 0;
		engine.score = async (requests) => {
			calls += 1;
			if (calls === 4) throw new AppError('worker-died', 'The worker died.');
			return ScriptedJudge.prototype.score.call(engine, requests);
		};
		const { saved, failed } = await judgeAll(engine);
		expect([saved, failed]).toEqual([['a', 'b', 'c', 'd', 'e'], 0]);
		// Once for judging, once after the death, once for what is repeated.
		expect(engine.loads).toBe(3);
	});

	it('writes a verdict that a crash has cut off, without asking', async () => {
		let verdicts = 0;
		bench.db.beforeAppend = (table) => {
			if (table !== 'verdicts' || ++verdicts < 2) return;
			throw new AppError('storage-full', 'The disk is full.');
		};
		await expect(judgeAll(sees)).rejects.toMatchObject({ code: 'storage-full' });
		bench.db.beforeAppend = () => undefined;
		const engine = new ScriptedJudge(sees);
		expect((await judgeAll(engine)).saved).toHaveLength(4);
		// The verdict of one of the four was all that lacked. Three in two orders, and five again in two.
		expect(engine.prompts).toHaveLength((3 + 5) * 2);
	});

	it('ends where its rubric is none any more', async () => {
		const broken = { ...JUDGE, rubric: '{"version":1}' };
		await expect(judgeAll(sees, 'all', { judge: broken })).rejects.toMatchObject({
			code: 'plan-invalid'
		});
	});
});

describe('two judges', () => {
	it('share one verdict, of whoever was asked last; taking up the first asks nothing anew', async () => {
		await judgeAll(sees);
		const strict = judgeRow({ margin: 0.45 }, '2026-01-02');
		await judgeAll(sees, 'all', { judge: strict });
		expect(await verdictOf('a')).toMatchObject({ verdict: 'unverifiable' });
		const engine = new ScriptedJudge(sees);
		expect((await judgeAll(engine)).saved).toHaveLength(5);
		expect(engine.prompts).toEqual([]);
		expect(await verdictOf('a')).toMatchObject({ verdict: 'correct' });
		const judges = await bench.db.query('judge/judges', {});
		expect(judges.map(({ id, judged }) => [id, judged])).toEqual([
			[strict.id, 5],
			[JUDGE.id, 5]
		]);
	});
});
