import type { Engine, GenerateRequest, LoadedModel } from '../../lib/core/generate/engine.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { parseTeacherSettings } from '../../lib/core/run/parse-teacher-settings.ts';
import type { GenerationJob } from '../../lib/core/run/run-plan.ts';
import {
	messagesFor,
	type TeacherSettings,
	type Variant,
	variantOf
} from '../../lib/core/run/teacher-settings.ts';
import type {
	GenerationEvent,
	GenerationReport,
	GenerationTask
} from '../../lib/protocol/engine-api.ts';
import type { RemoteDatabase } from '../remote-database.ts';
import { EventBatcher } from './event-batcher.ts';
import { TrajectorySaver } from './trajectory-saver.ts';

export interface GenerationContext {
	readonly engine: Engine;
	readonly db: RemoteDatabase;
	readonly loaded: LoadedModel;
	readonly now: () => number;
}

/** A job with the question and the teacher's variant put together. */
interface PreparedJob {
	readonly job: GenerationJob;
	readonly variant: Variant;
	readonly request: GenerateRequest;
}

/**
 * Writes the jobs of one task and saves them. What finished is saved, however this ends.
 * @throws Cancelled, or AppError
 */
export async function runGenerationTask(
	{ engine, db, loaded, now }: GenerationContext,
	task: GenerationTask,
	onEvent: (event: GenerationEvent) => void,
	signal: AbortSignal
): Promise<GenerationReport> {
	const startedAtMs = now();
	const prepared = await prepare(db, task);
	const events = new EventBatcher(onEvent, now);
	const saver = new TrajectorySaver(db, (jobIds) => events.saved(jobIds), now);
	// A disk that is full ends the task: what would be written could not be kept.
	const stop = new AbortController();
	const either = AbortSignal.any([signal, stop.signal]);
	try {
		await engine.generate(
			prepared.map(({ request }) => request),
			{
				onText: (index, text, tokens) => {
					events.text(prepared[index]!.job.id, text, tokens);
					if (saver.failed) stop.abort();
				},
				onEnd: (index, rollOut) => {
					const { job, variant } = prepared[index]!;
					events.count(job.id, rollOut.track.ids.length);
					saver.add({
						runId: task.runId,
						teacherId: task.teacherId,
						job,
						variant,
						rollOut,
						runtime: `${engine.name}, ${loaded.runtime}`,
						device: loaded.device,
						batchSize: prepared.length,
						finishedAt: new Date().toISOString()
					});
				}
			},
			either
		);
	} finally {
		await saver.flush();
		events.flush();
	}
	return { saved: saver.saved, tokens: events.tokens, elapsedMs: now() - startedAtMs };
}

async function prepare(db: RemoteDatabase, task: GenerationTask): Promise<PreparedJob[]> {
	const settings = await teacherSettings(db, task.teacherId);
	const ids = [...new Set(task.jobs.map(({ questionId }) => questionId))];
	const rows = await db.query('run/question-texts', { ids: ids.join('|') });
	const texts = new Map(rows.map(({ id, text }) => [id, text]));
	return task.jobs.map((job) => {
		const variant = variantOf(settings, job.sampleIndex);
		const question = texts.get(job.questionId);
		if (question === undefined) throw missing('A question of this run');
		const request: GenerateRequest = {
			messages: messagesFor(settings.systemPrompt, variant.prompt, question, settings.examples),
			sampling: { ...settings.sampling, temperature: variant.temperature },
			seed: job.seed,
			thinking: settings.thinking
		};
		return { job, variant, request };
	});
}

async function teacherSettings(db: RemoteDatabase, id: string): Promise<TeacherSettings> {
	const [row] = await db.query('run/teacher', { id });
	const settings = row === undefined ? null : parseTeacherSettings(row.settings);
	if (settings === null) throw missing('A teacher of this run, or its settings,');
	return settings;
}

function missing(what: string): AppError {
	return new AppError(
		'plan-invalid',
		`${what} is not in the project any more. What was written is safe. Make a new run.`
	);
}
