import {
	DEFAULT_RECIPE,
	MAX_RECIPE_CHARS,
	parseRecipeText,
	type Recipe,
	type Stage
} from '../core/model/recipe.ts';
import { AppError } from '../core/model/errors.ts';
import { groupBy } from '../core/model/group-by.ts';
import type { Row, TableName } from '../core/model/tables.ts';
import type { CurationResult } from '../protocol/db-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { AnalysisState } from './analysis-state.svelte.ts';
import {
	isOn,
	overrideRows,
	tagRows,
	verdictRows,
	type DecisionStep,
	type Step
} from './curation-steps.ts';
import { HistoryState } from './history-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';

const CURRENT = 'current';
/** Moves of a slider that follow each other within this time are one step to undo. */
const ONE_STEP_MS = 800;
/** Rows of one frame of the journal. */
const ROWS_AT_ONCE = 10_000;
/** A recipe at rest this long goes into the journal. */
const SAVE_AFTER_MS = 400;

export interface CurateDependencies {
	readonly db: PageDb;
	readonly analysis: AnalysisState;
	readonly messages: MessagesState;
	/** True where nothing can be saved: the recipe then changes for this visit only. */
	readonly readOnly: () => boolean;
}

/** The recipe, what it makes of the project, and the way back. */
export class CurateState {
	readonly #db: PageDb;
	readonly #analysis: AnalysisState;
	readonly #messages: MessagesState;
	readonly #readOnly: () => boolean;
	readonly #history = new HistoryState<Step>();

	#recipe = $state.raw<Recipe>(DEFAULT_RECIPE);
	#result = $state.raw<CurationResult | null>(null);
	#busy = $state(false);
	#again = false;
	#lastChange = { keys: '', atMs: 0 };
	#saving: ReturnType<typeof setTimeout> | undefined;
	#lastSave: Promise<unknown> = Promise.resolve();

	constructor(deps: CurateDependencies) {
		this.#db = deps.db;
		this.#analysis = deps.analysis;
		this.#messages = deps.messages;
		this.#readOnly = deps.readOnly;
	}

	get recipe(): Recipe {
		return this.#recipe;
	}
	get result(): CurationResult | null {
		return this.#result;
	}
	get busy(): boolean {
		return this.#busy;
	}
	get canUndo(): boolean {
		return this.#history.canUndo;
	}
	get canRedo(): boolean {
		return this.#history.canRedo;
	}

	/** True where the next step back is about this trajectory, so that its page shows what it does. */
	canUndoOn(trajectoryId: string): boolean {
		return isOn(this.#history.toUndo, trajectoryId);
	}
	canRedoOn(trajectoryId: string): boolean {
		return isOn(this.#history.toRedo, trajectoryId);
	}

	/** Reads the recipe that the open project holds. One that is none must not keep the rest of it closed. */
	async load(): Promise<void> {
		this.#history.clear();
		this.#result = null;
		const [row] = await this.#db.query('curate/recipe', { name: CURRENT });
		this.#recipe = row ? this.#readOrDefault(row.json) : DEFAULT_RECIPE;
	}

	async setRecipe(after: Recipe): Promise<void> {
		const before = this.#recipe;
		if (JSON.stringify(before) === JSON.stringify(after)) return;
		this.#remember(before, after);
		await this.#apply(after);
	}

	/** Saves a recipe that is still moving: what comes next stands on it, or is another project. */
	async saveNow(): Promise<void> {
		if (this.#saving !== undefined) {
			clearTimeout(this.#saving);
			this.#saving = undefined;
			const row = { name: CURRENT, json: JSON.stringify(this.#recipe) };
			this.#lastSave = this.#messages.guard(() => this.#db.append('recipes', [row]));
		}
		// One that is on its way is waited for too.
		await this.#lastSave;
	}

	/** A recipe file. Anything but a valid recipe is refused and changes nothing. */
	async loadFile(file: File): Promise<void> {
		if (file.size > MAX_RECIPE_CHARS) throw notARecipe(`${file.size} bytes`);
		await this.setRecipe(readRecipe(await file.text()));
	}

	/** A person's decisions, all of them one step to undo. Verdicts win over the rule, keep and drop over everything. */
	async decide(step: DecisionStep): Promise<void> {
		if (step.changes.length === 0) return;
		this.#history.push(step);
		await this.#perform(step, 'after');
	}

	/** True while nothing was decided or changed after this step. */
	isLast(step: DecisionStep): boolean {
		return this.#history.toUndo === step;
	}

	async undo(): Promise<void> {
		const step = this.#history.undo();
		if (step) await this.#perform(step, 'before');
	}

	async redo(): Promise<void> {
		const step = this.#history.redo();
		if (step) await this.#perform(step, 'after');
	}

	/** Runs the funnel; calls that come while it runs become one more run afterwards. */
	async refresh(): Promise<void> {
		if (this.#busy) {
			this.#again = true;
			return;
		}
		this.#busy = true;
		await this.#messages.guard(async () => {
			do {
				this.#again = false;
				this.#result = await this.#db.curate(this.#recipe);
			} while (this.#again);
		});
		this.#busy = false;
	}

	/** Measures the distances that the diversity stage still lacks, then runs the funnel again. */
	async measureDistances(): Promise<void> {
		const { measure } = this.#recipe.diversity;
		const rows = await this.#db.query('curate/diversity-candidates', {});
		const groups = groupBy(rows, (row) => row.question_id);
		await this.#analysis.farthestDistances(
			[...groups].map(([questionId, group]) => ({
				questionId,
				ids: group.map((row) => row.id),
				seats: group[0]!.seats,
				measure
			}))
		);
		await this.refresh();
	}

	/** Measures every distance between trajectories of the same question. */
	async measureAllDistances(): Promise<void> {
		const rows = await this.#db.query('curate/unmeasured', {});
		const groups = groupBy(rows, (row) => row.question_id);
		await this.#analysis.allDistances(
			[...groups].map(([questionId, group]) => ({ questionId, ids: group.map((row) => row.id) }))
		);
		await this.refresh();
	}

	stageSql(stage: Stage): Promise<string> {
		return this.#db.stageSql(stage);
	}

	#readOrDefault(json: string): Recipe {
		try {
			return parseRecipeText(json);
		} catch {
			this.#messages.notice(
				'The recipe of this project cannot be read, so the default recipe stands in its place. The data is safe. Load a recipe.json that Retort wrote, or go on with the default.'
			);
			return DEFAULT_RECIPE;
		}
	}

