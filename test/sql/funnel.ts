import { DEFAULT_RECIPE, type Recipe } from '../../src/lib/core/model/recipe.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import type { NodeDatabase } from './node-database.ts';
import { type Answer, loadProject, type Project, question, teacher } from './project-rows.ts';

/** Only quality is on, as it is by default. */
export const OPEN: Recipe = {
	...DEFAULT_RECIPE,
	compression: { enabled: false, maxPassRate: 0.75 },
	nearDuplicates: { enabled: false, minJaccard: 0.8 },
	decontamination: { enabled: false },
	diversity: { enabled: false, perQuestion: 4, measure: 'raw' },
	budget: { enabled: false, maxExamples: 800 }
};

/** Where each trajectory ended: 'selected' or the reason. */
export type Ends = Record<string, string>;

export async function curated(db: NodeDatabase, project: Project, recipe: Recipe): Promise<Ends> {
	await loadProject(db, project);
	await new Curation(db).curate(recipe, 1);
	return ends(db);
}

export async function ends(db: NodeDatabase): Promise<Ends> {
	const rows = await db.rows<{ id: string; kept: boolean; reason: string | null }>(
		'SELECT trajectory_id AS id, kept, reason FROM trajectory_outcomes ORDER BY id'
	);
	return Object.fromEntries(rows.map(({ id, kept, reason }) => [id, kept ? 'selected' : reason!]));
}

export function oneQuestion(answers: readonly Omit<Answer, 'question' | 'teacher'>[]): Project {
	return {
		questions: [question('q1')],
		teachers: [teacher('t1')],
		answers: answers.map((answer) => ({ ...answer, question: 'q1', teacher: 't1' }))
	};
}
