import type { Ids } from '../model/ids.ts';
import type { GenerationJob } from './run-plan.ts';

/** A sample that is still to be written: a row of the query 'run/pending'. */
export interface PendingSample {
	readonly question_id: string;
	readonly sample_index: number;
}

/**
 * The jobs of a teacher. Id and seed follow from the run's seed, the question, the teacher and the
 * sample: the same job is the same job on every machine and after every restart.
 */
export function jobsOf(
	ids: Pick<Ids, 'job'>,
	runSeed: number,
	teacherId: string,
	pending: readonly PendingSample[]
): GenerationJob[] {
	return pending.map(({ question_id: questionId, sample_index: sampleIndex }) => {
		const id = ids.job({ questionId, teacherId, sampleIndex, seed: runSeed });
		return { id, questionId, sampleIndex, seed: seedOf(id) };
	});
}

/** The first 32 bits of a job's id, which is a hash. */
export function seedOf(jobId: string): number {
	return Number.parseInt(jobId.slice(0, 8), 16);
}
