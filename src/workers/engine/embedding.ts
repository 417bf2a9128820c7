import type { Engine } from '../../lib/core/generate/engine.ts';
import { textToRead } from '../../lib/core/student/text-to-read.ts';
import type { EmbeddingTask } from '../../lib/protocol/engine-api.ts';
import type { RemoteDatabase } from '../remote-database.ts';

export interface EmbeddingContext {
	readonly engine: Pick<Engine, 'embed'>;
	readonly db: RemoteDatabase;
}

/**
 * Finds a vector for each trajectory and saves it: the vectors first, the rows that name them last, all of a
 * task together, so that a cancellation loses a task at most.
 *
 * @throws Cancelled, or AppError
 */
export async function runEmbeddingTask(
	{ engine, db }: EmbeddingContext,
	{ embedder, trajectoryIds }: EmbeddingTask,
	onSaved: (trajectoryIds: readonly string[]) => void,
	signal: AbortSignal
): Promise<void> {
	const inputs = await db.query('student/inputs', { ids: trajectoryIds.join('|') });
	const vectors = await engine.embed(inputs.map(textToEmbed), signal);
	await db.appendTracks(
		inputs.map(({ id }, i) => ({
			trajectoryId: id,
			scorer: embedder,
			bytes: new Uint8Array(Float32Array.from(vectors[i]!).buffer)
		}))
	);
	await db.append(
		'embeddings',
		inputs.map(({ id }, i) => ({
			trajectory_id: id,
			embedder,
			dimensions: vectors[i]!.length
		}))
	);
	onSaved(inputs.map(({ id }) => id));
}

/** A text without a token has no vector: an empty response stands where a line end does. */
function textToEmbed(input: Parameters<typeof textToRead>[0]): string {
	return textToRead(input) || '\n';
}
