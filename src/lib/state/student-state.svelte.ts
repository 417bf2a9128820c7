import type { LoadProgress } from '../core/generate/engine.ts';
import { AppError } from '../core/model/errors.ts';
import type { QueueProgress } from '../core/queue/run-queue.ts';
import { estimateReading, type ReadingEstimate } from '../core/run/reading-estimate.ts';
import { RateWindow } from '../core/run/rate-window.ts';
import { SCORING_VERSION } from '../core/student/score-row.ts';
import { MAX_EXAMPLE_CHARS, planProbe } from '../core/student/smoke-plan.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { ScoringListener, ScoringReport } from '../services/local-scoring.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { RunningTeacher } from '../services/run-executor.ts';
import type { CurateState } from './curate-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import type { ModelsState } from './models-state.svelte.ts';
import { OneWork } from './one-work.ts';
import type { LocalTeacher, TeachersState } from './teachers-state.svelte.ts';

export type StudentProgress = QueryRow<'student/progress'>;
export type PassRate = QueryRow<'student/pass-rates'>;
export type ReadingCost = QueryRow<'student/reading-cost'>;

/** The part of LocalScoring that the state needs. */
export interface Scorer {
	scoreAll(
		student: RunningTeacher,
		withLocal: boolean,
		listener: ScoringListener,
		signal: AbortSignal
	): Promise<ScoringReport>;
}

export interface StudentOptions {
	readonly db: Pick<PageDb, 'query' | 'append'>;
	readonly scorer: Scorer;
	readonly curate: CurateState;
	readonly teachers: TeachersState;
	readonly models: Pick<ModelsState, 'deviceFor'>;
	readonly messages: MessagesState;
	/** Scores were saved; called often. */
	readonly onSaved: () => void;
}

/** What is being read, and how far. */
export interface Reading {
	readonly progress: QueueProgress;
	readonly loading: LoadProgress | null;
	/** null until it can be told. */
	readonly tokensPerSecond: number | null;
}

/** Tokens that were read, and the engine's time for them. */
interface Spent {
	tokens: number;
	seconds: number;
}

const NOTHING: QueueProgress = { done: 0, total: 0, failed: 0, etaMs: null };

/**
 * Who learns: the teacher entry that plays the student (docs/decisions/003), what it can do already, and
 * what it thinks of the teachers' texts.
 */
export class StudentState {
	readonly #options: StudentOptions;
	#progress = $state.raw<StudentProgress | null>(null);
	/** Without and with local surprisal. */
	#costs = $state.raw<readonly [ReadingCost, ReadingCost] | null>(null);
	#rates = $state.raw<readonly PassRate[]>([]);
	#reading = $state.raw<Reading | null>(null);
	readonly #work = new OneWork();

	constructor(options: StudentOptions) {
		this.#options = options;
	}

	/** Id of the entry that plays the student; '' for none. */
	get id(): string {
		return this.#options.curate.recipe.student ?? '';
	}
	/** The student, where its model runs here; undefined for none and for an imported one. */
	get local(): LocalTeacher | undefined {
		return this.#options.teachers.find(this.id);
	}
	/** Null until it is known, and while there is no student. */
	get progress(): StudentProgress | null {
		return this.#progress;
	}
	/**
	 * What reading the rest would take; null while there is nothing to tell.
	 * @param withLocal also local surprisal
	 */
	estimate(withLocal: boolean): ReadingEstimate | null {
		const { local } = this;
		const cost = this.#costs?.[withLocal ? 1 : 0];
		if (!local?.settings || cost === undefined) return null;
		return estimateReading({
			settings: local.settings,
			device: this.#options.models.deviceFor(local.settings.model),
			trajectories: cost.trajectories,
			tokens: cost.tokens,
			withLocal,
			read: { tokens: cost.read_tokens, seconds: cost.read_seconds },
			written: local.measured
		});
	}
	/** One per question whose answers are checked. */
	get rates(): readonly PassRate[] {
		return this.#rates;
	}
	/** Not null while it reads. */
	get reading(): Reading | null {
		return this.#reading;
	}

	clear(): void {
		this.cancel();
		this.#forget();
	}

