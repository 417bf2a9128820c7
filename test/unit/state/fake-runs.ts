import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';
import type { RunPlan } from '../../../src/lib/core/run/run-plan.ts';
import { teacherSettingsJson } from '../../../src/lib/core/run/teacher-settings.ts';
import type { Row, TableName } from '../../../src/lib/core/model/tables.ts';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import type { QueryName, QueryParams, QueryRow } from '../../../src/lib/protocol/queries.ts';
import type { RunExecutor, RunListener } from '../../../src/lib/services/run-executor.ts';
import type { Unattended } from '../../../src/lib/services/unattended.ts';

/** A project with questions q0 to q9 and one local teacher; answers the queries of runs. */
export class FakeDb {
	readonly settings = teacherSettingsJson(DEMO_TEACHERS[0]!.settings);
	questions = Array.from({ length: 10 }, (_, index) => `q${index}`);
	readonly runs = new Map<string, Row<'runs'>>();
	readonly asked = new Map<string, string[]>();
	readonly failures = new Map<string, Row<'failures'>>();
	readonly teachers = new Map<string, Row<'teachers'>>();
	readonly written = new Set<string>();
	/** Fails the next append. */
	failure: Error | null = null;

	async append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
		if (this.failure) throw this.failure;
		for (const row of rows) {
			if (table === 'runs') this.runs.set((row as Row<'runs'>).id, row as Row<'runs'>);
			if (table === 'teachers')
				this.teachers.set((row as Row<'teachers'>).id, row as Row<'teachers'>);
			if (table === 'failures') {
				this.failures.set((row as Row<'failures'>).job_id, row as Row<'failures'>);
			}
			if (table === 'run_questions') {
				const { run_id, question_id } = row as Row<'run_questions'>;
				this.asked.set(run_id, [...(this.asked.get(run_id) ?? []), question_id]);
			}
		}
	}

	async query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
		return this.#rows(name, params as never) as QueryRow<Q>[];
	}

	#rows(
		name: QueryName,
		given: { run: string; teachers: string; samples: number; limit: number; ids: string }
	): unknown[] {
		switch (name) {
			case 'run/draw-questions':
				return this.questions.slice(0, given.limit).map((id) => ({ id }));
			case 'run/runs':
				return [...this.runs.values()]
					.map((run) => ({ ...run, questions: this.asked.get(run.id)?.length ?? 0 }))
					.reverse();
			case 'run/progress':
				return given.teachers.split('|').map((teacher_id) => ({
					teacher_id,
					name: `Teacher ${teacher_id}`,
					settings: this.settings,
					total: (this.asked.get(given.run)?.length ?? 0) * given.samples,
					done: this.written.size,
					failed: this.#failed(given.run).length,
					responses: 0,
					tokens: 0,
					seconds: 0
				}));
			case 'run/pending':
				return this.questions.map((question_id) => ({ question_id, sample_index: 0 }));
			case 'run/failures':
				return this.#failed(given.run).map((row) => ({ ...row, teacher: '', question: '' }));
			case 'run/question-texts':
				return given.ids.split('|').map((id) => ({ id, text: `Text of ${id}` }));
			case 'run/local-teachers':
				return [...this.teachers.values()].map(({ id, name: called, settings }) => ({
					id,
					name: called,
					settings,
					responses: 0,
					tokens: 0,
					seconds: 0
				}));
			default:
				return [];
		}
	}

	#failed(runId: string): Row<'failures'>[] {
		return [...this.failures.values()].filter((row) => row.run_id === runId && row.reason !== '');
	}
}

/** Runs until the test ends it, or until it is aborted. */
export class FakeExecutor implements RunExecutor {
	calls = 0;
	listener: RunListener | null = null;
	#resolve: () => void = () => undefined;
	#reject: (error: unknown) => void = () => undefined;

	execute(
		_runId: string,
		_plan: RunPlan,
		_teachers: unknown,
		listener: RunListener,
		signal: AbortSignal
	): Promise<void> {
		this.calls += 1;
		this.listener = listener;
		return new Promise((resolve, reject) => {
			this.#resolve = resolve;
			this.#reject = reject;
			signal.addEventListener('abort', () => reject(new Cancelled()));
		});
	}

	finish(): void {
		this.#resolve();
	}
	fail(error: unknown): void {
		this.#reject(error);
	}
}

export class FakeUnattended implements Unattended {
	awake = 0;
	readonly notifications: string[] = [];
	allows = true;

	keepAwake(): () => void {
		this.awake += 1;
		return () => void (this.awake -= 1);
	}
	notificationProblem(): string {
		return '';
	}
	allowNotifications(): Promise<boolean> {
		return Promise.resolve(this.allows);
	}
	notify(title: string): void {
		this.notifications.push(title);
	}
}
