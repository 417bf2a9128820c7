import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../../src/lib/core/model/recipe.ts';
import type { QueryName, QueryParams, QueryRow } from '../../src/lib/protocol/queries.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { createNodeDatabase, type NodeDatabase, readSql } from './node-database.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
const ask = <Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> =>
	runNamedQuery(db, name, params);

const ANYTHING = {
	teachers: '',
	verdict: '',
	format: '',
	stage: '',
	reason: '',
	search: '',
	question: '',
	area: '',
	student: ''
};
const FIRST = { sort: '', limit: 100, offset: 0 };

const answers: Answer[] = [
	{ id: 'a1', question: 'qa', teacher: 'zoe', response: 'The Größe is 50% (A.B)' },
	{ id: 'a2', question: 'qa', teacher: 'bob', verdict: 'wrong', reference: 'correct' },
	{ id: 'b1', question: 'qb', teacher: 'zoe', verdict: 'unverifiable', analysis: { tokens: 7 } },
	{ id: 'b2', question: 'qb', teacher: 'bob', analysis: { tokens: 399, format: 'thinking' } },
	{
		id: 'b3',
		question: 'qb',
		teacher: 'bob',
		sample: 1,
		reasoning: 'hidden größe',
		analysis: { tokens: 40, repetition_share: 0.4 }
	},
	{ id: 'c1', question: 'qc', teacher: 'zoe', verdict: 'pending', analysis: null }
];

beforeAll(async () => {
	db = await createNodeDatabase();
	await loadProject(db, {
		questions: [
			question('qa', { text: 'How many apples? '.repeat(30), domain: 'algebra' }),
			question('qb', { text: '\u{1F34E}'.repeat(400), gold: null, domain: 'fruit' }),
			question('qc', { text: 'Apples again, 100_0', domain: 'algebra' }),
			question('qd', { domain: 'empty' })
		],
		teachers: [teacher('zoe', { name: 'Zoe' }), teacher('bob', { name: 'Bob' }), teacher('idle')],
		answers
	});
	await db.insert('imports', [
		{
			id: 'import',
			source_name: 'first.jsonl',
			mapping: '{}',
			started_at: '2025-01-01T00:00:00Z',
			state: 'complete',
			rows_read: 6,
			rows_rejected: 2
		}
	]);
	await db.insert('rejects', [
		{ import_id: 'import', line: 9, part: '', reason: 'not JSON', excerpt: '{' },
		{ import_id: 'import', line: 2, part: 'm', reason: 'empty', excerpt: '' }
	]);
	await new Curation(db).curate(DEFAULT_RECIPE, 1);
});

describe('every statement', () => {
	const folders = ['lists', 'compare', 'curate', 'project', 'export'];
	const files = folders.flatMap((folder) =>
		readdirSync(new URL(`../../src/workers/db/sql/${folder}`, import.meta.url)).map(
			(name) => `${folder}/${name}`
		)
	);
	const values: Record<string, string | number> = {
		...ANYTHING,
		...FIRST,
		domain: '',
		id: 'a1',
		trajectory: 'a1',
		import: 'import',
		filter: 'all',
		name: 'current',
		scorer: 'zoe'
	};

	it.each(files)('%s can be planned', async (file) => {
		const { sql, params } = bindNames(readSql(file), values);
		for (const statement of sql.split(/;\s*$/m).filter((part) => part.trim() !== '')) {
			const positions = new Set(statement.match(/\$\d+/g) ?? []);
			const given = params.length > 0 ? params : [...positions].map(() => '1');
			await db.rows(`EXPLAIN ${statement}`, given);
		}
	});

	it('is asked for by no other name than that of its file', () => {
		const source = ['queries', 'trajectory-queries']
			.map((name) => new URL(`../../src/lib/protocol/${name}.ts`, import.meta.url))
			.map((url) => readFileSync(url, 'utf8'))
			.join('\n');
		const names = [...source.matchAll(/^\t'((?:lists|compare|curate|project)\/[a-z-]+)'/gm)];
		expect(names.length).toBeGreaterThan(15);
		for (const [, name] of names) expect(files).toContain(`${name}.sql`);
	});
});

