import { AppError, isCancelled } from '../core/model/errors.ts';
import type { RunPlan, RunState as SavedState } from '../core/run/run-plan.ts';
import type { TeacherStart } from '../core/run/run-progress.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { RunExecutor } from '../services/run-executor.ts';
import type { Unattended } from '../services/unattended.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import { RunMonitor } from './run-monitor.svelte.ts';
import {
	RunRecords,
	runningTeachers,
	type FailureRow,
	type RunProgressRow,
	type RunRecord,
	type UsableRun
} from './run-records.ts';

/** 'interrupted': it was running when the page was left. */
export type RunPhase = 'running' | 'pausing' | 'interrupted' | 'paused' | 'cancelled' | 'done';

export interface RunOptions {
	readonly db: Pick<PageDb, 'query' | 'append'>;
	readonly executor: RunExecutor;
	readonly unattended: Unattended;
	readonly messages: MessagesState;
	readonly readOnly: () => boolean;
	/** Something else is using a model. */
	readonly isBusy?: () => boolean;
	/** Seconds per trajectory of a teacher that has written nothing yet. */
	readonly assumedSeconds: (row: RunProgressRow) => number | null;
	/** Something was saved; called often. */
	readonly onSaved: () => void;
	/** A run began or came to rest. */
	readonly onTurn: (isRunning: boolean) => void;
	readonly now?: () => number;
}

/** Runs of local teachers: at most one goes on, and the one that is shown may be an earlier one. */
export class RunState {
	readonly #options: RunOptions;
	readonly #records: RunRecords;
	readonly #now: () => number;

	#runs = $state.raw<readonly RunRecord[]>([]);
	#current = $state.raw<UsableRun | null>(null);
	#phase = $state<RunPhase>('done');
	#rows = $state.raw<readonly RunProgressRow[]>([]);
	#failures = $state.raw<readonly FailureRow[]>([]);
	#monitor = $state.raw<RunMonitor | null>(null);
	#notifies = $state(false);
	#abort: AbortController | null = null;
	/** What the run becomes once it has come to rest. 'running': the page leaves it for later. */
	#wish: SavedState = 'paused';
	#execution: Promise<void> = Promise.resolve();

	constructor(options: RunOptions) {
		this.#options = options;
		this.#records = new RunRecords(options.db);
		this.#now = options.now ?? (() => performance.now());
	}

	get runs(): readonly RunRecord[] {
		return this.#runs;
	}
	/** The run that is shown: the one that goes on, otherwise the latest or the chosen one. */
	get current(): UsableRun | null {
		return this.#current;
	}
	get phase(): RunPhase {
		return this.#phase;
	}
	get isRunning(): boolean {
		return this.#phase === 'running' || this.#phase === 'pausing';
	}
	get monitor(): RunMonitor | null {
		return this.#monitor;
	}
	/** Teachers of the current run, with their names. */
	get teachers(): readonly RunProgressRow[] {
		return this.#rows;
	}
	get failures(): readonly FailureRow[] {
		return this.#failures;
	}
	get notifies(): boolean {
		return this.#notifies;
	}
	/** Why no notification can be shown; '' where it can. */
	notificationProblem(): string {
		return this.#options.unattended.notificationProblem();
	}

	clear(): void {
		this.#runs = [];
		this.#rows = [];
		this.#failures = [];
		this.#current = null;
		this.#monitor = null;
		this.#phase = 'done';
	}

	/** Of a project that was just opened: its runs, and how far the latest is. */
	async load(): Promise<void> {
		await this.#refreshList();
		const unfinished = this.#runs.find(({ state }) => state === 'running' || state === 'paused');
		const shown = unfinished ?? this.#runs[0];
		if (shown) await this.show(shown.id);
	}

	/** Shows another run; while one goes on, only that one. */
	async show(runId: string): Promise<void> {
		const run = this.#runs.find(({ id }) => id === runId);
		if (this.isRunning || !run || !isUsable(run)) return;
		await this.#look(run, run.state === 'running' ? 'interrupted' : run.state);
	}

	/** Saves the plan and begins. Resolves when the run has begun. @throws AppError 'plan-invalid', 'read-only' */
	async start(plan: RunPlan): Promise<void> {
		this.#mustBeFree();
		const run = await this.#records.create(plan);
		await this.#refreshList();
		await this.#begin(run);
	}

	/** Goes on with the run that is shown. */
	async resume(): Promise<void> {
		this.#mustBeFree();
		const run = this.#current;
		if (!run) return;
		await this.#records.save(run, 'running');
		await this.#begin(run);
	}

