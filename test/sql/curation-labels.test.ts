import { beforeAll, describe, expect, it } from 'vitest';
import type { Aspect } from '../../src/lib/core/annotate/aspects.ts';
import type { Ratings, Recipe } from '../../src/lib/core/model/recipe.ts';
import { createAsk } from './ask.ts';
import { curated, type Ends, OPEN } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Label, loadProject, type Project, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});
const outcomes = (project: Project, recipe: Recipe): Promise<Ends> => curated(db, project, recipe);

const withRatings = (ratings: Partial<Ratings>): Recipe => ({
	...OPEN,
	quality: { ...OPEN.quality, ratings: { ...OPEN.quality.ratings, ...ratings } }
});
const labels = (aspect: Aspect, given: Readonly<Record<string, string | null>>): Label[] =>
	Object.entries(given).map(([subject, label]) => ({ aspect, subject, label }));

/** An answer `x-…` to each question. */
function answered(ids: readonly string[], rest: Partial<Project> = {}): Project {
	return {
		questions: ids.map((id) => question(id)),
		teachers: [teacher('t')],
		answers: ids.map((id) => ({ id: `x-${id}`, question: id, teacher: 't' })),
		...rest
	};
}

describe('ratings of a model', () => {
	const scale = ['very poor', 'poor', 'average', 'good', 'excellent', 'superb', 'GOOD', ''];
	const subjects = [...scale.map((_, n) => `q${n}`), 'none', 'unasked'];
	const onScale = (prefix: string) =>
		Object.fromEntries([
			...scale.map((label, n) => [`${prefix}q${n}`, label]),
			[`${prefix}none`, null]
		]) as Record<string, string | null>;

	it('of questions have to reach the lowest that is allowed; what is no step of the scale is none', async () => {
		const project = answered(subjects, { labels: labels('input-quality', onScale('')) });
		expect(await outcomes(project, withRatings({ inputAtLeast: 'good' }))).toEqual({
			'x-q0': 'question rated too low',
			'x-q1': 'question rated too low',
			'x-q2': 'question rated too low',
			'x-q3': 'selected',
			'x-q4': 'selected',
			'x-q5': 'not rated yet',
			'x-q6': 'not rated yet',
			'x-q7': 'not rated yet',
			'x-none': 'not rated yet',
			'x-unasked': 'not rated yet'
		});
		const lowest = await outcomes(project, withRatings({ inputAtLeast: 'very poor' }));
		expect(lowest).toMatchObject({ 'x-q0': 'selected', 'x-none': 'not rated yet' });
		// Another aspect's labels are no help.
		const other = await outcomes(project, withRatings({ responseAtLeast: 'very poor' }));
		expect(new Set(Object.values(other))).toEqual(new Set(['not rated yet']));
		expect(new Set(Object.values(await outcomes(project, OPEN)))).toEqual(new Set(['selected']));
	});

	it('of responses too, each by itself', async () => {
		const project = answered(subjects, { labels: labels('response-quality', onScale('x-')) });
		expect(await outcomes(project, withRatings({ responseAtLeast: 'excellent' }))).toMatchObject({
			'x-q3': 'response rated too low',
			'x-q4': 'selected',
			'x-q5': 'not rated yet',
			'x-unasked': 'not rated yet'
		});
	});

	it('of difficulty have to lie between two ends, which are included', async () => {
		const steps = ['very easy', 'easy', 'medium', 'hard', 'very hard', 'impossible'];
		const given = Object.fromEntries(steps.map((label, n) => [`q${n}`, label]));
		const project = answered([...Object.keys(given), 'unasked'], {
			labels: labels('difficulty', given)
		});
		const found = async (ratings: Partial<Ratings>) =>
			Object.values(await outcomes(project, withRatings(ratings)));
		expect(await found({ easiest: 'easy', hardest: 'hard' })).toEqual([
			'rated too easy',
			'selected',
			'selected',
			'selected',
			'rated too hard',
			'not rated yet',
			'not rated yet'
		]);
		expect((await found({ easiest: 'medium', hardest: 'medium' })).slice(1, 4)).toEqual([
			'rated too easy',
			'selected',
			'rated too hard'
		]);
		expect((await found({ easiest: 'very hard' })).slice(3)).toEqual([
			'rated too easy',
			'selected',
			'not rated yet',
			'not rated yet'
		]);
		expect((await found({ hardest: 'very easy' })).slice(0, 2)).toEqual([
			'selected',
			'rated too hard'
		]);
	});

	it('come after the verdict, and one reason after the other', async () => {
		const project: Project = {
			...answered(['a', 'b', 'c', 'd']),
			answers: [
				{ id: 'wrong', question: 'a', teacher: 't', verdict: 'wrong' },
				{ id: 'unread', question: 'a', teacher: 't', verdict: 'pending' },
				{ id: 'half-rated', question: 'b', teacher: 't' },
				{ id: 'all-low', question: 'c', teacher: 't' },
				{ id: 'low-response', question: 'd', teacher: 't' }
			],
			labels: [
				...labels('input-quality', { a: 'poor', b: 'poor', c: 'poor', d: 'good' }),
				...labels('response-quality', { 'all-low': 'poor', 'low-response': 'poor' }),
				...labels('difficulty', { a: 'easy', b: 'easy', c: 'easy', d: 'easy' })
			]
		};
		const strict = withRatings({
			inputAtLeast: 'good',
			responseAtLeast: 'good',
			easiest: 'hard'
		});
		expect(await outcomes(project, strict)).toEqual({
			wrong: 'wrong',
			unread: 'not analysed yet',
			'half-rated': 'not rated yet',
			'all-low': 'question rated too low',
			'low-response': 'response rated too low'
		});
	});

	it('count where the annotator of the aspect was asked last, and the first time it was asked', async () => {
		const said = (subject: string, label: string, more: Partial<Label>): Label => ({
			...{ aspect: 'input-quality', subject, label },
			...more
		});
		const project = answered(['a', 'b', 'c'], {
			labels: [
				said('a', 'excellent', { by: 'before' }),
				said('a', 'poor', {}),
				said('b', 'good', {}),
				said('b', 'poor', { repetition: 1 }),
				said('c', 'good', { by: 'before' })
			]
		});
		expect(await outcomes(project, withRatings({ inputAtLeast: 'good' }))).toEqual({
			'x-a': 'question rated too low',
			'x-b': 'selected',
			'x-c': 'not rated yet'
		});
	});

	it('do not stand against a person who keeps it', async () => {
		const project = answered(['a', 'b'], {
			labels: labels('input-quality', { a: 'very poor' }),
			overrides: ['x-a', 'x-b'].map((id) => ({ trajectory_id: id, decision: 'keep' }))
		});
		expect(await outcomes(project, withRatings({ inputAtLeast: 'excellent' }))).toEqual({
			'x-a': 'selected',
			'x-b': 'selected'
		});
	});
});

