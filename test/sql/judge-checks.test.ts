import { beforeEach, describe, expect, it } from 'vitest';
import { REPEATED_LEAST, REPEATED_SHARE } from '../../src/lib/core/judge/checks.ts';
import { OPTION_ORDERS } from '../../src/lib/core/judge/fill-rubric.ts';
import { forcedVerdict } from '../../src/lib/core/judge/forced-verdict.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import { createRandom } from '../../src/lib/core/stats/random.ts';
import { JudgeBench } from './judge-bench.ts';
import { JUDGE, judgeRow, prefersFirst, sees } from './scripted-judge.ts';
import { createNodeDatabase } from './node-database.ts';

const duckdb = await createNodeDatabase();
const bench = new JudgeBench(duckdb);
const { judgeAll, verdictOf } = bench;

beforeEach(() => bench.reset());

function judgementOf(id: string, order: string, repetition: number): Row<'judgements'> {
	return {
		trajectory_id: id,
		judge_id: JUDGE.id,
		option_order: order,
		repetition,
		correct_logprob: -1,
		wrong_logprob: -2,
		p_correct: 0.7,
		room_share: 1,
		seconds: 1,
		asked_at: ''
	};
}

describe('checks', () => {
	it('expose a judge that prefers whatever is named first', async () => {
		await judgeAll(prefersFirst);
		const [biased] = await bench.db.query('judge/summary', { judge: JUDGE.id });
		expect(biased).toMatchObject({ judged: 5, flipped: 5, followed_first: 5, followed_last: 0 });
		expect(biased!.mean_shift).toBeCloseTo(0.5, 5);
	});

	it('find nothing in a judge that reads', async () => {
		await judgeAll(sees);
		const [fair] = await bench.db.query('judge/summary', { judge: JUDGE.id });
		expect(fair).toMatchObject({ judged: 5, flipped: 0, followed_first: 0, followed_last: 0 });
	});

	it('ask at least twenty once more, all of fewer, and the same ones not again', async () => {
		expect((await judgeAll(sees)).repeated).toBe(5);
		expect((await judgeAll(sees)).repeated).toBe(0);
		expect(await bench.db.query('judge/repeated', { judge: JUDGE.id })).toHaveLength(5);
	});

	it('ask one in twenty of many, by a draw that stays', async () => {
		const judged = (from: number, to: number, repetition: number, ids?: readonly string[]) =>
			duckdb.insert(
				'judgements',
				(ids ?? Array.from({ length: to - from }, (_, i) => `m${from + i}`)).flatMap((id) =>
					OPTION_ORDERS.map((order) => judgementOf(id, order, repetition))
				)
			);
		const toRepeat = async (): Promise<string[]> => {
			const params = { judge: JUDGE.id, share: REPEATED_SHARE, least: REPEATED_LEAST };
			return (await bench.db.query('judge/to-repeat', params)).map(({ id }) => id);
		};
		await judged(0, 100, 0);
		const first = await toRepeat();
		expect(first).toHaveLength(REPEATED_LEAST);
		expect(await toRepeat()).toEqual(first);
		await judged(0, 0, 1, first.slice(0, 12));
		expect(await toRepeat()).toEqual(first.slice(12));
		await judged(0, 0, 1, first.slice(12));
		expect(await toRepeat()).toEqual([]);
		await judged(100, 500, 0);
		expect(await toRepeat()).toHaveLength(500 * REPEATED_SHARE - REPEATED_LEAST);
	});

	it('show that a judge says something else the second time', async () => {
		let asked = 0;
		await judgeAll(() => (asked++ < 20 ? 0.9 : 0.3));
		const rows = await bench.db.query('judge/repeated', { judge: JUDGE.id });
		expect(rows.every(({ p_correct_first: p }) => p! > 0.8)).toBe(true);
		expect(rows.every(({ again_correct_first: p }) => p! < 0.4)).toBe(true);
		expect(await verdictOf('a')).toMatchObject({ verdict: 'correct' });
	});
});

describe('agreement with the rule', () => {
	it('counts each pair of verdicts', async () => {
		await judgeAll(sees);
		const rows = await bench.db.query('judge/agreement', { judge: JUDGE.id, margin: 0.1 });
		expect(rows.map((row) => Object.values(row))).toEqual([
			['correct', 'correct', 1],
			['correct', 'pending', 1],
			['correct', 'unverifiable', 1],
			['wrong', 'unverifiable', 1],
			['wrong', 'wrong', 1]
		]);
	});

	it('has the verdicts that the judge was given, in SQL as in TypeScript', async () => {
		const random = createRandom('verdicts');
		const some = (): number | null =>
			[null, 0, 0.4, 0.5, 0.6, 1, random.next(), random.next()][random.integer(8)]!;
		for (let i = 0; i < 300; i++) {
			const [first, last, margin] = [some(), some(), [0, 0.1, 0.45][random.integer(3)]!];
			const [row] = await duckdb.rows<{ verdict: string }>(
				'SELECT judge_verdict($1::DOUBLE, $2::DOUBLE, $3::DOUBLE) AS verdict',
				[first, last, margin]
			);
			const { verdict } = forcedVerdict({ correctFirst: first, wrongFirst: last }, margin);
			expect([first, last, margin, row!.verdict]).toEqual([first, last, margin, verdict]);
		}
	});
});

describe('before it starts', () => {
	const params = { judge: JUDGE.id, scope: 'all', sample: 0, settings: JUDGE.settings } as const;

	it('is known how much there is, and how long the model took, whatever its rubric', async () => {
		const [before] = await bench.db.query('judge/cost', params);
		expect(before).toMatchObject({ trajectories: 5, asked: 0, timed: 0, timed_seconds: 0 });
		// 'Question q1' and its gold, where it has one, and 'right' or 'other'.
		expect(before!.chars).toBe(5 * (11 + 5) + 4);
		await judgeAll(sees, 'unsure', { judge: judgeRow({ margin: 0.3 }) });
		await duckdb.run('UPDATE judgements SET seconds = 0.5');
		const [after] = await bench.db.query('judge/cost', params);
		// Two, each asked twice, in two orders.
		expect(after).toMatchObject({ trajectories: 5, asked: 0, timed: 4, timed_seconds: 4 });
		const [other] = await bench.db.query('judge/cost', { ...params, settings: '{}' });
		expect(other).toMatchObject({ timed: 0 });
	});

	it('is there an example for the preview, an unsure one first', async () => {
		const [withReference] = await bench.db.query('judge/example', { withReference: true });
		expect(withReference).toMatchObject({ id: 'd', question: 'Question q1', gold: '1' });
		const [without] = await bench.db.query('judge/example', { withReference: false });
		expect(without).toMatchObject({ id: 'c', gold: null });
	});
});
