import { type Recipe, type Stage, STAGES } from '../../lib/core/model/recipe.ts';
import { recipeColumns } from './recipe-table.ts';
import budget from './sql/curate/budget.sql?raw';
import candidates from './sql/curate/candidates.sql?raw';
import compression from './sql/curate/compression.sql?raw';
import decontamination from './sql/curate/decontamination.sql?raw';
import diversityMembers from './sql/curate/diversity-members.sql?raw';
import diversity from './sql/curate/diversity.sql?raw';
import manual from './sql/curate/manual.sql?raw';
import nearDuplicates from './sql/curate/near-duplicates.sql?raw';
import quality from './sql/curate/quality.sql?raw';
import teacher from './sql/curate/teacher.sql?raw';

/** The statement of each stage: its table `decided_…` gets a row for every trajectory that enters. */
export const STAGE_STATEMENTS: Readonly<Record<Stage, string>> = {
	manual,
	teacher,
	quality,
	compression,
	'near-duplicates': nearDuplicates,
	decontamination,
	diversity,
	budget
};

/** What runs before a stage. */
const PREPARATION: Partial<Record<Stage, string>> = {
	manual: candidates,
	diversity: diversityMembers
};

/** The columns of the table `recipe` that a stage reads. */
const PARAMETERS: Readonly<Record<Stage, readonly string[]>> = {
	manual: ['trust_judge', 'trust_reference', 'domain_source'],
	teacher: ['student', 'all_teachers'],
	quality: [
		'max_tokens',
		'format',
		'allow_truncated',
		'verdict',
		'max_repetition_share',
		'input_at_least',
		'response_at_least',
		'easiest',
		'hardest'
	],
	compression: ['compression_enabled', 'max_pass_rate', 'student'],
	'near-duplicates': ['near_duplicates_enabled', 'min_jaccard'],
	decontamination: ['decontamination_enabled'],
	diversity: ['diversity_enabled', 'per_question', 'measure'],
	budget: ['budget_enabled', 'max_examples', 'seed', 'student']
};

/** The statements of one stage as a person reads them, headed by what the recipe says about it. */
export function describeStage(stage: Stage, recipe: Recipe): string {
	const columns = recipeColumns(recipe);
	const header = [
		`-- Stage '${stage}'. What it reads from the one row of the table recipe:`,
		...PARAMETERS[stage].map((name) => `--   ${name} = ${JSON.stringify(columns[name] ?? null)}`)
	];
	const statements = [PREPARATION[stage], STAGE_STATEMENTS[stage]];
	return [header.join('\n'), ...statements.filter((sql) => sql !== undefined)].join('\n\n');
}

/**
 * The stages that have to run again when a recipe takes the place of another: the first one of which
 * a parameter changed, and all after it.
 */
export function stagesAfterChange(before: Recipe, after: Recipe): readonly Stage[] {
	const old = recipeColumns(before);
	const now = recipeColumns(after);
	const sameTeachers = before.teachers?.join('|') === after.teachers?.join('|');
	const sameDomains = JSON.stringify(before.domainLimits) === JSON.stringify(after.domainLimits);
	const first = STAGES.findIndex(
		(stage) =>
			PARAMETERS[stage].some((name) => old[name] !== now[name]) ||
			(stage === 'teacher' && !sameTeachers) ||
			(stage === 'budget' && !sameDomains)
	);
	return first < 0 ? [] : STAGES.slice(first);
}
