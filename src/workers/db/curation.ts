import { type Recipe, type Stage, STAGES } from '../../lib/core/model/recipe.ts';
import type { CurationResult, StageCount } from '../../lib/protocol/db-api.ts';
import type { Database } from './database.ts';
import { FarthestPicks } from './farthest-picks.ts';
import { writeRecipe } from './recipe-table.ts';
import candidates from './sql/curate/candidates.sql?raw';
import missingQuestions from './sql/curate/missing-questions.sql?raw';
import publish from './sql/curate/publish.sql?raw';
import reasonCounts from './sql/curate/reason-counts.sql?raw';
import stageCounts from './sql/curate/stage-counts.sql?raw';
import { describeStage, STAGE_STATEMENTS, stagesAfterChange } from './stage-statements.ts';

interface StageRow {
	readonly stage: Stage;
	readonly entered: number;
	readonly kept: number;
	readonly questions_kept: number;
}
interface ReasonRow {
	readonly stage: Stage;
	readonly reason: string;
	readonly count: number;
}

type MissingDistances = Pick<CurationResult, 'missingPairs' | 'missingQuestions'>;

/** What the last whole run left in the working tables. */
interface Outcome {
	readonly recipe: Recipe;
	readonly funnelVersion: number;
	readonly result: CurationResult;
}

/**
 * The funnel (METRICS §6) over the project that is open: every stage is one statement over columns
 * that workers filled. Only what a change can affect runs again. Make a new one for each project.
 */
export class Curation {
	readonly #db: Database;
	readonly #picks: FarthestPicks;
	#outcome: Outcome | null = null;
	#outcomeVersion = 0;
	/** Runs wait for each other: they share the working tables. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(db: Database) {
		this.#db = db;
		this.#picks = new FarthestPicks(db);
	}

	/**
	 * Fills the tables `decided_…` and, when done, `trajectory_outcomes`; nothing else changes.
	 * @param funnelVersion differs whenever rows were added since that a stage may look at
	 */
	curate(recipe: Recipe, funnelVersion: number): Promise<CurationResult> {
		return this.withOutcome(recipe, funnelVersion, (result) => Promise.resolve(result));
	}

	/** Curates, then runs `work` on the tables before another run may change them. */
	withOutcome<T>(
		recipe: Recipe,
		funnelVersion: number,
		work: (result: CurationResult) => Promise<T>
	): Promise<T> {
		const run = this.#last.then(async () => work(await this.#run(recipe, funnelVersion)));
		this.#last = run.catch(() => undefined);
		return run;
	}

	/** Differs whenever `trajectory_outcomes` does. */
	get outcomeVersion(): number {
		return this.#outcomeVersion;
	}

	/** What a person sees behind a stage: its statements, headed by what this recipe says about it. */
	stageSql(stage: Stage, recipe: Recipe): string {
		return describeStage(stage, recipe);
	}

	async #run(recipe: Recipe, funnelVersion: number): Promise<CurationResult> {
		const startedAtMs = performance.now();
		const last = this.#outcome?.funnelVersion === funnelVersion ? this.#outcome : null;
		if (last && JSON.stringify(last.recipe) === JSON.stringify(recipe)) return last.result;
		const outdated = last ? stagesAfterChange(last.recipe, recipe) : STAGES;
		// Until this run is whole, what the tables hold is nobody's outcome.
		this.#outcome = null;
		await writeRecipe(this.#db, recipe);
		const missing = await this.#decide(outdated, recipe, last?.result);
		const unchanged = last?.result.stages.filter(({ stage }) => !outdated.includes(stage)) ?? [];
		const stages = [...unchanged, ...(await this.#counts(outdated))];
		const result = {
			stages,
			selected: stages.at(-1)?.kept ?? 0,
			questions: stages.at(-1)?.questionsKept ?? 0,
			...missing,
			elapsedMs: performance.now() - startedAtMs
		};
		this.#outcome = { recipe, funnelVersion, result };
		return result;
	}

	async #decide(
		stages: readonly Stage[],
		recipe: Recipe,
		known: MissingDistances | undefined
	): Promise<MissingDistances> {
		let missingPairs = known?.missingPairs ?? 0;
		for (const stage of stages) {
			if (stage === 'manual') await this.#db.run(candidates);
			if (stage === 'diversity') missingPairs = await this.#picks.choose(recipe.diversity.measure);
			await this.#db.run(STAGE_STATEMENTS[stage]);
		}
		await this.#db.run(publish);
		this.#outcomeVersion += 1;
		if (known && !stages.includes('diversity')) {
			return { missingPairs, missingQuestions: known.missingQuestions };
		}
		const questions = await this.#db.rows<{ question_id: string }>(missingQuestions);
		return { missingPairs, missingQuestions: questions.map((row) => row.question_id) };
	}

	async #counts(stages: readonly Stage[]): Promise<StageCount[]> {
		const rows = await this.#db.rows<StageRow>(stageCounts, [stages.join('|')]);
		const reasons = await this.#db.rows<ReasonRow>(reasonCounts);
		return stages.map((stage) => {
			const row = rows.find((candidate) => candidate.stage === stage);
			return {
				stage,
				entered: row?.entered ?? 0,
				kept: row?.kept ?? 0,
				questionsKept: row?.questions_kept ?? 0,
				reasons: reasons
					.filter((candidate) => candidate.stage === stage)
					.map(({ reason, count }) => ({ reason, count }))
			};
		});
	}
}