	/** Tries again what was given up. */
	async retryFailed(): Promise<void> {
		this.#mustBeFree();
		if (this.#current && (await this.#records.forgive(this.#current.id)) > 0) await this.resume();
	}

	/** What is being written is lost, what is finished is kept. Resolves when the models are at rest. */
	async pause(): Promise<void> {
		await this.#stop('paused');
	}

	/** As `pause`, and the run is over; what it wrote stays. */
	async cancel(): Promise<void> {
		if (this.isRunning) return this.#stop('cancelled');
		if (!this.#current || this.#options.readOnly()) return;
		await this.#records.save(this.#current, 'cancelled');
		this.#phase = 'cancelled';
		await this.#refreshList();
	}

	/** The project is about to be closed: the run waits there until it is opened again. */
	async leave(): Promise<void> {
		await this.#stop('running');
		this.clear();
	}

	/** After a click only: the browser may ask. */
	async setNotifies(wanted: boolean): Promise<void> {
		this.#notifies = wanted && (await this.#options.unattended.allowNotifications());
	}

	#mustBeFree(): void {
		if (this.#options.readOnly()) {
			throw new AppError(
				'read-only',
				'This project is open in another tab, which can run it. Nothing was changed here.'
			);
		}
		if (this.isRunning) {
			throw new AppError('plan-invalid', 'A run is going on. Pause or cancel it first.');
		}
		if (this.#options.isBusy?.() === true) {
			throw new AppError(
				'plan-invalid',
				'The student is reading trajectories, and one model works at a time. Cancel the reading or wait for its end.'
			);
		}
	}

	async #stop(wish: SavedState): Promise<void> {
		if (!this.isRunning) return;
		this.#wish = wish;
		this.#phase = 'pausing';
		this.#abort?.abort();
		await this.#execution;
	}

	async #look(run: UsableRun, phase: RunPhase): Promise<void> {
		const [rows, failures] = await Promise.all([
			this.#records.progress(run),
			this.#records.failures(run.id)
		]);
		this.#rows = rows;
		this.#failures = failures;
		this.#current = run;
		this.#monitor = new RunMonitor({
			db: this.#options.db,
			runId: run.id,
			plan: run.plan,
			starts: rows.map((row) => this.#startOf(row)),
			now: this.#now,
			onSaved: this.#options.onSaved
		});
		this.#phase = phase;
	}

	#startOf(row: RunProgressRow): TeacherStart {
		const { teacher_id: teacherId, total, done, failed, responses, tokens, seconds } = row;
		const measured = { responses, tokens, seconds };
		const assumedSecondsPerJob = this.#options.assumedSeconds(row);
		return { teacherId, total, done, failed, measured, assumedSecondsPerJob };
	}

	async #begin(run: UsableRun): Promise<void> {
		await this.#look(run, 'running');
		this.#wish = 'paused';
		this.#abort = new AbortController();
		this.#options.onTurn(true);
		this.#execution = this.#execute(run, this.#abort.signal);
	}

	async #execute(run: UsableRun, signal: AbortSignal): Promise<void> {
		const { executor, messages, unattended, onTurn } = this.#options;
		const letSleep = unattended.keepAwake();
		const monitor = this.#monitor!;
		let outcome: SavedState = 'paused';
		try {
			const teachers = runningTeachers(this.#rows);
			await executor.execute(run.id, run.plan, teachers, monitor, signal);
			outcome = monitor.someTeacherFailed ? 'paused' : 'done';
		} catch (error) {
			if (isCancelled(error)) outcome = this.#wish;
			else messages.error(error);
		}
		letSleep();
		monitor.rest();
		await messages.guard(() => this.#settle(run, outcome, monitor));
		onTurn(false);
		if (this.#notifies && !signal.aborted) this.#tell(outcome, monitor);
	}

	async #settle(run: UsableRun, outcome: SavedState, monitor: RunMonitor): Promise<void> {
		this.#phase = outcome === 'running' ? 'interrupted' : outcome;
		if (outcome !== 'running') await this.#records.save(run, outcome);
		if (monitor.progress.failed > 0) this.#failures = await this.#records.failures(run.id);
		await this.#refreshList();
	}

	#tell(outcome: SavedState, { progress: { done, total } }: RunMonitor): void {
		const numbers = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} trajectories are written.`;
		this.#options.unattended.notify(
			outcome === 'done' ? 'The run is done' : 'The run stopped early',
			numbers
		);
	}

	async #refreshList(): Promise<void> {
		this.#runs = await this.#records.list();
	}
}

function isUsable(run: RunRecord): run is UsableRun {
	return run.plan !== null;
}
