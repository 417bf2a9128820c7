import { expect, it } from 'vitest';
import { compareTeachers } from '../../src/lib/core/stats/compare-teachers.ts';
import { scoreRow } from '../../src/lib/core/student/score-row.ts';
import type { TokenTrack } from '../../src/lib/core/generate/token-track.ts';
import { reference, referenceTrack, trackOf } from '../unit/student/student-reference.ts';
import { createNodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { loadProject, question, teacher } from './project-rows.ts';

/** What the student thinks of a teacher's texts together (METRICS §3), which SQL puts together. */

const duckdb = await createNodeDatabase();
const db = new NodeRemote(duckdb);

interface Read {
	readonly id: string;
	readonly teacherId: string;
	readonly track: TokenTrack;
}

/** The metrics of these teachers, all of whose texts answer one question. */
async function metricsOf(read: readonly Read[]) {
	const teachers = [...new Set(read.map(({ teacherId }) => teacherId))];
	await duckdb.run('DELETE FROM scores');
	await loadProject(duckdb, {
		questions: [question('q1')],
		teachers: teachers.map((id) => teacher(id)),
		answers: read.map(({ id, teacherId }, sample) => {
			return { id, question: 'q1', teacher: teacherId, response: id, sample };
		})
	});
	await db.append(
		'scores',
		read.map(({ id, track }) => {
			const starts = new Int32Array(track.ids.length);
			const scored = { track, starts, localTrack: null, truncated: false, promptTokens: 0 };
			return scoreRow(id, 'S', id, scored);
		})
	);
	const rows = await db.query('analysis/question-matrix', {
		teachers: teachers.join('|'),
		student: 'S'
	});
	const metrics = compareTeachers(rows, { teachers, seed: 1, resamples: 10 });
	return (name: string, teacherId: string): number | null =>
		metrics.find(({ metric }) => metric === name)?.estimates[teachers.indexOf(teacherId)]?.value ??
		null;
}

it('agrees with the reference: RSR of each teacher, and of all texts', async () => {
	const read = reference.trajectories.map((trajectory) => ({
		id: trajectory.name,
		teacherId: trajectory.teacherId,
		track: referenceTrack(trajectory)
	}));
	const expected = Object.entries(reference.set.rsr['100']!);
	expect(expected.length).toBeGreaterThan(3);
	const byTeacher = await metricsOf(read);
	const together = await metricsOf(read.map((one) => ({ ...one, teacherId: 'all' })));
	for (const [teacherId, rsr] of expected) {
		const mine = (teacherId === 'all' ? together : byTeacher)('rsr', teacherId)!;
		expect(Math.abs(mine - rsr) / rsr, teacherId).toBeLessThan(1e-3);
	}
});

const short = { id: 'short', teacherId: 'T', track: trackOf([-4], [10]) };
const long = { id: 'long', teacherId: 'T', track: trackOf([-1, -1, -1], [1, 2, 3]) };

it('is a ratio of means for RSR, and of sums for surprisal', async () => {
	const value = await metricsOf([short, long]);
	expect(value('rsr', 'T')).toBeCloseTo((10 + 2) / (4 + 1), 12);
	expect(value('surprisal', 'T')).toBeCloseTo(7 / 4, 12);
});

it('leaves out what has no numbers, but not what is certain', async () => {
	const certain = { id: 'certain', teacherId: 'T', track: trackOf([0]) };
	const none = { id: 'none', teacherId: 'T', track: trackOf([]) };
	const impossible = { id: 'impossible', teacherId: 'T', track: trackOf([-Infinity]) };
	const plain = await metricsOf([short, long]);
	const more = await metricsOf([short, none, impossible, long]);
	expect(more('rsr', 'T')).toBe(plain('rsr', 'T'));
	expect(more('surprisal', 'T')).toBe(plain('surprisal', 'T'));
	expect((await metricsOf([short, certain]))('rsr', 'T')).toBeCloseTo(11 / 4, 12);
	const alone = await metricsOf([certain]);
	expect(alone('rsr', 'T')).toBeNull();
	expect(alone('surprisal', 'T')).toBe(0);
});
