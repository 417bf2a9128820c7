import type { RollOut } from '../../lib/core/generate/engine.ts';
import type { Device } from '../../lib/core/generate/model-ref.ts';
import { encodeTrack } from '../../lib/core/generate/track-codec.ts';
import { trackSums } from '../../lib/core/generate/token-track.ts';
import { detectReasoningStyle } from '../../lib/core/model/reasoning.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { GenerationJob } from '../../lib/core/run/run-plan.ts';
import type { Variant } from '../../lib/core/run/teacher-settings.ts';
import { meansText, sentenceMeans } from '../../lib/core/student/sentence-means.ts';
import type { SavedTrack } from '../../lib/protocol/db-api.ts';

/** A finished response with all that its rows say. */
export interface FinishedJob {
	readonly runId: string;
	readonly teacherId: string;
	readonly job: GenerationJob;
	readonly variant: Variant;
	readonly rollOut: RollOut;
	readonly runtime: string;
	readonly device: Device;
	readonly batchSize: number;
	/** ISO 8601. */
	readonly finishedAt: string;
}

/** `token_tracks.scorer` of the model that wrote the trajectory. */
export const WRITER = 'teacher';

export function trajectoryRow({
	runId,
	teacherId,
	job,
	rollOut
}: FinishedJob): Row<'trajectories'> {
	const style = detectReasoningStyle(rollOut.text, null);
	return {
		id: job.id,
		question_id: job.questionId,
		teacher_id: teacherId,
		sample_index: job.sampleIndex,
		response: rollOut.text,
		reasoning: null,
		// A response that was cut off inside a prefilled <think> has no mark that would tell.
		reasoning_style: rollOut.startsInThinking && style === 'none' ? 'think-prefilled' : style,
		finish_reason: rollOut.finishReason,
		reported_tokens: rollOut.track.ids.length,
		import_id: runId,
		line: 0
	};
}

/** @param engineSeconds this response's share of the engine's time */
export function generationRow(finished: FinishedJob, engineSeconds: number): Row<'generations'> {
	const { job, variant, rollOut } = finished;
	return {
		trajectory_id: job.id,
		run_id: finished.runId,
		seed: job.seed,
		variant: variant.index,
		prompt: variant.prompt,
		temperature: variant.temperature,
		runtime: finished.runtime,
		device: finished.device,
		prompt_tokens: rollOut.promptTokens,
		tokens: rollOut.track.ids.length,
		engine_seconds: engineSeconds,
		batch_size: finished.batchSize,
		finished_at: finished.finishedAt
	};
}

export function tokenTrackRow({ job, rollOut }: FinishedJob): Row<'token_tracks'> {
	const { tokens, sumLogprob, sumEntropy } = trackSums(rollOut.track);
	return {
		trajectory_id: job.id,
		scorer: WRITER,
		tokens,
		sum_logprob: sumLogprob,
		sum_entropy: sumEntropy
	};
}

export function sentenceRow({ job, rollOut }: FinishedJob): Row<'sentence_logprobs'> {
	const { text, track, starts } = rollOut;
	const means = sentenceMeans(text, { logprobs: track.logprobs, starts, truncated: false });
	return { trajectory_id: job.id, scorer: WRITER, means: meansText(means) };
}

export function savedTrack({ job, rollOut }: FinishedJob): SavedTrack {
	return {
		trajectoryId: job.id,
		scorer: WRITER,
		bytes: encodeTrack(rollOut.track, rollOut.starts)
	};
}
