import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	DEFAULT_RECIPE,
	DROP_REASONS,
	type Recipe,
	type Stage,
	STAGES
} from '../../src/lib/core/model/recipe.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, loadProject, type Project, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
let curation: Curation;
let version = 0;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(() => {
	curation = new Curation(db);
});

const OPEN: Recipe = {
	...DEFAULT_RECIPE,
	compression: { enabled: false, maxPassRate: 0.75 },
	nearDuplicates: { enabled: false, minJaccard: 0.8 },
	decontamination: { enabled: false },
	diversity: { enabled: false, perQuestion: 4, measure: 'raw' },
	budget: { enabled: false, maxExamples: 800 }
};

/** Where each trajectory ended: 'selected' or its reason. */
async function outcomes(project: Project, recipe: Recipe): Promise<Record<string, string>> {
	await loadProject(db, project);
	await curation.curate(recipe, ++version);
	return ends();
}

async function ends(): Promise<Record<string, string>> {
	const rows = await db.rows<{ id: string; kept: boolean; reason: string | null }>(
		'SELECT trajectory_id AS id, kept, reason FROM trajectory_outcomes ORDER BY id'
	);
	return Object.fromEntries(rows.map(({ id, kept, reason }) => [id, kept ? 'selected' : reason!]));
}

const oneQuestion = (answers: readonly Omit<Answer, 'question' | 'teacher'>[]): Project => ({
	questions: [question('q1')],
	teachers: [teacher('t1')],
	answers: answers.map((answer) => ({ ...answer, question: 'q1', teacher: 't1' }))
});

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

describe('diversity', () => {
	const recipe: Recipe = {
		...OPEN,
		diversity: { enabled: true, perQuestion: 2, measure: 'raw' }
	};
	/** Points on a line: the distance of two is the difference of their positions. */
	const onLine = (positions: Record<string, number>, missing: readonly string[] = []): Project => {
		const ids = Object.keys(positions);
		return {
			...oneQuestion(ids.map((id) => ({ id }))),
			distances: ids.flatMap((a, i) =>
				ids.slice(i + 1).flatMap((b) => {
					if (missing.includes(`${a}-${b}`)) return [];
					const distance = Math.abs(positions[a]! - positions[b]!);
					return [{ question: 'q1', a, b, distance, normalised: 1 / distance }];
				})
			)
		};
	};

	it('takes the pair that is farthest apart', async () => {
		expect(await outcomes(onLine({ a: 5, b: 0, c: 9, d: 4 }), recipe)).toEqual({
			a: 'too similar',
			b: 'selected',
			c: 'selected',
			d: 'too similar'
		});
	});

	it('uses the normalised distance where the recipe says so', async () => {
		const normalised: Recipe = {
			...recipe,
			diversity: { enabled: true, perQuestion: 2, measure: 'normalised' }
		};
		// Normalised is the inverse here: the nearest pair, a and d, wins.
		expect(await outcomes(onLine({ a: 5, b: 0, c: 9, d: 4 }), normalised)).toMatchObject({
			a: 'selected',
			d: 'selected'
		});
	});

	it('waits for missing distances and says which', async () => {
		await loadProject(db, onLine({ a: 5, b: 0, c: 9, d: 4 }, ['a-b', 'c-d']));
		const result = await curation.curate(recipe, ++version);
		expect(result).toMatchObject({
			selected: 0,
			missingPairs: 2,
			missingQuestions: ['q1']
		});
		expect(new Set(Object.values(await ends()))).toEqual(new Set(['distances missing']));
	});

	it('needs no distance for one seat, nor for a group that fits', async () => {
		const alone = { ...recipe, diversity: { ...recipe.diversity, perQuestion: 1 } };
		const project = oneQuestion([{ id: 'b' }, { id: 'a' }]);
		expect(await outcomes(project, alone)).toEqual({ a: 'selected', b: 'too similar' });
		expect(await outcomes(project, recipe)).toEqual({ a: 'selected', b: 'selected' });
	});

	it('gives what is kept by hand its seat, and chooses among the others for the rest', async () => {
		const project = onLine({ a: 5, b: 0, c: 9, d: 4 });
		const overrides = [{ trajectory_id: 'a', decision: 'keep' }];
		const three = { ...recipe, diversity: { ...recipe.diversity, perQuestion: 3 } };
		expect(await outcomes({ ...project, overrides }, three)).toEqual({
			a: 'selected',
			b: 'selected',
			c: 'selected',
			d: 'too similar'
		});
		const one = { ...recipe, diversity: { ...recipe.diversity, perQuestion: 1 } };
		expect(await outcomes({ ...project, overrides }, one)).toEqual({
			a: 'selected',
			b: 'too similar',
			c: 'too similar',
			d: 'too similar'
		});
	});

	it('chooses anew when the group changes', async () => {
		const project = onLine({ a: 5, b: 0, c: 9, d: 4 });
		await outcomes(project, recipe);
		const overrides = [{ trajectory_id: 'b', decision: 'drop' }];
		expect(await outcomes({ ...project, overrides }, recipe)).toEqual({
			a: 'too similar',
			b: 'dropped by hand',
			c: 'selected',
			d: 'selected'
		});
	});
});

