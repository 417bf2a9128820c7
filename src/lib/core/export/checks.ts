import type { Recipe } from '../model/recipe.ts';

/** A selected trajectory as far as the checks look at it. */
export interface CheckedRow {
	readonly id: string;
	/** The verdict that the recipe believes. */
	readonly verdict: string;
	/** 'keep' where a person kept it. */
	readonly override: string;
}

export interface CheckedSelection {
	readonly missingPairs: number;
	readonly rows: readonly CheckedRow[];
}

/**
 * What must hold before a training set is written, whatever the funnel did. Returns a sentence for
 * each thing that does not.
 */
export function selectionProblems(
	{ missingPairs, rows }: CheckedSelection,
	recipe: Recipe
): string[] {
	const problems: string[] = [];
	if (missingPairs > 0) {
		problems.push(`${missingPairs} distances are not measured yet, so the choice is provisional.`);
	}
	if (rows.length === 0) problems.push('No trajectory passes the recipe.');
	const unverified = rows.filter((row) => !verdictAllowed(row, recipe)).length;
	if (unverified > 0) {
		problems.push(`${unverified} of the selected trajectories have a verdict the recipe refuses.`);
	}
	const repeated = rows.length - new Set(rows.map((row) => row.id)).size;
	if (repeated > 0) problems.push(`${repeated} trajectories are selected twice.`);
	const over = overBudget(rows, recipe);
	if (over > 0) problems.push(`The set is ${over} over its budget.`);
	return problems;
}

/** A person's keep stands above any verdict. */
function verdictAllowed(row: CheckedRow, { quality }: Recipe): boolean {
	if (row.override === 'keep' || quality.verdict === 'any') return true;
	return quality.verdict === 'correct' ? row.verdict === 'correct' : row.verdict !== 'wrong';
}

/** What is kept by hand stays even where it is more than the budget. */
function overBudget(rows: readonly CheckedRow[], { budget }: Recipe): number {
	if (!budget.enabled) return 0;
	const byHand = rows.filter((row) => row.override === 'keep').length;
	return Math.max(0, rows.length - Math.max(budget.maxExamples, byHand));
}

/** True where the text is one line of JSON that says what the record says. */
export function isSoundLine(line: string): boolean {
	if (!line.endsWith('\n') || line.indexOf('\n') !== line.length - 1) return false;
	try {
		const parsed: unknown = JSON.parse(line);
		return typeof parsed === 'object' && parsed !== null;
	} catch {
		return false;
	}
}
