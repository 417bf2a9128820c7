import { beforeEach, describe, expect, it } from 'vitest';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import { ChangedTrajectories } from '../../src/workers/db/changed-trajectories.ts';
import { mergeRows } from '../../src/workers/db/merge-rows.ts';
import { TrajectoryLists } from '../../src/workers/db/trajectory-lists.ts';
import { createListedProject } from './listed-project.ts';
import type { NodeDatabase } from './node-database.ts';
import { annotation, annotators, trajectory } from './project-rows.ts';

const FIRST = { limit: 100, offset: 0, filter: '', sort: '', student: '' };

let db: NodeDatabase;
let changed: ChangedTrajectories;
let lists: TrajectoryLists;
let outcomeVersion: number;
let brokenTransactions: number;

beforeEach(async () => {
	db = await createListedProject();
	changed = new ChangedTrajectories();
	outcomeVersion = 1;
	brokenTransactions = 0;
	lists = new TrajectoryLists({
		db,
		transaction: async (action) => {
			if (brokenTransactions-- > 0) throw new Error('no space');
			await action(db);
		},
		changed,
		outcomeVersion: () => outcomeVersion
	});
});

async function save<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
	const ipc = encodeRows(table, rows);
	await mergeRows(db, table, ipc);
	changed.add(table, ipc, rows.length);
}

const page = (asked: Partial<typeof FIRST> = {}) =>
	lists.query('lists/trajectories', { ...FIRST, ...asked });
const ids = async (asked: Partial<typeof FIRST> = {}) => (await page(asked)).map(({ id }) => id);

/** What lists stand on, and what it should be. */
async function bothTables(student = ''): Promise<[object[], object[]]> {
	return [
		await db.rows<object>('SELECT * FROM described_trajectories ORDER BY arrival'),
		await db.rows<object>('SELECT * FROM trajectory_descriptions($1) ORDER BY arrival', [student])
	];
}

const late = (id: string, response: string): Row<'trajectories'> =>
	trajectory({ id, question: 'qa', teacher: 'zoe', sample: 7, response });

const CHANGES: readonly (readonly [TableName, Readonly<Record<string, unknown>>])[] = [
	['trajectories', { ...late('z9', 'A new one') }],
	[
		'verdicts',
		{
			trajectory_id: 'b2',
			grader: 'person',
			grader_version: 1,
			verdict: 'wrong',
			extracted: null,
			expected: null,
			reason: 'person'
		}
	],
	['overrides', { trajectory_id: 'b2', decision: 'keep' }],
	['tags', { trajectory_id: 'b2', tag: 'seen', present: true }],
	['tags', { trajectory_id: 'a2', tag: 'odd', present: false }],
	[
		'token_tracks',
		{ trajectory_id: 'b2', scorer: 'teacher', tokens: 4, sum_logprob: -2, sum_entropy: 6 }
	],
	['teachers', { id: 'zoe', name: 'Zoe the second', origin: 'imported', settings: '{}' }],
	['annotations', { ...annotation({ aspect: 'difficulty', subject: 'qb', label: 'easy' }) }],
	['annotations', { ...annotation({ aspect: 'response-quality', subject: 'b2', label: 'good' }) }],
	// Asked last from now on: what the other one said counts no more.
	[
		'annotators',
		{
			...annotators([{ aspect: 'difficulty', subject: 'qb', label: 'easy', by: 'before' }])[0]!,
			asked_at: '2026-01-03T00:00:00Z'
		}
	]
];