describe('budget', () => {
	const withBudget = (maxExamples: number, seed = 1): Recipe => ({
		...OPEN,
		seed,
		budget: { enabled: true, maxExamples }
	});
	/** 20 questions of one domain, 2 of another, three answers each. */
	const lopsided: Project = {
		questions: Array.from({ length: 22 }, (_, n) =>
			question(`q${n}`, { domain: n < 20 ? 'large' : 'small' })
		),
		teachers: [teacher('t')],
		answers: Array.from({ length: 66 }, (_, n) => ({
			id: `x${n}`,
			question: `q${n % 22}`,
			teacher: 't'
		}))
	};
	async function chosenQuestions(): Promise<{ question: string; n: number }[]> {
		return db.rows(
			`SELECT c.question_id AS question, count(*) AS n FROM candidates c
			 JOIN trajectory_outcomes o ON o.trajectory_id = c.id AND o.kept GROUP BY ALL ORDER BY ALL`
		);
	}

	it('lets no domain crowd out another', async () => {
		await outcomes(lopsided, withBudget(12));
		const small = (await chosenQuestions()).filter(({ question: id }) =>
			['q20', 'q21'].includes(id)
		);
		expect(small.reduce((sum, { n }) => sum + n, 0)).toBe(6);
	});

	it('gives every question of a cell one before any gets two', async () => {
		await outcomes(lopsided, withBudget(26));
		const large = (await chosenQuestions()).filter(
			({ question: id }) => !['q20', 'q21'].includes(id)
		);
		expect(large.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, () => 1));
	});

	it('never goes over, and another seed chooses others', async () => {
		const one = await outcomes(lopsided, withBudget(10, 1));
		const other = await outcomes(lopsided, withBudget(10, 2));
		const chosen = (ends: Record<string, string>) =>
			Object.keys(ends).filter((id) => ends[id] === 'selected');
		expect(chosen(one)).toHaveLength(10);
		expect(chosen(other)).toHaveLength(10);
		expect(chosen(one)).not.toEqual(chosen(other));
	});

	it('deals over thirds of difficulty, by the teachers while there is no student', async () => {
		const project: Project = {
			questions: ['none', 'third', 'all', 'unknown'].map((id) => question(id)),
			teachers: [teacher('s'), teacher('t'), teacher('u')],
			answers: [
				// Mean over teachers, not over samples: 'third' is (1 + 0 + 0) / 3.
				...[0, 1, 2].map((n) => ({ id: `third-s${n}`, question: 'third', teacher: 's' })),
				{ id: 'third-t', question: 'third', teacher: 't', verdict: 'wrong' as const },
				{ id: 'third-u', question: 'third', teacher: 'u', verdict: 'wrong' as const },
				{ id: 'none-t', question: 'none', teacher: 't', verdict: 'wrong' as const },
				{ id: 'all-t', question: 'all', teacher: 't' },
				{ id: 'unknown-t', question: 'unknown', teacher: 't', verdict: 'pending' as const }
			]
		};
		const difficulties = () =>
			db.rows(
				`SELECT DISTINCT c.question_id AS q, d.difficulty FROM question_difficulty d
				 JOIN candidates c ON c.question_number = d.question_number ORDER BY q`
			);
		await outcomes(project, withBudget(10));
		expect(await difficulties()).toEqual([
			{ q: 'all', difficulty: 'easy' },
			{ q: 'none', difficulty: 'hard' },
			{ q: 'third', difficulty: 'medium' }
		]);
		await outcomes(project, { ...withBudget(10), student: 's' });
		expect(await difficulties()).toEqual([{ q: 'third', difficulty: 'easy' }]);
	});

	it('deals out what is kept by hand first', async () => {
		const overrides = ['x3', 'x25', 'x47'].map((id) => ({ trajectory_id: id, decision: 'keep' }));
		const found = await outcomes({ ...lopsided, overrides }, withBudget(4));
		expect(found).toMatchObject({ x3: 'selected', x25: 'selected', x47: 'selected' });
		expect(Object.values(found).filter((end) => end === 'selected')).toHaveLength(4);
		const tight = await outcomes({ ...lopsided, overrides }, withBudget(1));
		expect(Object.values(tight).filter((end) => end === 'selected')).toHaveLength(3);
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

describe('the funnel as a whole', () => {
	it('is empty and adds up for an empty project', async () => {
		await loadProject(db, { questions: [], teachers: [], answers: [] });
		const result = await curation.curate(DEFAULT_RECIPE, ++version);
		expect(result.stages.map(({ stage }) => stage)).toEqual([...STAGES]);
		expect(result).toMatchObject({ selected: 0, questions: 0, missingPairs: 0 });
	});

	it('counts what trajectories without a question do, too', async () => {
		await loadProject(db, {
			questions: [],
			teachers: [],
			answers: [{ id: 'x', question: 'gone', teacher: 'gone' }]
		});
		expect(await curation.curate(OPEN, ++version)).toMatchObject({ selected: 1, questions: 1 });
	});

	it('gives one drop, with a reason of its stage, to whatever is not selected', async () => {
		const { project, recipe } = synthetic();
		await loadProject(db, project);
		const result = await curation.curate(recipe, ++version);
		const drops = await db.rows<{ id: string; stage: Stage; reason: string; n: number }>(
			`SELECT trajectory_id AS id, any_value(stage) AS stage, any_value(reason) AS reason,
			        count(*) AS n
			 FROM decisions WHERE NOT kept GROUP BY trajectory_id`
		);
		for (const { stage, reason, n } of drops) {
			expect(n).toBe(1);
			expect(DROP_REASONS[stage]).toContain(reason);
		}
		expect(drops.length + result.selected).toBe(project.answers.length);
		expect(new Set(drops.map(({ stage }) => stage))).toEqual(new Set(STAGES));
		result.stages.forEach((stage, i) => {
			const before = i === 0 ? project.answers.length : result.stages[i - 1]!.kept;
			const dropped = stage.reasons.reduce((sum, { count }) => sum + count, 0);
			expect([stage.entered, stage.kept + dropped]).toEqual([before, stage.entered]);
		});
	});

	it('does not depend on the order of the rows', async () => {
		const { project, recipe } = synthetic();
		const expected = await outcomes(project, recipe);
		for (const seed of [1, 2, 3]) {
			await loadProject(db, project, (rows) => shuffled(rows, seed));
			await new Curation(db).curate(recipe, ++version);
			expect(await ends()).toEqual(expected);
		}
	});

	it('runs again only what a change can affect, with the same result as from the start', async () => {
		const { project, recipe } = synthetic();
		await loadProject(db, project);
		version += 1;
		const recipes: Recipe[] = [
			recipe,
			{ ...recipe, budget: { enabled: true, maxExamples: 5 } },
			{ ...recipe, diversity: { ...recipe.diversity, perQuestion: 1 } },
			{ ...recipe, quality: { ...recipe.quality, trustReference: true } },
			{ ...recipe, teachers: ['t1'] },
			{ ...recipe, student: null },
			{ ...recipe, seed: 99 },
			recipe
		];
		for (const next of recipes) {
			const { elapsedMs: _, ...result } = await curation.curate(next, version);
			const incremental = await ends();
			const { elapsedMs: __, ...whole } = await new Curation(db).curate(next, version);
			expect(result).toEqual(whole);
			expect(incremental).toEqual(await ends());
		}
	});

	it('sees new rows when the version of the data moved on', async () => {
		await loadProject(db, oneQuestion([{ id: 'a' }]));
		await curation.curate(OPEN, ++version);
		await db.insert('overrides', [{ trajectory_id: 'a', decision: 'drop' }]);
		expect((await curation.curate(OPEN, version)).selected).toBe(1);
		expect((await curation.curate(OPEN, ++version)).selected).toBe(0);
	});

	it('shows the statement of every stage with what the recipe says', () => {
		for (const stage of STAGES) {
			const sql = curation.stageSql(stage, OPEN);
			expect(sql).toContain(`decided_${stage.replaceAll('-', '_')} AS`);
		}
		expect(curation.stageSql('quality', OPEN)).toContain('max_tokens = 16384');
	});
});

/** 40 questions, 3 teachers, 3 samples each, with something for every stage to drop. */
function synthetic(): { project: Project; recipe: Recipe } {
	const ids = Array.from({ length: 40 }, (_, n) => `q${String(n).padStart(2, '0')}`);
	const answers: Answer[] = ids.flatMap((q, n) =>
		['t1', 't2', 's'].flatMap((t) =>
			[0, 1, 2].map((sample) => ({
				id: `${q}-${t}-${sample}`,
				question: q,
				teacher: t,
				sample,
				...((n + sample) % 7 === 0 && { verdict: 'wrong' as const }),
				...(n % 11 === 0 && { verdict: 'unverifiable' as const, reference: 'correct' as const }),
				...(t === 's' && n % 4 !== 0 && { verdict: 'wrong' as const })
			}))
		)
	);
	const distances = ids.flatMap((q, n) => {
		const own = answers.filter((answer) => answer.question === q && answer.teacher !== 's');
		if (n === 13) return [];
		return own.flatMap((a, i) =>
			own.slice(i + 1).map((b, j) => ({
				question: q,
				a: a.id,
				b: b.id,
				distance: 1 + ((i * 7 + j * 13 + n * 5) % 17)
			}))
		);
	});
	return {
		project: {
			questions: ids.map((id, n) => question(id, { domain: n % 5 === 0 ? 'algebra' : 'other' })),
			teachers: ['t1', 't2', 's'].map((id) => teacher(id)),
			answers,
			distances,
			overrides: [
				{ trajectory_id: 'q01-t1-0', decision: 'drop' },
				{ trajectory_id: 'q07-t1-0', decision: 'keep' },
				{ trajectory_id: 'q05-t1-0', decision: 'none' }
			],
			duplicates: [{ question_id: 'q03', original_id: 'q02', jaccard: 0.9 }],
			contaminations: [{ question_id: 'q06', list: 'aime', item_id: 'i', ngram: 'x', n: 13 }]
		},
		recipe: {
			...DEFAULT_RECIPE,
			student: 's',
			diversity: { enabled: true, perQuestion: 2, measure: 'raw' },
			budget: { enabled: true, maxExamples: 30 }
		}
	};
}

/** Fisher-Yates with a small generator of its own: only the order has to differ. */
function shuffled<T>(rows: readonly T[], seed: number): T[] {
	const copy = [...rows];
	let state = seed;
	for (let i = copy.length - 1; i > 0; i--) {
		state = (state * 1103515245 + 12345) % 2147483648;
		const j = state % (i + 1);
		[copy[i], copy[j]] = [copy[j]!, copy[i]!];
	}
	return copy;
}
