import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DROP_REASONS, type Recipe, type Stage } from '../../src/lib/core/model/recipe.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import { createRandom } from '../../src/lib/core/stats/random.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import type { CurationResult } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { mergeRows } from '../../src/workers/db/merge-rows.ts';
import { expectedReasons, labelOf } from './expected-reasons.ts';
import { type Ends, ends } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import {
	emptyProject,
	type FilledTable,
	loadProject,
	type Project,
	rowsOfProject
} from './project-rows.ts';
import { anyProject, anyRecipe } from './random-project.ts';

const SETTINGS = { seed: 20250820 };
/** Sixty curations, of which each takes a tenth of a second where nothing else runs. */
const TIMEOUT_MS = 180_000;

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});

/** By a new Curation, which remembers nothing. */
async function curate(recipe: Recipe): Promise<{ result: CurationResult; found: Ends }> {
	const result = await new Curation(db).curate(recipe, 1);
	return { result, found: await ends(db) };
}

/** Without how long it took. */
const facts = ({ result, found }: { result: CurationResult; found: Ends }) => ({
	result: { ...result, elapsedMs: 0 },
	found
});

const realAnswers = ({ answers }: Project) => answers.filter(({ teacher }) => teacher !== 'probe');
const byHand = ({ overrides = [] }: Project, decision: string): Set<string> =>
	new Set(overrides.filter((row) => row.decision === decision).map(({ trajectory_id: id }) => id));

/** Rows as an import, an analysis and a person bring them: in pieces, out of order, some more than once. */
async function loadInPieces(project: Project, seed: number): Promise<void> {
	await emptyProject(db);
	const random = createRandom(seed);
	const rows = rowsOfProject({ ...project, overrides: [] });
	const piece = async <T extends FilledTable>(table: T, some: readonly Row<T>[]): Promise<void> => {
		if (some.length > 0) await mergeRows(db, table, encodeRows(table, some));
	};
	const pieces = (Object.keys(rows) as FilledTable[]).flatMap((table) => {
		const shuffled = random.shuffle<Row<typeof table>>(rows[table]);
		const cut = random.integer(shuffled.length + 1);
		const again = shuffled.slice(0, random.integer(3));
		return [shuffled.slice(0, cut), shuffled.slice(cut), again].map((some) => ({ table, some }));
	});
	for (const { table, some } of random.shuffle(pieces)) await piece(table, some);
	// A person changes their mind: only the last word counts.
	const overrides = project.overrides ?? [];
	const first = ['keep', 'drop', 'none'][random.integer(3)]!;
	await piece(
		'overrides',
		overrides.map((row) => ({ ...row, decision: first }))
	);
	await piece('overrides', random.shuffle(overrides));
}

interface Drop {
	readonly id: string;
	readonly stage: Stage;
	readonly reason: string;
}

function expectSums(
	{ stages, selected }: CurationResult,
	drops: readonly Drop[],
	all: number
): void {
	let entering = all;
	for (const { stage, entered, kept, questionsKept, reasons } of stages) {
		expect([stage, entered]).toEqual([stage, entering]);
		for (const { reason, count } of reasons) {
			const those = drops.filter((drop) => drop.stage === stage && drop.reason === reason);
			expect([stage, reason, count]).toEqual([stage, reason, those.length]);
		}
		const dropped = reasons.reduce((sum, { count }) => sum + count, 0);
		expect([stage, kept + dropped]).toEqual([stage, entered]);
		expect(questionsKept).toBeLessThanOrEqual(kept);
		entering = kept;
	}
	expect(selected).toBe(entering);
}

/** What the recipe takes for the domain of a question. */
function domainOf(project: Project, question: string, { domainSource }: Recipe): string {
	if (domainSource === 'category') return labelOf(project, 'category', question) ?? '';
	return project.questions.find(({ id }) => id === question)?.domain ?? '';
}

function expectDomainLimits(project: Project, recipe: Recipe, found: Ends): void {
	const { budget, domainLimits } = recipe;
	const keep = byHand(project, 'keep');
	const wanted = domainLimits.reduce((sum, { atLeast }) => sum + atLeast, 0);
	const kept = realAnswers(project).filter(({ id }) => keep.has(id)).length;
	for (const { domain, atLeast, atMost } of domainLimits) {
		const inside = realAnswers(project).filter(
			({ question }) => domainOf(project, question, recipe) === domain
		);
		const ended = (...ends: string[]) => inside.filter(({ id }) => ends.includes(found[id]!));
		const chosen = ended('selected');
		const most = Math.max(atMost ?? Infinity, chosen.filter(({ id }) => keep.has(id)).length);
		expect(chosen.length).toBeLessThanOrEqual(most);
		if (wanted + kept > budget.maxExamples) continue;
		const there = ended('selected', ...DROP_REASONS.budget).length;
		expect(chosen.length).toBeGreaterThanOrEqual(Math.min(atLeast, most, there));
	}
}

