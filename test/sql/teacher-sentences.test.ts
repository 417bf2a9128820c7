import { beforeEach, describe, expect, it } from 'vitest';
import { meansText } from '../../src/lib/core/student/sentence-means.ts';
import { reference } from '../unit/student/student-reference.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const duckdb: NodeDatabase = await createNodeDatabase();

const answers: readonly Answer[] = [
	{ id: 'a1', question: 'q1', teacher: 'A', response: 'One. Two. Three.', verdict: 'correct' },
	{ id: 'a2', question: 'q2', teacher: 'A', response: 'One.', verdict: 'wrong' },
	{ id: 'b1', question: 'q1', teacher: 'B', response: 'One. Two.', verdict: 'correct' },
	{ id: 'b2', question: 'q2', teacher: 'B', response: 'One.', verdict: 'wrong' }
];

const db = new NodeRemote(duckdb);
const matrix = (teachers: readonly string[]) =>
	db.query('analysis/question-matrix', {
		teachers: teachers.join('|'),
		student: 'S'
	});

describe('teacher sentences', () => {
	const means = (trajectory: string, scorer: string, values: readonly (number | null)[]) => ({
		trajectory_id: trajectory,
		scorer,
		means: meansText(values)
	});
	const shares = async () =>
		(await matrix(['A', 'B'])).map(({ question_id, teacher_id, teacher_sentences, sentences }) => [
			question_id,
			teacher_id,
			teacher_sentences,
			sentences
		]);

	beforeEach(async () => {
		await duckdb.run('DELETE FROM sentence_logprobs');
		await loadProject(duckdb, {
			questions: [question('q1'), question('q2')],
			teachers: [teacher('A'), teacher('B')],
			answers
		});
	});

	it('are those whose gain is above the upper quartile of all', async () => {
		await db.append('sentence_logprobs', [
			...[
				['a1', [-1, -1, -1]],
				['b1', [-1, -1]],
				['a2', [-1]]
			].map(([id, values]) => means(id as string, 'teacher', values as number[])),
			means('a1', 'S', [-6, -5, -2]),
			means('b1', 'S', [-4, -3]),
			means('a2', 'S', [-7])
		]);
		expect(await shares()).toEqual([
			['q1', 'A', 1, 3],
			['q1', 'B', 0, 2],
			['q2', 'A', 1, 1],
			['q2', 'B', 0, 0]
		]);
	});

	it('are none where the student finds everything more probable', async () => {
		await db.append('sentence_logprobs', [
			means('a1', 'teacher', [-6, -5, -2]),
			means('a1', 'S', [-1, -1, -1])
		]);
		expect((await shares())[0]).toEqual(['q1', 'A', 0, 3]);
	});

	it('leave out what one of the two did not read, and texts that were cut otherwise', async () => {
		await db.append('sentence_logprobs', [
			means('a1', 'teacher', [-1, null, -1]),
			means('a1', 'S', [-2, -9, null]),
			means('b1', 'teacher', [-1, -1]),
			means('b1', 'S', [-2]),
			means('a2', 'teacher', [-1])
		]);
		expect(await shares()).toEqual([
			['q1', 'A', 0, 1],
			['q1', 'B', 0, 0],
			['q2', 'A', 0, 0],
			['q2', 'B', 0, 0]
		]);
	});

	it('agree with the reference numbers', async () => {
		const { trajectories, set } = reference;
		const teachers = [...new Set(trajectories.map(({ teacherId }) => teacherId))];
		await loadProject(duckdb, {
			questions: [question('q1')],
			teachers: teachers.map((id) => teacher(id)),
			answers: trajectories.map(({ name, teacherId, response }, i) => {
				return { id: name, question: 'q1', teacher: teacherId, response, sample: i };
			})
		});
		await db.append(
			'sentence_logprobs',
			trajectories.flatMap(({ name, teacherSentences, studentSentences }) => [
				means(name, 'teacher', teacherSentences),
				means(name, 'S', studentSentences)
			])
		);
		const rows = await matrix(teachers);
		const found = Object.fromEntries(
			rows.map(({ teacher_id, teacher_sentences, sentences }) => [
				teacher_id,
				teacher_sentences / sentences
			])
		);
		expect(found).toEqual(set.teacherSentences['0.75']!.teacherShares);
	});
});
