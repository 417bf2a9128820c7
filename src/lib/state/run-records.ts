import { AppError } from '../core/model/errors.ts';
import { createIds } from '../core/model/ids.ts';
import { parseTeacherSettings } from '../core/run/parse-teacher-settings.ts';
import { parseRunPlan, planProblems, type RunPlan, type RunState } from '../core/run/run-plan.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { RunningTeacher } from '../services/run-executor.ts';

/** A run as it is saved. */
export interface RunRecord {
	readonly id: string;
	/** null where the project holds a plan that this version cannot read. */
	readonly plan: RunPlan | null;
	readonly state: RunState;
	/** ISO 8601. */
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly questions: number;
}

/** A saved run whose plan can be read: what can be executed. */
export type UsableRun = RunRecord & { readonly plan: RunPlan };

export type RunProgressRow = QueryRow<'run/progress'>;
export type FailureRow = QueryRow<'run/failures'>;

const NO_LIMIT = 0x7fff_ffff;
const STATES: readonly RunState[] = ['running', 'paused', 'cancelled', 'done'];

/** Reads and writes what is saved about runs. */
export class RunRecords {
	readonly #db: Pick<PageDb, 'query' | 'append'>;

	constructor(db: Pick<PageDb, 'query' | 'append'>) {
		this.#db = db;
	}

	/** The latest first. */
	async list(): Promise<RunRecord[]> {
		const rows = await this.#db.query('run/runs', {});
		return rows.map((row) => ({
			id: row.id,
			plan: parseRunPlan(row.plan),
			state: STATES.find((state) => state === row.state) ?? 'cancelled',
			createdAt: row.created_at,
			updatedAt: row.updated_at,
			questions: row.questions
		}));
	}

	/**
	 * Draws the questions and saves the run, so that it can be resumed after anything.
	 * @throws AppError 'plan-invalid'
	 */
	async create(plan: RunPlan): Promise<UsableRun> {
		const [problem] = planProblems(plan);
		if (problem !== undefined) throw new AppError('plan-invalid', problem);
		const questions = await this.#db.query('run/draw-questions', {
			domain: plan.domain,
			seed: plan.seed,
			limit: plan.questionLimit ?? NO_LIMIT
		});
		if (questions.length === 0) {
			throw new AppError(
				'plan-invalid',
				'There is no question to ask. Nothing was started. Bring in questions under Project, or choose another domain.'
			);
		}
		const createdAt = new Date().toISOString();
		// Two runs may begin in the same millisecond.
		const earlier = await this.#db.query('run/runs', {});
		const ids = await createIds();
		const id = ids.run(JSON.stringify(plan), `${createdAt}, ${earlier.length} before`);
		// The questions first: a run that is there has all of them.
		await this.#db.append(
			'run_questions',
			questions.map((question, position) => ({ run_id: id, question_id: question.id, position }))
		);
		const run: UsableRun = {
			id,
			plan,
			state: 'running',
			createdAt,
			updatedAt: createdAt,
			questions: questions.length
		};
		await this.save(run, 'running');
		return run;
	}

	async save(run: UsableRun, state: RunState): Promise<void> {
		await this.#db.append('runs', [
			{
				id: run.id,
				plan: JSON.stringify(run.plan),
				state,
				created_at: run.createdAt,
				updated_at: new Date().toISOString()
			}
		]);
	}

	/** How far each teacher is, in the order of the plan. */
	progress({ id, plan }: UsableRun): Promise<RunProgressRow[]> {
		return this.#db.query('run/progress', {
			run: id,
			teachers: plan.teacherIds.join('|'),
			samples: plan.samplesPerQuestion
		});
	}

	failures(runId: string): Promise<FailureRow[]> {
		return this.#db.query('run/failures', { run: runId });
	}

	/** Makes jobs that were given up pending again. @returns how many. */
	async forgive(runId: string): Promise<number> {
		const failures = await this.failures(runId);
		if (failures.length === 0) return 0;
		await this.#db.append(
			'failures',
			failures.map(({ job_id, teacher_id, question_id, sample_index }) => ({
				job_id,
				run_id: runId,
				teacher_id,
				question_id,
				sample_index,
				reason: ''
			}))
		);
		return failures.length;
	}
}

/** @throws AppError 'plan-invalid' where a teacher's settings cannot be read */
export function runningTeachers(rows: readonly RunProgressRow[]): RunningTeacher[] {
	return rows.map(({ teacher_id: id, name, settings: json }) => {
		const settings = parseTeacherSettings(json);
		if (settings) return { id, settings };
		throw new AppError(
			'plan-invalid',
			`The settings of the teacher ‘${name}’ cannot be read by this version of Retort, so the run cannot go on. What was written is safe. Plan a run without this teacher.`
		);
	});
}