/** A person's keep may go beyond both. */
function expectLimits(project: Project, recipe: Recipe, found: Ends): void {
	const { diversity, budget } = recipe;
	const keep = byHand(project, 'keep');
	const chosen = realAnswers(project).filter(({ id }) => found[id] === 'selected');
	const kept = (some: typeof chosen): number => some.filter(({ id }) => keep.has(id)).length;
	if (budget.enabled) {
		const most = Math.max(budget.maxExamples, kept(chosen));
		expect(chosen.length).toBeLessThanOrEqual(most);
		// None is left out while there is room.
		if (Object.values(found).includes('over budget')) expect(chosen).toHaveLength(most);
		expectDomainLimits(project, recipe, found);
	}
	if (!diversity.enabled) return;
	for (const question of new Set(chosen.map((answer) => answer.question))) {
		const same = chosen.filter((answer) => answer.question === question);
		expect(same.length).toBeLessThanOrEqual(Math.max(diversity.perQuestion, kept(same)));
	}
}

const LATE_ENDS: readonly string[] = [
	'selected',
	...DROP_REASONS.diversity,
	...DROP_REASONS.budget
];

describe('the funnel of any project under any recipe', () => {
	it(
		'adds up, and drops each trajectory once, for the reason that METRICS gives',
		async () => {
			const seen = new Set<string>();
			await fc.assert(
				fc.asyncProperty(anyProject, anyRecipe, async (project, recipe) => {
					await loadProject(db, project);
					const { result, found } = await curate(recipe);
					const ids = realAnswers(project).map(({ id }) => id);
					expect(Object.keys(found).sort()).toEqual([...ids].sort());
					const drops = await db.rows<Drop>(
						'SELECT trajectory_id AS id, stage, reason FROM decisions WHERE NOT kept'
					);
					const dropped = new Set(drops.map(({ id }) => id));
					expect(dropped.size).toBe(drops.length);
					expect(dropped).toEqual(new Set(ids.filter((id) => found[id] !== 'selected')));
					for (const { id, stage, reason } of drops) {
						expect(DROP_REASONS[stage]).toContain(reason);
						expect(found[id]).toBe(reason);
						seen.add(reason);
					}
					expectSums(result, drops, ids.length);
					expectLimits(project, recipe, found);
					const expected = expectedReasons(project, recipe);
					for (const id of ids) {
						const early = LATE_ENDS.includes(found[id]!) ? null : found[id];
						expect([id, early]).toEqual([id, expected.get(id)]);
					}
					for (const id of ids.filter((of) => byHand(project, 'keep').has(of))) {
						expect([id, found[id]]).toEqual([id, 'selected']);
					}
				}),
				{ ...SETTINGS, numRuns: 40 }
			);
			// Every stage had something to do, and all its reasons came up.
			expect([...seen].sort()).toEqual(Object.values(DROP_REASONS).flat().sort());
		},
		TIMEOUT_MS
	);

	it(
		'is the same again, from rows in another order, and from rows that came in pieces',
		async () => {
			await fc.assert(
				fc.asyncProperty(anyProject, anyRecipe, fc.nat(), async (project, recipe, seed) => {
					await loadProject(db, project);
					const expected = facts(await curate(recipe));
					expect(facts(await curate(recipe))).toEqual(expected);
					await loadProject(db, project, (rows) => createRandom(seed).shuffle(rows));
					expect(facts(await curate(recipe))).toEqual(expected);
					await loadInPieces(project, seed);
					expect(facts(await curate(recipe))).toEqual(expected);
				}),
				{ ...SETTINGS, numRuns: 4 }
			);
		},
		TIMEOUT_MS
	);

	it(
		'is the same where one recipe follows another, and where it is the first',
		async () => {
			const recipes = fc.array(anyRecipe, { minLength: 3, maxLength: 3 });
			await fc.assert(
				fc.asyncProperty(anyProject, recipes, async (project, several) => {
					await loadProject(db, project);
					const curation = new Curation(db);
					for (const recipe of several) {
						const result = await curation.curate(recipe, 1);
						const found = await ends(db);
						expect(facts({ result, found })).toEqual(facts(await curate(recipe)));
					}
				}),
				{ ...SETTINGS, numRuns: 3 }
			);
		},
		TIMEOUT_MS
	);
});
