import { describe, expect, it } from 'vitest';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import { jobsOf, seedOf } from '../../../src/lib/core/run/jobs.ts';

const ids = await createIds();
const pending = [
	{ question_id: 'q1', sample_index: 0 },
	{ question_id: 'q1', sample_index: 1 },
	{ question_id: 'q2', sample_index: 0 }
];

describe('the jobs of a teacher', () => {
	it('are one for each sample that is still to be written, in order', () => {
		expect(
			jobsOf(ids, 7, 't', pending).map(({ questionId, sampleIndex }) => [questionId, sampleIndex])
		).toEqual([
			['q1', 0],
			['q1', 1],
			['q2', 0]
		]);
	});

	it('are the same ones whenever they are asked for, and others for another run or teacher', () => {
		const jobs = jobsOf(ids, 7, 't', pending);
		expect(jobsOf(ids, 7, 't', pending.slice(1))).toEqual(jobs.slice(1));
		const others = [jobsOf(ids, 8, 't', pending), jobsOf(ids, 7, 'u', pending)];
		const all = [jobs, ...others].flat();
		expect(new Set(all.map(({ id }) => id)).size).toBe(9);
		expect(new Set(all.map(({ seed }) => seed)).size).toBe(9);
	});

	it('draw from the first 32 bits of their id', () => {
		expect(seedOf('0000000afff')).toBe(10);
		expect(seedOf('ffffffff0')).toBe(0xffffffff);
	});
});
