import { beforeAll, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import { curated, type Ends, oneQuestion, OPEN } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, type Project, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});
const outcomes = (project: Project, recipe: Recipe): Promise<Ends> => curated(db, project, recipe);

describe('quality', () => {
	const withQuality = (changes: Partial<Recipe['quality']>): Recipe => ({
		...OPEN,
		quality: { ...OPEN.quality, ...changes }
	});
	const mixed = oneQuestion([
		{ id: 'fine' },
		{ id: 'waiting', verdict: 'pending' },
		{ id: 'unread', analysis: null },
		{ id: 'cut', finish: 'length', verdict: 'wrong', analysis: { format: 'truncated' } },
		{ id: 'cut-but-right', finish: 'length', analysis: { format: 'malformed' } },
		{ id: 'malformed', analysis: { format: 'malformed' } },
		{ id: 'empty', analysis: { format: 'no-answer' } },
		{ id: 'long', analysis: { tokens: 16_385 } },
		{ id: 'longest', analysis: { tokens: 16_384 } },
		{ id: 'loop', analysis: { repetition_share: 0.51 } },
		{ id: 'nan', analysis: { repetition_share: NaN } },
		{ id: 'wrong', verdict: 'wrong' },
		{ id: 'unsure', verdict: 'unverifiable' },
		{ id: 'unsure-file-right', verdict: 'unverifiable', reference: 'correct' },
		{ id: 'wrong-file-right', verdict: 'wrong', reference: 'correct' },
		{ id: 'person-right', verdict: 'wrong', person: 'correct' },
		{ id: 'person-wrong', person: 'wrong' },
		{ id: 'person-took-back', person: 'none' }
	]);

	it('notes the first reason that applies', async () => {
		expect(await outcomes(mixed, OPEN)).toEqual({
			fine: 'selected',
			waiting: 'not analysed yet',
			unread: 'not analysed yet',
			cut: 'truncated',
			'cut-but-right': 'truncated',
			malformed: 'format',
			empty: 'format',
			long: 'too long',
			longest: 'selected',
			loop: 'repetitive',
			nan: 'repetitive',
			wrong: 'wrong',
			unsure: 'unverifiable',
			'unsure-file-right': 'unverifiable',
			'wrong-file-right': 'wrong',
			'person-right': 'selected',
			'person-wrong': 'wrong',
			'person-took-back': 'selected'
		});
	});

	it('lets unverifiable ones pass where only wrong ones are refused', async () => {
		const found = await outcomes(mixed, withQuality({ verdict: 'not-wrong' }));
		expect(found).toMatchObject({
			unsure: 'selected',
			wrong: 'wrong',
			waiting: 'not analysed yet'
		});
	});

	it('lets wrong ones pass where any verdict will do', async () => {
		const found = await outcomes(mixed, withQuality({ verdict: 'any' }));
		expect(found).toMatchObject({ unsure: 'selected', wrong: 'selected', loop: 'repetitive' });
	});

	it('believes the file only where the rule cannot decide', async () => {
		const found = await outcomes(mixed, withQuality({ trustReference: true }));
		expect(found).toMatchObject({
			'unsure-file-right': 'selected',
			'wrong-file-right': 'wrong',
			unsure: 'unverifiable'
		});
	});

	it('believes the judge, if it could decide, before the file, and the person before all', async () => {
		const unsure = (id: string, given: Partial<Answer>): Answer => ({
			id,
			question: 'q',
			teacher: 't',
			verdict: 'unverifiable',
			...given
		});
		const project: Project = {
			questions: [question('q')],
			teachers: [teacher('t')],
			answers: [
				unsure('judge-right', { judge: 'correct', reference: 'wrong' }),
				unsure('judge-unsure', { judge: 'unverifiable', reference: 'correct' }),
				unsure('judge-wrong', { judge: 'wrong', reference: 'correct' }),
				unsure('person-right', { judge: 'wrong', person: 'correct' }),
				unsure('rule-right', { verdict: 'correct', judge: 'wrong' }),
				unsure('file-right', { reference: 'correct' })
			]
		};
		expect(
			await outcomes(project, withQuality({ trustJudge: true, trustReference: true }))
		).toEqual({
			'judge-right': 'selected',
			'judge-unsure': 'selected',
			'judge-wrong': 'wrong',
			'person-right': 'selected',
			'rule-right': 'selected',
			'file-right': 'selected'
		});
		expect(await outcomes(project, withQuality({ trustJudge: true }))).toMatchObject({
			'judge-right': 'selected',
			'judge-unsure': 'unverifiable',
			'file-right': 'unverifiable'
		});
		// Nothing is overridden that the recipe does not say.
		expect(await outcomes(project, withQuality({}))).toMatchObject({
			'judge-right': 'unverifiable',
			'judge-wrong': 'unverifiable',
			'rule-right': 'selected'
		});
	});

	it('judges a truncated response by everything but its format', async () => {
		const found = await outcomes(mixed, withQuality({ allowTruncated: true, format: 'thinking' }));
		expect(found).toMatchObject({ 'cut-but-right': 'selected', cut: 'wrong', fine: 'format' });
	});
});