	/** A slider on the move is one step: its moves replace each other until it rests. */
	#remember(before: Recipe, after: Recipe): void {
		const keys = changedFields(before, after);
		const now = performance.now();
		const moving = keys === this.#lastChange.keys && now - this.#lastChange.atMs < ONE_STEP_MS;
		this.#lastChange = { keys, atMs: now };
		const last = moving ? this.#history.undo() : undefined;
		if (last && last.kind !== 'recipe') this.#history.push(last);
		this.#history.push({
			kind: 'recipe',
			before: last?.kind === 'recipe' ? last.before : before,
			after
		});
	}

	async #apply(recipe: Recipe): Promise<void> {
		this.#recipe = recipe;
		if (!this.#readOnly()) this.#saveSoon();
		await this.refresh();
	}

	#saveSoon(): void {
		clearTimeout(this.#saving);
		this.#saving = setTimeout(() => void this.saveNow(), SAVE_AFTER_MS);
	}

	async #perform(step: Step, side: 'before' | 'after'): Promise<void> {
		if (step.kind === 'recipe') return this.#apply(step[side]);
		// No stage of the funnel looks at tags.
		if (step.kind === 'tag') return this.#append('tags', tagRows(step.tag, step.changes, side));
		if (step.kind === 'override') await this.#append('overrides', overrideRows(step.changes, side));
		else await this.#append('verdicts', verdictRows(step.changes, side));
		await this.refresh();
	}

	async #append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
		for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
			await this.#db.append(table, rows.slice(from, from + ROWS_AT_ONCE));
		}
	}
}

/** The paths of the fields that differ, as text: two controls of one stage are two steps. */
function changedFields(before: unknown, after: unknown, path = ''): string {
	if (JSON.stringify(before) === JSON.stringify(after)) return '';
	if (!isRecord(before) || !isRecord(after)) return path;
	const inside = Object.keys(after).map((key) =>
		changedFields(before[key], after[key], `${path}.${key}`)
	);
	return inside.filter((each) => each !== '').join();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRecipe(text: string): Recipe {
	try {
		return parseRecipeText(text);
	} catch (error) {
		throw notARecipe(error instanceof Error ? error.message : String(error), error);
	}
}

function notARecipe(detail: string, cause?: unknown): AppError {
	return new AppError(
		'recipe-invalid',
		'This is not a recipe that Retort can read. Your current recipe is unchanged. Use a recipe.json that Retort wrote.',
		{ detail, cause }
	);
}
