import type { Row } from '../core/model/tables.ts';
import type { Recipe } from '../core/model/recipe.ts';

export type Override = 'keep' | 'drop' | 'none';
/** What a person says of an answer; 'none' for nothing, or not any more. */
export type PersonVerdict = 'correct' | 'wrong' | 'unverifiable' | 'none';

/** Of one trajectory. */
export interface Change<T> {
	readonly id: string;
	readonly before: T;
	readonly after: T;
}

/** A person's decisions about trajectories. */
export type DecisionStep =
	| { readonly kind: 'override'; readonly changes: readonly Change<Override>[] }
	| { readonly kind: 'verdict'; readonly changes: readonly Change<PersonVerdict>[] }
	| { readonly kind: 'tag'; readonly tag: string; readonly changes: readonly Change<boolean>[] };

/** One step that can be undone: a change of the recipe, or decisions. */
export type Step =
	{ readonly kind: 'recipe'; readonly before: Recipe; readonly after: Recipe } | DecisionStep;

/** `override` as the database has it. */
export function overrideOf(said: string | undefined): Override {
	return said === 'keep' || said === 'drop' ? said : 'none';
}

/** `person_verdict` as the database has it. */
export function personVerdict(said: string | null): PersonVerdict {
	return said === 'correct' || said === 'wrong' || said === 'unverifiable' ? said : 'none';
}

/** Whether a step is about this trajectory alone. */
export function isOn(step: Step | undefined, trajectoryId: string): boolean {
	if (step === undefined || step.kind === 'recipe') return false;
	return step.changes.length === 1 && step.changes[0]!.id === trajectoryId;
}

export function overrideRows(
	changes: readonly Change<Override>[],
	side: 'before' | 'after'
): Row<'overrides'>[] {
	return changes.map((change) => ({ trajectory_id: change.id, decision: change[side] }));
}

export function verdictRows(
	changes: readonly Change<PersonVerdict>[],
	side: 'before' | 'after'
): Row<'verdicts'>[] {
	return changes.map((change) => ({
		trajectory_id: change.id,
		grader: 'person',
		grader_version: 1,
		verdict: change[side],
		extracted: null,
		expected: null,
		reason: change[side] === 'none' ? 'taken back' : 'judged by hand'
	}));
}

export function tagRows(
	tag: string,
	changes: readonly Change<boolean>[],
	side: 'before' | 'after'
): Row<'tags'>[] {
	return changes.map((change) => ({ trajectory_id: change.id, tag, present: change[side] }));
}
