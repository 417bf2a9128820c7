import type { Recipe } from '../../lib/core/model/recipe.ts';
import type { Database, SqlValue } from './database.ts';
import clearRecipe from './sql/curate/clear-recipe.sql?raw';
import insertDomain from './sql/curate/insert-domain.sql?raw';
import insertRecipe from './sql/curate/insert-recipe.sql?raw';
import insertTeachers from './sql/curate/insert-teachers.sql?raw';

/** The columns of the table `recipe`, in the order of curate/insert-recipe.sql. */
export function recipeColumns(recipe: Recipe): Readonly<Record<string, SqlValue>> {
	const { quality, compression, nearDuplicates, decontamination, diversity, budget } = recipe;
	return {
		seed: recipe.seed,
		student: recipe.student,
		all_teachers: recipe.teachers === null,
		max_tokens: quality.maxTokens,
		format: quality.format,
		allow_truncated: quality.allowTruncated,
		verdict: quality.verdict,
		trust_judge: quality.trustJudge,
		trust_reference: quality.trustReference,
		max_repetition_share: quality.maxRepetitionShare,
		input_at_least: quality.ratings.inputAtLeast,
		response_at_least: quality.ratings.responseAtLeast,
		easiest: quality.ratings.easiest,
		hardest: quality.ratings.hardest,
		compression_enabled: compression.enabled,
		max_pass_rate: compression.maxPassRate,
		near_duplicates_enabled: nearDuplicates.enabled,
		min_jaccard: nearDuplicates.minJaccard,
		decontamination_enabled: decontamination.enabled,
		diversity_enabled: diversity.enabled,
		per_question: diversity.perQuestion,
		measure: diversity.measure,
		budget_enabled: budget.enabled,
		max_examples: budget.maxExamples,
		domain_source: recipe.domainSource
	};
}

/** Puts the recipe where the stages read it: the one-row table `recipe`, `recipe_teachers` and `recipe_domains`. */
export async function writeRecipe(db: Database, recipe: Recipe): Promise<void> {
	await db.run(clearRecipe);
	await db.run(insertRecipe, Object.values(recipeColumns(recipe)));
	if (recipe.teachers !== null && recipe.teachers.length > 0) {
		await db.run(insertTeachers, [recipe.teachers.join('|')]);
	}
	for (const { domain, atLeast, atMost } of recipe.domainLimits) {
		await db.run(insertDomain, [domain, atLeast, atMost]);
	}
}