describe('what lists stand on', () => {
	it.each(CHANGES)('follows a row of %s', async (table, row) => {
		await page();
		const [before] = await bothTables();
		await save(table, [row as Row<typeof table>]);
		await page();
		const [kept, made] = await bothTables();
		expect(kept).toEqual(made);
		expect(kept).not.toEqual(before);
	});

	it('follows many rows at once', async () => {
		await page();
		const rows = Array.from({ length: 1_500 }, (_, i) => late(`n${i}`, `Answer ${i}`));
		await save('trajectories', rows);
		expect((await lists.query('lists/trajectories-count', FIRST))[0]).toEqual({ count: 1_506 });
		const [kept, made] = await bothTables();
		expect(kept).toEqual(made);
	});

	it('follows the student', async () => {
		await save('scores', [
			{
				trajectory_id: 'a1',
				scorer: 'bob',
				version: 1,
				tokens: 3,
				truncated: false,
				surprisal: 2.5,
				rank_cap: 100,
				capped_rank: 5,
				rsr: 2,
				step_head_surprisal: null,
				step_head_tokens: 0,
				local_surprisal: null,
				local_tokens: 0,
				reason: ''
			}
		]);
		expect((await page())[0]?.surprisal).toBeNull();
		expect((await page({ student: 'bob' }))[0]?.surprisal).toBe(2.5);
		expect((await page({ student: 'zoe' }))[0]?.surprisal).toBeNull();
	});

	it('follows a curation', async () => {
		expect(await ids({ filter: 'stage=selected' })).toEqual(['a1', 'b2', 'b3']);
		await db.run("UPDATE trajectory_outcomes SET kept = false WHERE trajectory_id = 'b2'");
		outcomeVersion += 1;
		expect(await ids({ filter: 'stage=selected' })).toEqual(['a1', 'b3']);
	});

	it('is made whole after a failure', async () => {
		await page();
		await save('overrides', [{ trajectory_id: 'b2', decision: 'keep' }]);
		brokenTransactions = 1;
		await expect(page()).rejects.toThrow('no space');
		expect(await ids({ filter: 'override=keep' })).toEqual(['b2']);
	});

	it('is there for a person’s own SQL', async () => {
		await lists.bringUpToDate('');
		expect(
			await db.rows("SELECT count(*) AS n FROM matching_trajectories('verdict=correct')")
		).toEqual([{ n: 3 }]);
	});
});

describe('the list that is looked at', () => {
	it('follows what is saved, and what is asked', async () => {
		expect(await ids({ filter: 'verdict=wrong' })).toEqual(['a2']);
		await save('verdicts', [
			{
				trajectory_id: 'b2',
				grader: 'person',
				grader_version: 1,
				verdict: 'wrong',
				extracted: null,
				expected: null,
				reason: 'person'
			}
		]);
		expect(await ids({ filter: 'verdict=wrong' })).toEqual(['a2', 'b2']);
		expect(await ids({ filter: 'verdict=wrong', sort: '-tokens' })).toEqual(['b2', 'a2']);
		expect(await ids({ filter: 'verdict=wrong', limit: 1, offset: 1 })).toEqual(['b2']);
	});

	it('never mixes two questions that are asked at once', async () => {
		const [wrong, right, neighbours] = await Promise.all([
			ids({ filter: 'verdict=wrong' }),
			ids({ filter: 'verdict=correct' }),
			lists.query('lists/trajectory-neighbours', { ...FIRST, filter: 'teachers=bob', id: 'b2' })
		]);
		expect(wrong).toEqual(['a2']);
		expect(right).toEqual(['a1', 'b2', 'b3']);
		expect(neighbours).toEqual([{ previous: 'a2', next: 'b3', position: 2, count: 3 }]);
	});

	it('looks again for what is searched when texts come, and tells searches apart', async () => {
		expect(await ids({ filter: 'search=gr%C3%B6%C3%9Fe' })).toEqual(['a1', 'b3']);
		expect(await ids({ filter: 'search=gr%C3%B6%C3%9Fe&teachers=bob' })).toEqual(['b3']);
		expect(await ids({ filter: 'pattern=gr%C3%B6%C3%9Fe%20is' })).toEqual(['a1']);
		expect(await ids({ filter: 'search=b2' })).toEqual(['b2']);
		await save('trajectories', [late('z9', 'Another Größe')]);
		expect(await ids({ filter: 'search=gr%C3%B6%C3%9Fe' })).toEqual(['a1', 'b3', 'z9']);
	});

	it('stays usable after a pattern that is none', async () => {
		await expect(ids({ filter: 'pattern=a(b' })).rejects.toThrow(/missing \)/);
		expect(await ids({ filter: 'verdict=wrong' })).toEqual(['a2']);
	});
});
