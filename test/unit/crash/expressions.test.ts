import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { FINGERPRINT, HALF_WRITTEN } from '../../crash/kills/expressions.ts';
import { createNodeDatabase } from '../../sql/node-database.ts';
import { analysis, loadProject, question, teacher, verdicts } from '../../sql/project-rows.ts';

const db = await createNodeDatabase();

async function value(expression: string): Promise<string> {
	const [row] = await db.rows<{ answer: string }>(`SELECT (${expression})::VARCHAR AS answer`);
	return row!.answer;
}

async function halfWritten(): Promise<string[]> {
	const names: string[] = [];
	for (const [name, expression] of Object.entries(HALF_WRITTEN)) {
		if ((await value(expression)) !== '0') names.push(name);
	}
	return names;
}

const answer = { id: 'a', question: 'q', teacher: 't' };
const score: Row<'scores'> = {
	trajectory_id: 'a',
	scorer: 's',
	version: 1,
	tokens: 1,
	truncated: false,
	surprisal: 1,
	rank_cap: 100,
	capped_rank: 1,
	rsr: 1,
	step_head_surprisal: null,
	step_head_tokens: 0,
	local_surprisal: null,
	local_tokens: 0,
	reason: ''
};

beforeEach(async () => {
	await db.run('DELETE FROM scores');
	await loadProject(db, {
		questions: [question('q')],
		teachers: [teacher('t')],
		answers: [answer]
	});
});

describe('what is asked after a kill', () => {
	it('finds nothing in a whole project', async () => {
		expect(await halfWritten()).toEqual([]);
	});

	it('finds a row that is there twice', async () => {
		await db.insert('questions', [question('q')]);
		expect(await halfWritten()).toEqual(['repeatedRows']);
	});

	it('finds rows without what they belong to', async () => {
		await db.run('DELETE FROM questions; DELETE FROM teachers');
		expect(await halfWritten()).toEqual(['answersWithoutQuestion', 'answersWithoutTeacher']);
		await db.insert('analyses', analysis({ ...answer, id: 'gone' }));
		await db.insert('verdicts', verdicts({ ...answer, id: 'gone' }));
		await db.insert('scores', [{ ...score, trajectory_id: 'gone' }]);
		await db.insert('teachers', [teacher('t', { origin: 'local' })]);
		expect(await halfWritten()).toEqual([
			'answersWithoutQuestion',
			'factsWithoutAnswer',
			'verdictsWithoutAnswer',
			'scoresWithoutAnswer',
			'scoresWithoutTrack',
			'writtenWithoutProvenance'
		]);
	});

	it('knows a project by its fingerprint, and any change of it', async () => {
		const before = await value(FINGERPRINT);
		expect(await value(FINGERPRINT)).toBe(before);
		await db.run("UPDATE trajectories SET response = response || ' '");
		expect(await value(FINGERPRINT)).not.toBe(before);
		await db.run('UPDATE trajectories SET response = rtrim(response)');
		expect(await value(FINGERPRINT)).toBe(before);
		await db.insert('overrides', [{ trajectory_id: 'a', decision: 'keep' }]);
		expect(await value(FINGERPRINT)).not.toBe(before);
		await db.run('DELETE FROM overrides');
	});
});
