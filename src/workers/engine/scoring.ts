import type { ChatMessage, Engine, ScoredText } from '../../lib/core/generate/engine.ts';
import { encodeTrack } from '../../lib/core/generate/track-codec.ts';
import { trackSums } from '../../lib/core/generate/token-track.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { parseTeacherSettings } from '../../lib/core/run/parse-teacher-settings.ts';
import { messagesFor, type TeacherSettings } from '../../lib/core/run/teacher-settings.ts';
import { DEFAULT_WINDOW } from '../../lib/core/student/local-surprisal.ts';
import { scoreRow } from '../../lib/core/student/score-row.ts';
import { meansText, sentenceMeans } from '../../lib/core/student/sentence-means.ts';
import { textToRead } from '../../lib/core/student/text-to-read.ts';
import type { ScoringEvent, ScoringTask } from '../../lib/protocol/engine-api.ts';
import type { RemoteDatabase } from '../remote-database.ts';

export interface ScoringContext {
	readonly engine: Engine;
	readonly db: RemoteDatabase;
	/** Milliseconds. */
	readonly now: () => number;
}

/**
 * Reads trajectories under the loaded student and saves what it thinks of them: the token track first,
 * the row that names it last. One after another, so that a cancellation loses at most one.
 *
 * @throws Cancelled, or AppError
 */
export async function runScoringTask(
	{ engine, db, now }: ScoringContext,
	{ studentId, trajectoryIds, withLocal }: ScoringTask,
	onEvent: (event: ScoringEvent) => void,
	signal: AbortSignal
): Promise<void> {
	const settings = await studentSettings(db, studentId);
	const inputs = await db.query('student/inputs', { ids: trajectoryIds.join('|') });
	for (const input of inputs) {
		const startedAtMs = now();
		const response = textToRead(input);
		const request = {
			messages: promptOf(settings, input.question),
			response,
			thinking: settings.thinking,
			...(withLocal && { localWindow: DEFAULT_WINDOW })
		};
		const [scored] = await engine.score([request], signal);
		await save(db, studentId, input.id, response, scored!);
		onEvent({
			saved: [input.id],
			tokens: scored!.track.ids.length,
			seconds: (now() - startedAtMs) / 1000
		});
	}
}

/** The student's own prompt: its first, where it has several. */
function promptOf(settings: TeacherSettings, question: string): readonly ChatMessage[] {
	return messagesFor(settings.systemPrompt, settings.prompts[0]!, question);
}

async function save(
	db: RemoteDatabase,
	scorer: string,
	trajectoryId: string,
	response: string,
	scored: ScoredText
): Promise<void> {
	const { tokens, sumLogprob, sumEntropy } = trackSums(scored.track);
	const sums: Row<'token_tracks'> = {
		trajectory_id: trajectoryId,
		scorer,
		tokens,
		sum_logprob: finite(sumLogprob),
		sum_entropy: finite(sumEntropy)
	};
	const { track, starts, truncated } = scored;
	const means = sentenceMeans(response, { logprobs: track.logprobs, starts, truncated });
	await db.appendTracks([{ trajectoryId, scorer, bytes: encodeTrack(track, starts) }]);
	await db.append('token_tracks', [sums]);
	await db.append('sentence_logprobs', [
		{ trajectory_id: trajectoryId, scorer, means: meansText(means) }
	]);
	await db.append('scores', [scoreRow(trajectoryId, scorer, response, scored)]);
}

/** A sum that is not finite is no sum; the row in `scores` says why. */
function finite(sum: number): number {
	return Number.isFinite(sum) ? sum : 0;
}

async function studentSettings(db: RemoteDatabase, id: string): Promise<TeacherSettings> {
	const [row] = await db.query('run/teacher', { id });
	const settings = row === undefined ? null : parseTeacherSettings(row.settings);
	if (settings !== null) return settings;
	throw new AppError(
		'plan-invalid',
		'The student, or its settings, is not in the project any more. What was scored is safe. Choose a student again.'
	);
}