describe('teachers and compression', () => {
	const project: Project = {
		questions: ['easy', 'even', 'hard', 'unasked'].map((id) => question(id)),
		teachers: [teacher('s'), teacher('t'), teacher('u')],
		answers: [
			...['easy', 'even', 'hard', 'unasked'].flatMap((id) => [
				{ id: `t-${id}`, question: id, teacher: 't' },
				{ id: `u-${id}`, question: id, teacher: 'u' }
			]),
			...[0, 1, 2, 3, 4].map((n) => ({
				id: `s-easy-${n}`,
				question: 'easy',
				teacher: 's',
				verdict: n < 4 ? ('correct' as const) : ('unverifiable' as const)
			})),
			...[0, 1, 2, 3].map((n) => ({
				id: `s-even-${n}`,
				question: 'even',
				teacher: 's',
				verdict: n < 3 ? ('correct' as const) : ('wrong' as const)
			})),
			{ id: 's-hard', question: 'hard', teacher: 's', verdict: 'wrong' },
			{ id: 's-hard-waiting', question: 'hard', teacher: 's', verdict: 'pending' }
		]
	};
	const recipe: Recipe = {
		...OPEN,
		student: 's',
		compression: { enabled: true, maxPassRate: 0.75 }
	};

	it('drops the student itself, and questions it passes more often than the limit', async () => {
		const found = await outcomes(project, recipe);
		expect(found).toMatchObject({
			's-hard': 'the student itself',
			't-easy': 'student already knows',
			't-even': 'selected',
			't-hard': 'selected',
			't-unasked': 'selected'
		});
	});

	it('counts unverifiable answers of the student as not correct, pending ones not at all', async () => {
		const found = await outcomes(project, {
			...recipe,
			compression: { enabled: true, maxPassRate: 0.79 }
		});
		expect(found['t-easy']).toBe('student already knows');
		const looser = await outcomes(project, {
			...recipe,
			compression: { enabled: true, maxPassRate: 0.8 }
		});
		expect(looser['t-easy']).toBe('selected');
	});

	it('passes everything without a student', async () => {
		const found = await outcomes(project, { ...recipe, student: null });
		expect(new Set(Object.values(found))).toEqual(
			new Set(['selected', 'wrong', 'unverifiable', 'not analysed yet'])
		);
	});

	it('learns only from the chosen teachers; from none where none is chosen', async () => {
		expect(await outcomes(project, { ...OPEN, teachers: ['u'] })).toMatchObject({
			't-hard': 'teacher not chosen',
			'u-hard': 'selected'
		});
		const nobody = await outcomes(project, { ...OPEN, teachers: [] });
		expect(new Set(Object.values(nobody))).toEqual(new Set(['teacher not chosen']));
	});
});

describe('questions', () => {
	const answers: Answer[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
		id: `x-${id}`,
		question: id,
		teacher: 't'
	}));
	const project: Project = {
		questions: ['a', 'b', 'c', 'd', 'e'].map((id) => question(id)),
		teachers: [teacher('t')],
		answers,
		duplicates: [
			{ question_id: 'b', original_id: 'a', jaccard: 0.8 },
			{ question_id: 'c', original_id: 'a', jaccard: 0.95 },
			{ question_id: 'd', original_id: 'a', jaccard: 0.79 }
		],
		contaminations: [{ question_id: 'e', list: 'aime', item_id: 'i', ngram: 'a b', n: 2 }]
	};
	const recipe: Recipe = {
		...OPEN,
		nearDuplicates: { enabled: true, minJaccard: 0.8 },
		decontamination: { enabled: true }
	};

	it('drops near-duplicates of what is in, and what a benchmark holds', async () => {
		expect(await outcomes(project, recipe)).toEqual({
			'x-a': 'selected',
			'x-b': 'near-duplicate question',
			'x-c': 'near-duplicate question',
			'x-d': 'selected',
			'x-e': 'in a benchmark'
		});
	});

	it('keeps the first near-duplicate where the original went out before', async () => {
		const originalWrong = answers.map((answer) =>
			answer.question === 'a' ? { ...answer, verdict: 'wrong' as const } : answer
		);
		const found = await outcomes({ ...project, answers: originalWrong }, recipe);
		expect(found).toMatchObject({
			'x-a': 'wrong',
			'x-b': 'selected',
			'x-c': 'near-duplicate question'
		});
	});

	it('lets everything pass where both are switched off', async () => {
		expect(new Set(Object.values(await outcomes(project, OPEN)))).toEqual(new Set(['selected']));
	});
});

describe('a person', () => {
	const project = oneQuestion([{ id: 'bad', verdict: 'wrong', analysis: null }, { id: 'good' }]);
	const said = (id: string, decision: string): Project => ({
		...project,
		overrides: [{ trajectory_id: id, decision }]
	});

	it('wins over every rule with a keep', async () => {
		const closed: Recipe = { ...OPEN, teachers: [] };
		expect(await outcomes(said('bad', 'keep'), closed)).toEqual({
			bad: 'selected',
			good: 'teacher not chosen'
		});
	});

	it('wins over every rule with a drop, and can take it back', async () => {
		expect(await outcomes(said('good', 'drop'), OPEN)).toMatchObject({ good: 'dropped by hand' });
		expect(await outcomes(said('good', 'none'), OPEN)).toMatchObject({ good: 'selected' });
	});
});
