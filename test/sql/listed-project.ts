import { DEFAULT_RECIPE } from '../../src/lib/core/model/recipe.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const answers: Answer[] = [
	{ id: 'a1', question: 'qa', teacher: 'zoe', response: 'The Größe is 50% (A.B)' },
	{ id: 'a2', question: 'qa', teacher: 'bob', verdict: 'wrong', reference: 'correct' },
	{ id: 'b1', question: 'qb', teacher: 'zoe', verdict: 'unverifiable', analysis: { tokens: 7 } },
	{ id: 'b2', question: 'qb', teacher: 'bob', analysis: { tokens: 399, format: 'thinking' } },
	{
		id: 'b3',
		question: 'qb',
		teacher: 'bob',
		sample: 1,
		reasoning: 'hidden größe',
		analysis: { tokens: 40, repetition_share: 0.4 }
	},
	{ id: 'c1', question: 'qc', teacher: 'zoe', verdict: 'pending', analysis: null }
];

/** Six answers of two teachers to four questions, tagged, with a curation behind them. */
export async function createListedProject(): Promise<NodeDatabase> {
	const db = await createNodeDatabase();
	await loadProject(db, {
		questions: [
			question('qa', { text: 'How many apples? '.repeat(30), domain: 'algebra' }),
			question('qb', { text: '\u{1F34E}'.repeat(400), gold: null, domain: 'fruit' }),
			question('qc', { text: 'Apples again, 100_0', domain: 'algebra' }),
			question('qd', { domain: 'empty' })
		],
		teachers: [teacher('zoe', { name: 'Zoe' }), teacher('bob', { name: 'Bob' }), teacher('idle')],
		answers,
		labels: [
			{ aspect: 'category', subject: 'qa', label: 'Coding' },
			{ aspect: 'category', subject: 'qb', label: 'a|b%' },
			{ aspect: 'difficulty', subject: 'qa', label: 'very easy' },
			{ aspect: 'difficulty', subject: 'qb', label: 'hard' },
			{ aspect: 'difficulty', subject: 'qc', label: 'medium' },
			{ aspect: 'input-quality', subject: 'qd', label: 'good' },
			{ aspect: 'response-quality', subject: 'a1', label: 'good' },
			{ aspect: 'response-quality', subject: 'a2', label: 'poor' },
			{ aspect: 'response-quality', subject: 'b1', label: null },
			{ aspect: 'response-quality', subject: 'b2', label: 'good', by: 'before' }
		]
	});
	await db.insert('imports', [
		{
			id: 'import',
			source_name: 'first.jsonl',
			mapping: '{}',
			started_at: '2025-01-01T00:00:00Z',
			state: 'complete',
			rows_read: 6,
			rows_rejected: 2
		}
	]);
	await db.insert('rejects', [
		{ import_id: 'import', line: 9, part: '', reason: 'not JSON', excerpt: '{' },
		{ import_id: 'import', line: 2, part: 'm', reason: 'empty', excerpt: '' }
	]);
	const tag = (trajectory_id: string, tag: string, present = true) => ({
		trajectory_id,
		tag,
		present
	});
	await db.insert('tags', [
		tag('a2', 'odd'),
		tag('b1', 'odd'),
		tag('b1', 'a|b'),
		tag('c1', 'odd', false)
	]);
	await new Curation(db).curate(DEFAULT_RECIPE, 1);
	return db;
}
