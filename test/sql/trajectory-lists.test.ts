import { beforeAll, describe, expect, it } from 'vitest';
import {
	CATEGORIES,
	filterText,
	joinChoices,
	NOT_LABELLED,
	type TrajectoryFilter
} from '../../src/lib/core/model/trajectory-filter.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { type Ask, createAsk } from './ask.ts';
import { createListedProject } from './listed-project.ts';
import type { NodeDatabase } from './node-database.ts';

let db: NodeDatabase;
let ask: Ask;

const ANYTHING = { filter: '', student: '' };
const FIRST = { sort: '', limit: 100, offset: 0 };

beforeAll(async () => {
	db = await createListedProject();
	ask = createAsk(db);
});

/** Counts per value of a facet. */
async function facets(filter: TrajectoryFilter, bins = 'tokens=0~100') {
	const rows = await ask('lists/trajectory-facets', {
		student: '',
		filter: filterText(filter),
		bins
	});
	return (facet: string) =>
		Object.fromEntries(
			rows.filter((row) => row.facet === facet).map(({ value, count }) => [value, count])
		);
}

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
		[{ search: 'größe hidden' }, ['b3']],
		[{ search: '"hidden größe"' }, ['b3']],
		[{ search: '"größe hidden"' }, []],
		[{ search: '"größe is' }, ['a1']],
		[{ search: '"' }, ['a1', 'a2', 'b1', 'b2', 'b3', 'c1']],
		[{ search: 'a=1&verdict=wrong' }, []],
		[{ pattern: '^response [ab]2$' }, ['a2', 'b2']],
		[{ pattern: '(?-i)RESPONSE' }, []],
		[{ pattern: '\\d+%' }, ['a1']],
		[{ verdict: 'wrong|pending' }, ['a2', 'c1']],
		[{ domain: 'fruit' }, ['b1', 'b2', 'b3']],
		[{ domain: joinChoices(['a|b%', 'algebra']) }, ['a1', 'a2', 'c1']],
		[{ domain: joinChoices(['']) }, []],
		[{ domain: joinChoices(['', 'fruit']) }, ['b1', 'b2', 'b3']],
		[{ finish: 'stop' }, ['a1', 'a2', 'b1', 'b2', 'b3', 'c1']],
		[{ override: 'keep' }, []],
		[{ tokens: '40~' }, ['a1', 'a2', 'b2', 'b3']],
		[{ tokens: '~40' }, ['b1']],
		[{ tokens: '40~399', repetition: '0.4~' }, ['b3']],
		[{ tokens: 'nonsense' }, ['a1', 'a2', 'b1', 'b2', 'b3']],
		[{ rsr: '0~' }, []],
		[{ tags: 'odd' }, ['a2', 'b1']],
		[{ tags: joinChoices(['a|b', 'x']) }, ['b1']],
		[{ category: 'Coding' }, ['a1', 'a2']],
		[{ category: joinChoices(['a|b%', NOT_LABELLED]) }, ['b1', 'b2', 'b3', 'c1']],
		[{ rated: 'hard|medium' }, ['b1', 'b2', 'b3', 'c1']],
		[{ rated: NOT_LABELLED }, []],
		[{ input: 'good' }, []],
		[{ quality: 'good' }, ['a1']],
		[{ quality: NOT_LABELLED, rated: 'hard' }, ['b1', 'b2', 'b3']],
		[{ stage: 'selected' }, ['a1', 'b2', 'b3']],
		[{ stage: 'quality' }, ['a2', 'b1', 'c1']],
		[{ stage: 'quality', reason: 'wrong' }, ['a2']],
		[{ stage: 'budget' }, []],
		[{ teachers: 'zoe', stage: 'selected' }, ['a1']]
	] as [TrajectoryFilter, string[]][])('filters by %j', async (filter, ids) => {
		const asked = { student: '', filter: filterText(filter) };
		const rows = await ask('lists/trajectories', { ...FIRST, ...asked });
		expect(rows.map(({ id }) => id)).toEqual(ids);
		// What 'Show the SQL' shows gives the same rows without what is kept.
		expect(await runNamedQuery(db, 'lists/trajectories', { ...FIRST, ...asked })).toEqual(rows);
		expect(await ask('lists/trajectory-ids', { ...asked, sort: '' })).toEqual(
			ids.map((id) => ({ id }))
		);
		const [counted] = await ask('lists/trajectories-count', { ...asked, sort: '' });
		expect(counted).toEqual({ count: ids.length });
	});

	it.each([
		['tokens', ['b1', 'b3', 'a1', 'a2', 'b2', 'c1']],
		['-tokens', ['b2', 'a1', 'a2', 'b3', 'b1', 'c1']],
		['-repetition', ['b3', 'a1', 'a2', 'b1', 'b2', 'c1']],
		['teacher', ['a2', 'b2', 'b3', 'a1', 'b1', 'c1']],
		['-verdict', ['a2', 'b1', 'c1', 'a1', 'b2', 'b3']],
		['-sample', ['b3', 'a1', 'a2', 'b1', 'b2', 'c1']],
		['rated', ['a1', 'a2', 'c1', 'b1', 'b2', 'b3']],
		['-rated', ['b1', 'b2', 'b3', 'c1', 'a1', 'a2']],
		['quality', ['a2', 'a1', 'b1', 'b2', 'b3', 'c1']],
		['-category', ['b1', 'b2', 'b3', 'a1', 'a2', 'c1']]
	])('sorts by %s', async (sort, ids) => {
		const rows = await ask('lists/trajectories', { ...ANYTHING, ...FIRST, sort });
		expect(rows.map(({ id }) => id)).toEqual(ids);
		expect(await runNamedQuery(db, 'lists/trajectories', { ...ANYTHING, ...FIRST, sort })).toEqual(
			rows
		);
	});

	it.each<[TrajectoryFilter & { sort?: string }, string, object]>([
		[{ sort: '-tokens' }, 'a2', { previous: 'a1', next: 'b3', position: 3, count: 6 }],
		[{ sort: '-tokens' }, 'b2', { previous: '', next: 'a1', position: 1, count: 6 }],
		[{ sort: '-verdict' }, 'b3', { previous: 'b2', next: '', position: 6, count: 6 }],
		[{ teachers: 'bob' }, 'b2', { previous: 'a2', next: 'b3', position: 2, count: 3 }],
		[{ search: 'größe' }, 'a1', { previous: '', next: 'b3', position: 1, count: 2 }],
		// What the filters leave out keeps its neighbours: it was judged a moment ago, say.
		[{ verdict: 'pending' }, 'b2', { previous: '', next: 'c1', position: 0, count: 1 }],
		[{ verdict: 'nothing' }, 'b2', { previous: '', next: '', position: 0, count: 0 }]
	])('leads from one to the next by %j', async ({ sort = '', ...filter }, id, expected) => {
		const asked = { student: '', filter: filterText(filter), sort, id };
		expect(await ask('lists/trajectory-neighbours', asked)).toEqual([expected]);
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

	it('has a choice for what has no domain', async () => {
		const filter = filterText({ domain: joinChoices(['']) });
		const sql = `SELECT is_chosen('${filter}', 'domain', as_choice(domain)) AS chosen
			FROM (VALUES (''), ('fruit')) domains (domain)`;
		expect(await db.rows(sql)).toEqual([{ chosen: true }, { chosen: false }]);
	});

	it('counts what each other choice would show', async () => {
		const counts = await facets({ verdict: 'correct', tokens: '50~' });
		// Of those with 50 tokens and more, whatever the verdict.
		expect(counts('verdict')).toEqual({ correct: 2, wrong: 1 });
		// Of the correct ones, however long; bars of 100 tokens, the last one open.
		expect(counts('tokens')).toEqual({ 0: 1, 1: 1, 3: 1 });
		expect(counts('teachers')).toEqual({ bob: 1, zoe: 1 });
		expect(counts('domain')).toEqual({ algebra: 1, fruit: 1 });
		expect(counts('outcome')).toEqual({ selected: 2 });
		expect(counts('rsr')).toEqual({});
	});

	it('counts tags one by one, and puts what is beyond the bars into the outer ones', async () => {
		const counts = await facets({ teachers: 'bob' }, 'tokens=50~10');
		expect(counts('tags')).toEqual({ odd: 1 });
		expect(counts('tokens')).toEqual({ 0: 1, 5: 1, 23: 1 });
		expect((await facets({}))('tags')).toEqual({ odd: 2, 'a%7Cb': 1 });
		expect(await ask('lists/tags', {})).toEqual([
			{ tag: 'a|b', trajectories: 1 },
			{ tag: 'odd', trajectories: 2 }
		]);
	});

	it('counts labels of models, and what has none where anything has one', async () => {
		const all = await facets({});
		expect(all('category')).toEqual({ Coding: 2, 'a%7Cb%25': 3, [NOT_LABELLED]: 1 });
		expect(all('rated')).toEqual({ 'very easy': 2, medium: 1, hard: 3 });
		// Only a question without an answer has one.
		expect(all('input')).toEqual({});
		expect(all('quality')).toEqual({ good: 1, poor: 1, [NOT_LABELLED]: 4 });
		const counts = await facets({ quality: 'good|poor', verdict: 'correct' });
		expect(counts('quality')).toEqual({ good: 1, [NOT_LABELLED]: 2 });
		expect(counts('rated')).toEqual({ 'very easy': 1 });
		expect(counts('verdict')).toEqual({ correct: 1, wrong: 1 });
	});

	it('counts for every facet what the list would hold with that choice', async () => {
		const others: TrajectoryFilter = {
			verdict: 'correct|wrong|unverifiable',
			tokens: '8~',
			search: 'e'
		};
		const counts = await facets(others);
		for (const category of CATEGORIES) {
			for (const [value, count] of Object.entries(counts(category))) {
				const filter = filterText({ ...others, [category]: value });
				const asked = { filter, student: '', sort: '' };
				expect(await ask('lists/trajectories-count', asked), `${category} ${value}`).toEqual([
					{ count }
				]);
			}
		}
	});

	it('tells between what the measures lie', async () => {
		expect(await ask('lists/measure-bounds', { student: '' })).toEqual([
			{ measure: 'chars', least: 400, most: 400, high: 400 },
			{ measure: 'repetition', least: 0, most: 0.4, high: expect.closeTo(0.384, 6) },
			{ measure: 'tokens', least: 7, most: 399, high: expect.closeTo(387.04, 6) }
		]);
	});

	it('shows what was found with what stands around it', async () => {
		const found = async (filter: TrajectoryFilter) =>
			(await ask('lists/trajectories', { ...ANYTHING, ...FIRST, filter: filterText(filter) })).map(
				(row) => row.found
			);
		expect(await found({ search: 'größe' })).toEqual([
			'The Größe is 50% (A.B)',
			'ponse b3\nhidden größe'
		]);
		expect(await found({ pattern: 'GR..E is' })).toEqual(['The Größe is 50% (A.B)']);
		expect((await found({})).every((text) => text === '')).toBe(true);
	});

	it('knows a regular expression from other text', async () => {
		expect(await ask('lists/check-pattern', { pattern: 'a(b|c)' })).toHaveLength(1);
		await expect(ask('lists/check-pattern', { pattern: 'a(b' })).rejects.toThrow(/missing \)/);
	});

	it('tells what a person decided', async () => {
		const rows = await ask('lists/trajectory-decisions', { ids: 'b1|gone|a1' });
		expect(rows).toEqual([
			{ id: 'a1', override: 'auto', person_verdict: null, tags: '' },
			{ id: 'b1', override: 'auto', person_verdict: null, tags: 'a%7Cb|odd' }
		]);
	});

	it('shows one with its texts, its verdicts and where the funnel left it', async () => {
		const [row] = await ask('lists/trajectory', { id: 'a2', student: '' });
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
		expect((await ask('lists/trajectory', { id: 'a1', student: '' }))[0]).toMatchObject({
			decision_stage: 'budget',
			decision_kept: true,
			decision_reason: null
		});
		expect(await ask('lists/trajectory', { id: 'gone', student: '' })).toEqual([]);
	});
});
