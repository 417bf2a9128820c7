import { beforeAll, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { curated, ends, type Ends, oneQuestion, OPEN } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Distance, loadProject, type Project, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});
const outcomes = (project: Project, recipe: Recipe): Promise<Ends> => curated(db, project, recipe);

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
		const result = await new Curation(db).curate(recipe, 1);
		expect(result).toMatchObject({
			selected: 0,
			missingPairs: 2,
			missingQuestions: ['q1']
		});
		expect(new Set(Object.values(await ends(db)))).toEqual(new Set(['distances missing']));
	});

	it('is content with bounds where the choice is the same whatever lies below them', async () => {
		const exact = onLine({ a: 5, b: 0, c: 9, d: 4 });
		const isNeeded = ({ a, b }: Distance) => a === 'b' && b === 'c';
		const project = {
			...exact,
			distances: exact.distances!.filter(isNeeded),
			bounds: exact.distances!.map((pair) => ({ ...pair, distance: pair.distance + 2 }))
		};
		// The bounds of the others are at most 7, and b and c are 9 apart.
		expect(await outcomes(project, recipe)).toEqual(await outcomes(exact, recipe));
		expect(await outcomes(project, recipe)).toMatchObject({ b: 'selected', c: 'selected' });
	});

	it('waits where a distance below its bound could change the choice', async () => {
		const exact = onLine({ a: 5, b: 0, c: 9, d: 4 });
		await loadProject(db, {
			...exact,
			distances: exact.distances!.slice(1),
			bounds: [{ ...exact.distances![0]!, distance: 9 }]
		});
		const result = await new Curation(db).curate(recipe, 1);
		// a and b would do as well as b and c, and come first.
		expect(result).toMatchObject({ selected: 0, missingPairs: 1, missingQuestions: ['q1'] });
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
		const curation = new Curation(db);
		await loadProject(db, project);
		await curation.curate(recipe, 1);
		await db.insert('overrides', [{ trajectory_id: 'b', decision: 'drop' }]);
		await curation.curate(recipe, 2);
		expect(await ends(db)).toEqual({
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

	it('gives a domain at least what the recipe wants of it, and at most what it allows', async () => {
		const ofDomains = async (recipe: Recipe): Promise<number[]> => {
			await outcomes(lopsided, recipe);
			const chosen = await chosenQuestions();
			const count = (some: typeof chosen) => some.reduce((sum, { n }) => sum + n, 0);
			const small = chosen.filter(({ question: id }) => ['q20', 'q21'].includes(id));
			return [count(chosen) - count(small), count(small)];
		};
		const limits = (...domainLimits: Recipe['domainLimits']): Recipe => ({
			...withBudget(12),
			domainLimits
		});
		const large = { domain: 'large', atLeast: 0, atMost: null };
		const small = { domain: 'small', atLeast: 0, atMost: null };
		expect(await ofDomains(limits(large, small))).toEqual([6, 6]);
		expect(await ofDomains(limits({ ...small, atMost: 2 }))).toEqual([10, 2]);
		expect(await ofDomains(limits({ ...large, atLeast: 11 }))).toEqual([11, 1]);
		expect(await ofDomains(limits({ ...large, atMost: 3 }, { ...small, atMost: 0 }))).toEqual([
			3, 0
		]);
		// More than there is, or than the budget, is as much as can be.
		expect(await ofDomains(limits({ ...small, atLeast: 100, atMost: 100 }))).toEqual([6, 6]);
		expect(await ofDomains(limits({ ...large, atLeast: 100 }))).toEqual([12, 0]);
		const found = await outcomes(lopsided, limits({ ...small, atMost: 0 }));
		expect(found['x20']).toBe('over the limit of its domain');
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
		const chosen = (found: Ends) => Object.keys(found).filter((id) => found[id] === 'selected');
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
