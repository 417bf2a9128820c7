import { parseTeacherSettings } from '../core/run/parse-teacher-settings.ts';
import type { AnalysisState } from './analysis-state.svelte.ts';
import { type ChangeFeed, FEED_INTERVAL_MS } from './change-feed.ts';
import type { ModelsState } from './models-state.svelte.ts';
import type { RunState } from './run-state.svelte.ts';

/** While a run saves all the time: how often views ask anew, and how often what came is checked. */
const RUN_FEED_INTERVAL_MS = 1_500;
const RUN_CHECK_EVERY_MS = 5_000;

export interface RunFollowUpDependencies {
	readonly analysis: AnalysisState;
	readonly changes: ChangeFeed;
	readonly models: ModelsState;
	/** The runs, which are made with what is here. */
	readonly runs: () => RunState;
	/** Looks at everything that a run wrote. */
	readonly analyseAll: () => void;
}

/** What a run brings about elsewhere: its answers are checked as they come, and it goes on after a reload. */
export class RunFollowUp {
	readonly #parts: RunFollowUpDependencies;
	#checkTimer: ReturnType<typeof setTimeout> | null = null;

	constructor(parts: RunFollowUpDependencies) {
		this.#parts = parts;
	}

	/** What came since is checked now and then, so that every place shows it. */
	checkSoon(): void {
		this.#checkTimer ??= setTimeout(() => {
			this.#checkTimer = null;
			const { analysis, runs } = this.#parts;
			if (!analysis.task && runs().isRunning) void analysis.measure();
		}, RUN_CHECK_EVERY_MS);
	}

	/** A run began or ended. */
	turn(isRunning: boolean): void {
		const { changes, runs, analyseAll } = this.#parts;
		changes.intervalMs = isRunning ? RUN_FEED_INTERVAL_MS : FEED_INTERVAL_MS;
		if (!isRunning && runs().phase !== 'interrupted') analyseAll();
	}

	/** One that was going on when the page was left goes on by itself, unless it needs a download. */
	async resume(): Promise<void> {
		const { models } = this.#parts;
		const runs = this.#parts.runs();
		if (runs.phase !== 'interrupted') return;
		const wanted = runs.teachers.map(({ settings }) => parseTeacherSettings(settings)?.model);
		if (wanted.some((model) => model?.source !== 'bundled')) await models.refreshKept();
		if (wanted.every((model) => model && models.isHere(model))) await runs.resume();
	}

	/** Nothing is checked any more: the project is about to be closed. */
	rest(): void {
		if (this.#checkTimer !== null) clearTimeout(this.#checkTimer);
		this.#checkTimer = null;
	}
}