describe('lists/questions', () => {
	it('counts answers, cuts long texts by characters, and lists unanswered questions', async () => {
		const rows = await ask('lists/questions', { search: '', domain: '', ...FIRST });
		expect(
			rows.map(({ id, answers: n, correct, share_correct }) => [id, n, correct, share_correct])
		).toEqual([
			['qa', 2, 1, 0.5],
			['qb', 3, 2, 2 / 3],
			['qc', 1, 0, 0],
			['qd', 0, 0, null]
		]);
		expect(rows[1]!.text).toBe('\u{1F34E}'.repeat(300));
		expect(rows[1]!.gold).toBeNull();
	});

	it.each([
		['APPLES', ['qa', 'qc']],
		['100_0', ['qc']],
		['%', []],
		['(', []],
		['\u0000', []]
	])('searches for %j as it is written, whatever the case', async (search, ids) => {
		const rows = await ask('lists/questions', { search, domain: '', ...FIRST });
		expect(rows.map(({ id }) => id)).toEqual(ids);
		const [counted] = await ask('lists/questions-count', { search, domain: '' });
		expect(counted).toEqual({ count: ids.length });
	});

	it.each([
		['correct', ['qc', 'qa', 'qb', 'qd']],
		['-correct', ['qb', 'qa', 'qc', 'qd']],
		['answers', ['qd', 'qc', 'qa', 'qb']],
		['-domain', ['qb', 'qd', 'qa', 'qc']],
		['domain', ['qa', 'qc', 'qd', 'qb']],
		['no-such-column', ['qa', 'qb', 'qc', 'qd']]
	])('sorts by %s, ties by id, empty ones last', async (sort, ids) => {
		const rows = await ask('lists/questions', { ...FIRST, search: '', domain: '', sort });
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	it('gives pages', async () => {
		const page = { search: '', domain: '', sort: '', limit: 2, offset: 1 };
		expect((await ask('lists/questions', page)).map(({ id }) => id)).toEqual(['qb', 'qc']);
		expect(await ask('lists/domains', {})).toEqual([
			{ domain: 'algebra', questions: 2 },
			{ domain: 'empty', questions: 1 },
			{ domain: 'fruit', questions: 1 }
		]);
	});
});

describe('lists/teachers', () => {
	it('says how much of each is here', async () => {
		const rows = await ask('lists/teachers', {});
		expect(rows).toMatchObject([
			{ id: 'bob', questions: 2, trajectories: 3, samples_per_question: 1.5, analysed: 3 },
			{ id: 'idle', questions: 0, trajectories: 0, samples_per_question: null, analysed: 0 },
			{ id: 'zoe', questions: 3, trajectories: 3, samples_per_question: 1, analysed: 2 }
		]);
	});
});

describe('lists/trajectories', () => {
	it.each([
		[{}, ['a1', 'a2', 'b1', 'b2', 'b3', 'c1']],
		[{ teachers: 'bob' }, ['a2', 'b2', 'b3']],
		[{ teachers: 'bob|zoe|nobody' }, ['a1', 'a2', 'b1', 'b2', 'b3', 'c1']],
		[{ verdict: 'pending' }, ['c1']],
		[{ format: 'thinking' }, ['b2']],
		[{ question: 'qb' }, ['b1', 'b2', 'b3']],
		[{ search: 'GRÖSSE' }, []],
		[{ search: 'gröſSE' }, []],
		[{ search: 'GRÖßE' }, ['a1', 'b3']],
		[{ search: '(a.b)' }, ['a1']],
		[{ search: '(a+b)' }, []],
		[{ stage: 'selected' }, ['a1', 'b2', 'b3']],
		[{ stage: 'quality' }, ['a2', 'b1', 'c1']],
		[{ stage: 'quality', reason: 'wrong' }, ['a2']],
		[{ stage: 'budget' }, []],
		[{ teachers: 'zoe', stage: 'selected' }, ['a1']]
	])('filters by %j', async (filter, ids) => {
		const rows = await ask('lists/trajectories', { ...ANYTHING, ...FIRST, ...filter });
		expect(rows.map(({ id }) => id)).toEqual(ids);
		const [counted] = await ask('lists/trajectories-count', { ...ANYTHING, ...filter });
		expect(counted).toEqual({ count: ids.length });
	});

	it.each([
		['tokens', ['b1', 'b3', 'a1', 'a2', 'b2', 'c1']],
		['-tokens', ['b2', 'a1', 'a2', 'b3', 'b1', 'c1']],
		['-repetition', ['b3', 'a1', 'a2', 'b1', 'b2', 'c1']],
		['teacher', ['a2', 'b2', 'b3', 'a1', 'b1', 'c1']],
		['-verdict', ['a2', 'b1', 'c1', 'a1', 'b2', 'b3']],
		['-sample', ['b3', 'a1', 'a2', 'b1', 'b2', 'c1']]
	])('sorts by %s', async (sort, ids) => {
		const rows = await ask('lists/trajectories', { ...ANYTHING, ...FIRST, sort });
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	it.each([
		[{ sort: '-tokens' }, 'a2', { previous: 'a1', next: 'b3', position: 3, count: 6 }],
		[{ sort: '-tokens' }, 'b2', { previous: '', next: 'a1', position: 1, count: 6 }],
		[{ sort: '-verdict' }, 'b3', { previous: 'b2', next: '', position: 6, count: 6 }],
		[{ teachers: 'bob' }, 'b2', { previous: 'a2', next: 'b3', position: 2, count: 3 }],
		[{ search: 'größe' }, 'a1', { previous: '', next: 'b3', position: 1, count: 2 }],
		// What the filters leave out keeps its neighbours: it was judged a moment ago, say.
		[{ verdict: 'pending' }, 'b2', { previous: '', next: 'c1', position: 0, count: 1 }],
		[{ verdict: 'nothing' }, 'b2', { previous: '', next: '', position: 0, count: 0 }]
	])('leads from one to the next by %j', async (list, id, expected) => {
		const rows = await ask('lists/trajectory-neighbours', { ...ANYTHING, sort: '', ...list, id });
		expect(rows).toEqual([expected]);
	});

	it.each(['', 'tokens', '-tokens', 'teacher', '-verdict', '-repetition', 'question', '-question'])(
		'leads through the whole list in its order, sorted by %j',
		async (sort) => {
			const rows = await ask('lists/trajectories', { ...ANYTHING, ...FIRST, sort });
			for (const [index, { id }] of rows.entries()) {
				const [found] = await ask('lists/trajectory-neighbours', { ...ANYTHING, sort, id });
				expect(found).toEqual({
					previous: rows[index - 1]?.id ?? '',
					next: rows[index + 1]?.id ?? '',
					position: index + 1,
					count: rows.length
				});
			}
		}
	);

	it('leads nowhere from what is not there', async () => {
		const params = { ...ANYTHING, sort: '', id: 'gone' };
		expect(await ask('lists/trajectory-neighbours', params)).toEqual([]);
	});

	it('counts what each other choice would show', async () => {
		const rows = await ask('lists/trajectory-facets', { ...ANYTHING, verdict: 'correct' });
		expect(rows.filter(({ facet }) => facet === 'verdict')).toEqual([
			{ facet: 'verdict', value: 'correct', count: 3 },
			{ facet: 'verdict', value: 'pending', count: 1 },
			{ facet: 'verdict', value: 'unverifiable', count: 1 },
			{ facet: 'verdict', value: 'wrong', count: 1 }
		]);
		expect(rows.filter(({ facet }) => facet === 'teacher')).toEqual([
			{ facet: 'teacher', value: 'bob', count: 2 },
			{ facet: 'teacher', value: 'zoe', count: 1 }
		]);
	});

	it('shows one with its texts, its verdicts and where the funnel left it', async () => {
		const [row] = await ask('lists/trajectory', { id: 'a2' });
		expect(row).toMatchObject({
			id: 'a2',
			teacher: 'Bob',
			response: 'Response a2',
			source_name: 'first.jsonl',
			verdict: 'wrong',
			reference_verdict: 'correct',
			decision_stage: 'quality',
			decision_kept: false,
			decision_reason: 'wrong',
			override: 'auto',
			note: ''
		});
		expect((await ask('lists/trajectory', { id: 'a1' }))[0]).toMatchObject({
			decision_stage: 'budget',
			decision_kept: true,
			decision_reason: null
		});
		expect(await ask('lists/trajectory', { id: 'gone' })).toEqual([]);
	});
});

describe('what is known of one trajectory', () => {
	it('is what each grader says, a person last, and nothing once it is taken back', async () => {
		const said = (grader: string, verdict: string) => ({
			trajectory_id: 'b1',
			grader,
			grader_version: 1,
			verdict,
			extracted: null,
			expected: null,
			reason: 'for the test'
		});
		const graders = async (id: string) =>
			(await ask('lists/trajectory-verdicts', { id })).map(({ grader }) => grader);
		expect(await graders('a2')).toEqual(['rule', 'reference']);
		await db.insert('verdicts', [said('person', 'correct')]);
		expect(await graders('b1')).toEqual(['rule', 'person']);
		await db.run("UPDATE verdicts SET verdict = 'none' WHERE grader = 'person'");
		expect(await graders('b1')).toEqual(['rule']);
		await db.run("DELETE FROM verdicts WHERE grader = 'person'");
		expect(await graders('c1')).toEqual([]);
	});

	it('is a note, and what a student thinks of it', async () => {
		await db.insert('notes', [{ trajectory_id: 'a2', text: 'look again', updated_at: '2025' }]);
		expect((await ask('lists/trajectory', { id: 'a2' }))[0]?.note).toBe('look again');
		expect(await ask('lists/trajectory-score', { id: 'a2', scorer: 'zoe' })).toEqual([]);
	});
});

describe('imports, rejects and counts', () => {
	it('are listed', async () => {
		expect(await ask('lists/imports', {})).toMatchObject([{ id: 'import', rows_rejected: 2 }]);
		const rejects = await ask('lists/rejects', { import: 'import', limit: 10, offset: 0 });
		expect(rejects.map(({ line }) => line)).toEqual([2, 9]);
		expect(await ask('project/counts', {})).toEqual([
			{
				questions: 4,
				teachers: 3,
				trajectories: 6,
				analysed: 5,
				rejects: 2,
				imports: 1,
				benchmark_items: 0
			}
		]);
	});
});

describe('compare', () => {
	it.each([
		['all', ['qa', 'qb', 'qc']],
		['disagree', ['qa']],
		['only-one-right', ['qa']],
		['grader-differs', ['qa']],
		['unverifiable', ['qb']]
	] as const)('steps through %s', async (filter, ids) => {
		const rows = await ask('compare/questions', { filter });
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	it('shows who is right at a glance, teachers by name', async () => {
		const rows = await ask('compare/questions', { filter: 'all' });
		// Bob, Teacher idle, Zoe.
		expect(rows.map(({ pattern }) => pattern)).toEqual(['0-1', '1-?', '--?']);
	});

	it('puts the answers to one question side by side', async () => {
		const rows = await ask('compare/question', { question: 'qb' });
		expect(rows.map(({ id, teacher: name }) => [id, name])).toEqual([
			['b2', 'Bob'],
			['b3', 'Bob'],
			['b1', 'Zoe']
		]);
		expect(rows[1]).toMatchObject({ reasoning: 'hidden größe', gold: null });
	});

	it('bins lengths alike for all teachers, and loses none', async () => {
		const rows = await ask('compare/lengths', { teachers: 'bob|zoe' });
		// The longest has 399 tokens: 40 bins of 10.
		expect(rows).toEqual([
			{ teacher_id: 'bob', bin_start: 40, bin_end: 50, trajectories: 1 },
			{ teacher_id: 'bob', bin_start: 100, bin_end: 110, trajectories: 1 },
			{ teacher_id: 'bob', bin_start: 390, bin_end: 400, trajectories: 1 },
			{ teacher_id: 'zoe', bin_start: 0, bin_end: 10, trajectories: 1 },
			{ teacher_id: 'zoe', bin_start: 100, bin_end: 110, trajectories: 1 }
		]);
		expect(await ask('compare/lengths', { teachers: 'idle' })).toEqual([]);
	});
});
