import type { LoadedModel, LoadProgress } from '../core/generate/engine.ts';
import { createIds } from '../core/model/ids.ts';
import { jobsOf } from '../core/run/jobs.ts';
import { LiveTexts, type LiveText } from '../core/run/live-texts.ts';
import type { RunPlan } from '../core/run/run-plan.ts';
import { RunMeter, type RunProgress, type TeacherStart } from '../core/run/run-progress.ts';
import type { GenerationEvent } from '../protocol/engine-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { RunListener } from '../services/run-executor.ts';

export type TeacherPhase = 'waiting' | 'loading' | 'writing' | 'done' | 'failed';

/** What is being loaded, and how far. */
export interface Loading {
	readonly teacherId: string;
	readonly progress: LoadProgress;
}

export interface MonitorOptions {
	readonly db: Pick<PageDb, 'query'>;
	readonly runId: string;
	readonly plan: RunPlan;
	readonly starts: readonly TeacherStart[];
	/** Milliseconds of a steady clock. */
	readonly now: () => number;
	/** Trajectories were saved. */
	readonly onSaved: () => void;
}

/** Text that streams is drawn anew ten times a second at most: nobody reads faster. */
const SHOW_EVERY_MS = 100;

/** Listens to a run and keeps what the page shows of it. */
export class RunMonitor implements RunListener {
	readonly #options: MonitorOptions;
	readonly #meter: RunMeter;
	readonly #texts = new LiveTexts();
	/** Of each job that is pending: its question's id. */
	readonly #questionOfJob = new Map<string, string>();
	readonly #asked = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	#progress = $state.raw<RunProgress>({
		teachers: [],
		total: 0,
		done: 0,
		failed: 0,
		tokens: 0,
		tokensPerSecond: null,
		etaMs: null
	});
	#live = $state.raw<readonly LiveText[]>([]);
	#questions = $state.raw<ReadonlyMap<string, string>>(new Map());
	#loading = $state.raw<Loading | null>(null);
	#phases = $state.raw<Readonly<Record<string, TeacherPhase>>>({});
	#reasons = $state.raw<Readonly<Record<string, string>>>({});
	#models = $state.raw<Readonly<Record<string, LoadedModel>>>({});

	constructor(options: MonitorOptions) {
		this.#options = options;
		this.#meter = new RunMeter(options.starts);
		this.#show();
	}

	get progress(): RunProgress {
		return this.#progress;
	}
	/** The responses that are shown while they are written. */
	get live(): readonly LiveText[] {
		return this.#live;
	}
	get loading(): Loading | null {
		return this.#loading;
	}
	phase(teacherId: string): TeacherPhase {
		return this.#phases[teacherId] ?? 'waiting';
	}
	/** Why a teacher could not go on, or the latest reason for which jobs were given up; '' for neither. */
	reason(teacherId: string): string {
		return this.#reasons[teacherId] ?? '';
	}
	/** The model as it was loaded, with its device and batch size. */
	model(teacherId: string): LoadedModel | null {
		return this.#models[teacherId] ?? null;
	}
	/** True where the model of some teacher could not be loaded or asked. */
	get someTeacherFailed(): boolean {
		return Object.values(this.#phases).includes('failed');
	}
	/** The question that a response answers; '' until it is known. */
	question(jobId: string): string {
		return this.#questions.get(this.#questionOfJob.get(jobId) ?? '') ?? '';
	}

	onLoad(teacherId: string, progress: LoadProgress): void {
		if (this.phase(teacherId) !== 'loading') {
			this.#setPhase(teacherId, 'loading');
			this.#meter.end(teacherId);
		}
		this.#loading = { teacherId, progress };
	}

	onLoaded(teacherId: string, model: LoadedModel): void {
		this.#loading = null;
		this.#models = { ...this.#models, [teacherId]: model };
		this.#setPhase(teacherId, 'writing');
		this.#meter.begin(teacherId, this.#options.now());
		// What fails here is only that questions are missing above the texts; the run shows what fails.
		void this.#learnJobs(teacherId).catch(() => undefined);
	}

	onEvent(teacherId: string, event: GenerationEvent): void {
		this.#meter.record(teacherId, event, this.#options.now());
		this.#texts.update(teacherId, event.written, event.saved);
		if (event.saved.length > 0) this.#options.onSaved();
		this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
	}

	onFailed(teacherId: string, jobs: number, reason: string): void {
		this.#meter.giveUp(teacherId, jobs);
		this.#reasons = { ...this.#reasons, [teacherId]: reason };
		this.#show();
	}

	onTeacherDone(teacherId: string, failure: string | null): void {
		this.#loading = null;
		this.#meter.end(teacherId);
		this.#setPhase(teacherId, failure === null ? 'done' : 'failed');
		if (failure !== null) this.#reasons = { ...this.#reasons, [teacherId]: failure };
		this.#show();
	}

	/** Nothing is written any more: no speed, no unfinished texts, nobody at work. */
	rest(): void {
		this.#loading = null;
		this.#texts.clear();
		for (const { teacherId } of this.#options.starts) {
			this.#meter.end(teacherId);
			const phase = this.phase(teacherId);
			if (phase === 'loading' || phase === 'writing') this.#setPhase(teacherId, 'waiting');
		}
		this.#show();
	}

	#show(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		this.#progress = this.#meter.progress(this.#options.now());
		this.#live = this.#texts.all;
		void this.#learnQuestions().catch(() => undefined);
	}

	#setPhase(teacherId: string, phase: TeacherPhase): void {
		this.#phases = { ...this.#phases, [teacherId]: phase };
	}

	async #learnJobs(teacherId: string): Promise<void> {
		const { db, plan, runId } = this.#options;
		const pending = await db.query('run/pending', {
			run: runId,
			teacher: teacherId,
			samples: plan.samplesPerQuestion
		});
		const jobs = jobsOf(await createIds(), plan.seed, teacherId, pending);
		for (const { id, questionId } of jobs) this.#questionOfJob.set(id, questionId);
	}

	/** The texts of the questions that are on screen and not known yet. */
	async #learnQuestions(): Promise<void> {
		const wanted = this.#live
			.map(({ jobId }) => this.#questionOfJob.get(jobId))
			.filter((id) => id !== undefined && !this.#asked.has(id));
		const ids = [...new Set(wanted)];
		if (ids.length === 0) return;
		for (const id of ids) this.#asked.add(id!);
		const rows = await this.#options.db.query('run/question-texts', { ids: ids.join('|') });
		this.#questions = new Map([
			...this.#questions,
			...rows.map(({ id, text }) => [id, text] as const)
		]);
	}
}