describe('task categories of a model in the place of domains', () => {
	const ids = Array.from({ length: 12 }, (_, n) => `q${String(n).padStart(2, '0')}`);
	const category = (n: number): string | null => (n < 9 ? (n < 6 ? 'Coding' : 'Advice') : null);
	const project = answered(ids, {
		questions: ids.map((id, n) => question(id, { domain: n % 2 === 0 ? 'even' : 'odd' })),
		labels: labels('category', Object.fromEntries(ids.map((id, n) => [id, category(n)])))
	});
	const limited = (
		domainSource: Recipe['domainSource'],
		maxExamples: number,
		...domainLimits: Recipe['domainLimits']
	): Recipe => ({
		...OPEN,
		budget: { enabled: true, maxExamples },
		domainSource,
		domainLimits
	});
	/** How many of the six of 'Coding', the three of 'Advice' and the three without a label. */
	const chosen = async (recipe: Recipe): Promise<number[]> => {
		const found = await outcomes(project, recipe);
		return [ids.slice(0, 6), ids.slice(6, 9), ids.slice(9)].map(
			(some) => some.filter((id) => found[`x-${id}`] === 'selected').length
		);
	};
	const atMost = (domain: string, number: number) => ({ domain, atLeast: 0, atMost: number });

	it('deals out over them, limits them, and takes what has none for one of them', async () => {
		expect(await chosen(limited('category', 6))).toEqual([2, 2, 2]);
		expect(await chosen(limited('category', 12, atMost('Coding', 1), atMost('', 0)))).toEqual([
			1, 3, 0
		]);
		const wanted = { domain: 'Coding', atLeast: 5, atMost: null };
		expect((await chosen(limited('category', 6, wanted)))[0]).toBe(5);
		// Domains of the file are none then, and the other way round.
		expect(await chosen(limited('category', 12, atMost('even', 0)))).toEqual([6, 3, 3]);
		expect(await chosen(limited('file', 12, atMost('Coding', 0)))).toEqual([6, 3, 3]);
		expect(await chosen(limited('file', 12, atMost('even', 0)))).toEqual([3, 1, 2]);
		const found = await outcomes(project, limited('category', 12, atMost('Advice', 0)));
		expect(found['x-q06']).toBe('over the limit of its domain');
	});

	it('are listed with their numbers of questions', async () => {
		await loadProject(db, project);
		const ask = createAsk(db);
		expect(await ask('lists/task-categories', {})).toEqual([
			{ domain: 'Coding', questions: 6 },
			{ domain: '', questions: 3 },
			{ domain: 'Advice', questions: 3 }
		]);
		expect(await ask('lists/ratings', {})).toEqual([{ questions: 0, responses: 0 }]);
	});
});