	#forget(): void {
		this.#progress = null;
		this.#costs = null;
		this.#rates = [];
	}

	/** Another student, or none: the recipe names it. */
	async choose(id: string): Promise<void> {
		const { curate } = this.#options;
		await curate.setRecipe({ ...curate.recipe, student: id === '' ? null : id });
		await this.refresh();
	}

	async chooseDemoStudent(): Promise<void> {
		await this.choose(await this.#options.teachers.addDemoStudent());
	}

	async refresh(): Promise<void> {
		const student = this.id;
		if (student === '') return this.#forget();
		const { db, teachers } = this.#options;
		// How fast it writes is part of the estimate.
		await teachers.refresh();
		const [progress] = await db.query('student/progress', { student, version: SCORING_VERSION });
		const costs = await Promise.all([this.#cost(student, false), this.#cost(student, true)]);
		const rates = await db.query('student/pass-rates', { student });
		if (student !== this.id) return;
		this.#progress = progress ?? null;
		this.#costs = costs;
		this.#rates = rates;
	}

	async #cost(student: string, local: boolean): Promise<ReadingCost> {
		const params = { student, version: SCORING_VERSION, local };
		const [cost] = await this.#options.db.query('student/reading-cost', params);
		return cost!;
	}

	/**
	 * Makes the student after worked examples of each of these teachers (METRICS §8), and says which entries
	 * are to be asked. @throws AppError 'plan-invalid' where no teacher has enough to show
	 */
	async makeProbes(teacherIds: readonly string[], seed: number): Promise<readonly string[]> {
		const { local } = this;
		if (!local?.settings) throw notHere();
		const { db, teachers } = this.#options;
		const made: string[] = [];
		for (const teacherId of teacherIds) {
			const candidates = await db.query('student/worked-examples', {
				teacher: teacherId,
				student: local.id,
				maxChars: MAX_EXAMPLE_CHARS
			});
			const probe = planProbe(local.settings, candidates, `${seed} ${teacherId}`);
			if (probe === null) continue;
			const id = await teachers.addProbe(`${local.name} after ${teacherId}`, probe.settings);
			await db.append('probes', [
				{
					probe_id: id,
					student_id: local.id,
					teacher_id: teacherId,
					example_questions: probe.questionIds.join('|')
				}
			]);
			made.push(id);
		}
		if (made.length === 0) throw nothingToShow();
		return made;
	}

	/** Lets the student read every trajectory that it has not read. What was read is saved. */
	async read(withLocal: boolean): Promise<void> {
		if (this.#work.isRunning) return;
		if (!this.local?.settings) throw notHere();
		const student = { ...this.local, settings: this.local.settings };
		await this.#work.run((signal) => this.#read(student, withLocal, signal));
	}

	async #read(student: RunningTeacher, withLocal: boolean, signal: AbortSignal): Promise<void> {
		const { scorer, onSaved } = this.#options;
		const spent: Spent = { tokens: 0, seconds: 0 };
		this.#reading = { progress: NOTHING, loading: null, tokensPerSecond: null };
		try {
			const report = await scorer.scoreAll(
				{ id: student.id, settings: student.settings },
				withLocal,
				this.#listener(spent),
				signal
			);
			if (report.failed > 0) this.#tell(report);
		} finally {
			await this.#remember(student.id, withLocal, spent);
			await this.refresh().finally(() => (this.#reading = null));
			onSaved();
		}
	}

	cancel(): void {
		this.#work.cancel();
	}

	rest(): Promise<void> {
		return this.#work.rest();
	}

	/** How fast it read, for the next estimate. That it could not be saved is no loss: the scores are. */
	async #remember(studentId: string, withLocal: boolean, spent: Spent): Promise<void> {
		if (spent.tokens === 0) return;
		const finished = new Date().toISOString();
		const reading = {
			id: `${studentId} ${finished}`,
			student_id: studentId,
			with_local: withLocal,
			tokens: spent.tokens,
			seconds: spent.seconds,
			finished_at: finished
		};
		await this.#options.db.append('readings', [reading]).catch(() => undefined);
	}

	#listener(spent: Spent): ScoringListener {
		const rate = new RateWindow();
		const change = (changes: Partial<Reading>): void => {
			if (this.#reading !== null) this.#reading = { ...this.#reading, ...changes };
		};
		return {
			onLoad: (loading) => change({ loading }),
			onProgress: (progress) => change({ progress, loading: null }),
			onEvent: ({ tokens, seconds }) => {
				spent.tokens += tokens;
				spent.seconds += seconds;
				rate.add(tokens, performance.now());
				change({ tokensPerSecond: rate.rate(performance.now()), loading: null });
				this.#options.onSaved();
			}
		};
	}

	#tell({ failed, reason }: ScoringReport): void {
		this.#options.messages.notice(
			`${failed} ${failed === 1 ? 'trajectory' : 'trajectories'} could not be read by the student: ` +
				`${reason} All others are saved.`
		);
	}
}

function notHere(): AppError {
	return new AppError(
		'plan-invalid',
		'The student is not a model that runs here, so it cannot read anything. Nothing was changed. Choose the demo student or a teacher of your own.'
	);
}

function nothingToShow(): AppError {
	return new AppError(
		'plan-invalid',
		'No teacher has two correct responses that are short enough to be shown as examples. Nothing was started. Let the teachers answer more questions first.'
	);
}
