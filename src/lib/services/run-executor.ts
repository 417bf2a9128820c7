import type { LoadedModel, LoadProgress } from '../core/generate/engine.ts';
import type { RunPlan } from '../core/run/run-plan.ts';
import type { TeacherSettings } from '../core/run/teacher-settings.ts';
import type { GenerationEvent } from '../protocol/engine-api.ts';

export interface RunningTeacher {
	readonly id: string;
	readonly settings: TeacherSettings;
}

/** What a run tells while it goes on. */
export interface RunListener {
	onLoad(teacherId: string, progress: LoadProgress): void;
	onLoaded(teacherId: string, model: LoadedModel): void;
	onEvent(teacherId: string, event: GenerationEvent): void;
	/** Jobs that failed three times; they are saved as failures. */
	onFailed(teacherId: string, jobs: number, reason: string): void;
	/** Nothing of this teacher is left, or its model cannot be loaded; the next one is taken up. */
	onTeacherDone(teacherId: string, failure: string | null): void;
}

/** Works off what a run has pending. */
export interface RunExecutor {
	/**
	 * Asks the teachers one after another until nothing is pending. What finished is saved; aborting
	 * loses at most the responses that are being written. A worker that dies or a device that is lost
	 * is replaced and its jobs are tried again, three times.
	 * @throws Cancelled, or AppError where nothing can be read or saved any more
	 */
	execute(
		runId: string,
		plan: RunPlan,
		teachers: readonly RunningTeacher[],
		listener: RunListener,
		signal: AbortSignal
	): Promise<void>;
}
