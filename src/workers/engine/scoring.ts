import type { ChatMessage, Engine, ScoredText } from '../../lib/core/generate/engine.ts';
import { encodeTrack } from '../../lib/core/generate/track-codec.ts';
import { trackSums } from '../../lib/core/generate/token-track.ts';
import { assistantText } from '../../lib/core/export/assistant-text.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { type ReasoningStyle, splitReasoning } from '../../lib/core/model/reasoning.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { parseTeacherSettings } from '../../lib/core/run/parse-teacher-settings.ts';
import { messagesFor, type TeacherSettings } from '../../lib/core/run/teacher-settings.ts';
import { DEFAULT_WINDOW } from '../../lib/core/student/local-surprisal.ts';
import { scoreRow } from '../../lib/core/student/score-row.ts';
import type { ScoringEvent, ScoringTask } from '../../lib/protocol/engine-api.ts';
import type { QueryRow } from '../../lib/protocol/queries.ts';
import type { RemoteDatabase } from '../remote-database.ts';

export interface ScoringContext {
	readonly engine: Engine;
	readonly db: RemoteDatabase;
}

type Input = QueryRow<'student/inputs'>;

/**
 * Reads trajectories under the loaded student and saves what it thinks of them: the token track first,
 * the row that names it last. One after another, so that a cancellation loses at most one.
 *
 * @throws Cancelled, or AppError
 */
export async function runScoringTask(
	{ engine, db }: ScoringContext,
	{ studentId, trajectoryIds, withLocal }: ScoringTask,
	onEvent: (event: ScoringEvent) => void,
	signal: AbortSignal
): Promise<void> {
	const settings = await studentSettings(db, studentId);
	const inputs = await db.query('student/inputs', { ids: trajectoryIds.join('|') });
	for (const input of inputs) {
		const response = textToScore(input);
		const request = {
			messages: promptOf(settings, input.question),
			response,
			thinking: settings.thinking,
			...(withLocal && { localWindow: DEFAULT_WINDOW })
		};
		const [scored] = await engine.score([request], signal);
		await save(db, studentId, input.id, response, scored!);
		onEvent({ saved: [input.id], tokens: scored!.track.ids.length });
	}
}

/** The student's own prompt: its first, where it has several. */
function promptOf(settings: TeacherSettings, question: string): readonly ChatMessage[] {
	return messagesFor(settings.systemPrompt, settings.prompts[0]!, question);
}

/**
 * The response as the student would have to write it. One that has its reasoning inline is taken as it is;
 * other marks are written as <think>, as the export does.
 */
function textToScore({ response, reasoning, reasoning_style }: Input): string {
	const style = reasoning_style as ReasoningStyle;
	if (style === 'think' || style === 'none') return response;
	return assistantText(splitReasoning({ response, reasoning, style }), 'inline');
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
	await db.appendTracks([{ trajectoryId, scorer, bytes: encodeTrack(scored.track) }]);
	await db.append('token_tracks', [sums]);
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
