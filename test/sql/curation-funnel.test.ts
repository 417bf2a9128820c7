import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIFFICULTIES, QUALITIES } from '../../src/lib/core/annotate/aspects.ts';
import {
	DEFAULT_RECIPE,
	DROP_REASONS,
	type Ratings,
	type Recipe,
	type Stage,
	STAGES
} from '../../src/lib/core/model/recipe.ts';
import type { CurationResult } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { stagesAfterChange } from '../../src/workers/db/stage-statements.ts';
import { curated, ends, oneQuestion, OPEN } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import {
	type Answer,
	type Label,
	loadProject,
	type Project,
	question,
	teacher
} from './project-rows.ts';

let db: NodeDatabase;
let curation: Curation;
let version = 0;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(() => {
	curation = new Curation(db);
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
		const expected = await curated(db, project, recipe);
		for (const seed of [1, 2, 3]) {
			await loadProject(db, project, (rows) => shuffled(rows, seed));
			await new Curation(db).curate(recipe, ++version);
			expect(await ends(db)).toEqual(expected);
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
			withRatings(recipe, { responseAtLeast: 'good' }),
			withRatings(recipe, { inputAtLeast: 'poor', easiest: 'easy', hardest: 'hard' }),
			{ ...recipe, domainSource: 'category' },
			{ ...recipe, teachers: ['t1'] },
			{ ...recipe, student: null },
			{ ...recipe, seed: 99 },
			recipe
		];
		for (const next of recipes) {
			const result = facts(await curation.curate(next, version));
			const incremental = await ends(db);
			const whole = facts(await new Curation(db).curate(next, version));
			expect(result).toEqual(whole);
			expect(incremental).toEqual(await ends(db));
		}
	});

	it('begins anew at the stage that reads what changed', () => {
		const from = (stage: Stage) => STAGES.slice(STAGES.indexOf(stage));
		const after = (recipe: Recipe) => stagesAfterChange(OPEN, recipe);
		expect(after(OPEN)).toEqual([]);
		expect(after(withRatings(OPEN, { responseAtLeast: 'good' }))).toEqual(from('quality'));
		expect(after(withRatings(OPEN, { hardest: 'hard' }))).toEqual(from('quality'));
		// The domains stand in the candidates, which every stage reads.
		expect(after({ ...OPEN, domainSource: 'category' })).toEqual(STAGES);
		const limits = [{ domain: 'a', atLeast: 0, atMost: 1 }];
		expect(after({ ...OPEN, domainLimits: limits })).toEqual(from('budget'));
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
		const rated = withRatings(OPEN, { inputAtLeast: 'good' });
		expect(curation.stageSql('quality', rated)).toContain('input_at_least = "good"');
		expect(curation.stageSql('manual', OPEN)).toContain('domain_source = "file"');
	});
});

function withRatings(recipe: Recipe, ratings: Partial<Ratings>): Recipe {
	const { quality } = recipe;
	return { ...recipe, quality: { ...quality, ratings: { ...quality.ratings, ...ratings } } };
}

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
			contaminations: [{ question_id: 'q06', list: 'aime', item_id: 'i', ngram: 'x', n: 13 }],
			labels: [
				...ids.flatMap((subject, n): Label[] => [
					{ aspect: 'category', subject, label: n % 3 === 0 ? 'Coding' : null },
					{ aspect: 'difficulty', subject, label: DIFFICULTIES[n % 5]! },
					{ aspect: 'input-quality', subject, label: QUALITIES[n % 4]! }
				]),
				...answers.map(({ id }, n): Label => ({
					aspect: 'response-quality',
					subject: id,
					label: QUALITIES[n % 5]!
				}))
			]
		},
		recipe: {
			...DEFAULT_RECIPE,
			student: 's',
			diversity: { enabled: true, perQuestion: 2, measure: 'raw' },
			budget: { enabled: true, maxExamples: 30 }
		}
	};
}

/** Everything but the time it took. */
function facts(result: CurationResult): Omit<CurationResult, 'elapsedMs'> {
	const { stages, selected, questions, missingPairs, missingQuestions } = result;
	return { stages, selected, questions, missingPairs, missingQuestions };
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
