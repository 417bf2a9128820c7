import type { FarthestRequest, TeacherComparison } from '../protocol/analysis-api.ts';
import { DEFAULT_RECIPE } from '../core/model/recipe.ts';
import type { MessagesState } from './messages-state.svelte.ts';

export interface AnalysisProgress {
	readonly done: number;
	readonly total: number;
	readonly failed: number;
	/** Null until it can be told. */
	readonly etaMs: number | null;
}

/** Trajectories of one question. */
export interface QuestionAnswers {
	readonly questionId: string;
	readonly ids: readonly string[];
}

/** The client of the analysis workers, as far as the states need it. */
export interface Analyser {
	analyseAll(signal: AbortSignal, onProgress: (progress: AnalysisProgress) => void): Promise<void>;
	farthestDistances(
		questions: readonly FarthestRequest[],
		signal: AbortSignal,
		onProgress: (progress: AnalysisProgress) => void
	): Promise<void>;
	distancesFor(
		questions: readonly QuestionAnswers[],
		signal: AbortSignal,
		onProgress: (progress: AnalysisProgress) => void
	): Promise<void>;
	compareTeachers(
		teacherIds: readonly string[],
		seed: number,
		student?: string
	): Promise<TeacherComparison>;
	placeOnMap(embedder: string, student: string): Promise<number>;
	findDuplicateQuestions(minJaccard: number): Promise<number>;
	findContamination(): Promise<number>;
}

/** Runs answers to code questions. */
export interface Coder {
	/** Whether there is any that was not run. */
	isNeeded(): Promise<boolean>;
	gradeAll(signal: AbortSignal, onProgress: (progress: AnalysisProgress) => void): Promise<void>;
}

export type AnalysisTask = 'analysis' | 'code' | 'distances' | 'duplicates' | 'contamination';

const STOPPABLE: readonly AnalysisTask[] = ['analysis', 'code', 'distances'];

/** What the analysis workers are doing. One task at a time; each can be cancelled and resumed. */
export class AnalysisState {
	readonly #analyser: Analyser;
	readonly #coder: Coder;
	readonly #messages: MessagesState;
	#task = $state.raw<AnalysisTask | null>(null);
	#progress = $state.raw<AnalysisProgress | null>(null);
	#abort: AbortController | null = null;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(analyser: Analyser, coder: Coder, messages: MessagesState) {
		this.#analyser = analyser;
		this.#coder = coder;
		this.#messages = messages;
	}

	get task(): AnalysisTask | null {
		return this.#task;
	}
	get progress(): AnalysisProgress | null {
		return this.#progress;
	}

	/** True where the task stops at once when it is cancelled; the others are short. */
	get cancellable(): boolean {
		return this.#task !== null && STOPPABLE.includes(this.#task);
	}

	/** Metrics and verdicts of whatever has none yet. Answers whether it came to its end. */
	measure(): Promise<boolean> {
		return this.#run('analysis', (signal) =>
			this.#analyser.analyseAll(signal, (progress) => (this.#progress = progress))
		);
	}

	/** Verdicts of answers to code questions that were not run yet. Answers whether it came to its end. */
	async runCode(): Promise<boolean> {
		if (!(await this.#coder.isNeeded())) return true;
		return this.#run('code', (signal) =>
			this.#coder.gradeAll(signal, (progress) => (this.#progress = progress))
		);
	}

	/** As `measure`, then duplicates and contamination of the questions. */
	async analyse(options: { minJaccard: number; benchmarks: boolean }): Promise<void> {
		if (!(await this.measure())) return;
		// Pairs down to the default are stored, so that the slider above it answers at once.
		const minJaccard = Math.min(options.minJaccard, DEFAULT_RECIPE.nearDuplicates.minJaccard);
		await this.#run('duplicates', () => this.#analyser.findDuplicateQuestions(minJaccard));
		if (options.benchmarks) await this.checkContamination();
		await this.runCode();
	}

	async checkContamination(): Promise<void> {
		await this.#run('contamination', () => this.#analyser.findContamination());
	}

	/** What the diversity stage needs to know of these questions. */
	async farthestDistances(questions: readonly FarthestRequest[]): Promise<void> {
		await this.#run('distances', (signal) =>
			this.#analyser.farthestDistances(questions, signal, (progress) => (this.#progress = progress))
		);
	}

	/** All pairs of these questions. */
	async allDistances(questions: readonly QuestionAnswers[]): Promise<void> {
		await this.#run('distances', (signal) =>
			this.#analyser.distancesFor(questions, signal, (progress) => (this.#progress = progress))
		);
	}

	compareTeachers(
		teacherIds: readonly string[],
		seed: number,
		student = ''
	): Promise<TeacherComparison> {
		return this.#analyser.compareTeachers(teacherIds, seed, student);
	}

	/** @throws AppError */
	placeOnMap(embedder: string, student: string): Promise<number> {
		return this.#analyser.placeOnMap(embedder, student);
	}

	cancel(): void {
		this.#abort?.abort();
	}

	/** Ends what can be ended and waits for the rest. */
	async rest(): Promise<void> {
		this.cancel();
		await this.#queue;
	}

	/** Tasks wait for each other. Answers whether this one came to its end. */
	#run(task: AnalysisTask, work: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
		const turn = this.#queue.then(() => this.#perform(task, work));
		this.#queue = turn;
		return turn;
	}

	async #perform(
		task: AnalysisTask,
		work: (signal: AbortSignal) => Promise<unknown>
	): Promise<boolean> {
		this.#abort = new AbortController();
		this.#task = task;
		this.#progress = null;
		const { signal } = this.#abort;
		const isDone = await this.#messages.guard(async () => {
			await work(signal);
			return true;
		});
		this.#task = null;
		this.#abort = null;
		return isDone ?? false;
	}
}
