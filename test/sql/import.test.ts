import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { KnownQuestion } from '../../src/lib/core/import/merge-question.ts';
import type { RowBatch } from '../../src/lib/core/import/row-collector.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import { mergeRows } from '../../src/workers/db/merge-rows.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { BatchWriter, type ImportDatabase } from '../../src/workers/import/batch-writer.ts';
import { importFile } from '../unit/import/import-file.ts';
import { memorySource } from '../unit/import/memory-source.ts';
import { createNodeDatabase, type NodeDatabase, readSql } from './node-database.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});
beforeEach(async () => {
	await db.run('DELETE FROM questions; DELETE FROM trajectories; DELETE FROM teachers;');
});

/** What an import asks of the database, answered by the app's own SQL. */
const database: ImportDatabase = {
	async append(table, rows) {
		if (rows.length > 0) await mergeRows(db, table, encodeRows(table, rows));
	},
	async appendEncoded(table, { rows, ipc }) {
		if (rows > 0) await mergeRows(db, table, ipc);
	},
	knownQuestions(ids) {
		const sql = readSql('import/known-questions.sql');
		const statement = bindNames(sql, { ids: ids.join('|') });
		return db.rows<KnownQuestion>(statement.sql, statement.params);
	}
};

async function save(...rows: object[]): Promise<BatchWriter> {
	const text = rows.map((row) => JSON.stringify(row)).join('\n');
	const { encoded } = await importFile(memorySource('teacher.jsonl', text));
	return write(encoded);
}

async function write(batch: RowBatch): Promise<BatchWriter> {
	const writer = new BatchWriter(database, () => undefined);
	await writer.write(batch);
	await writer.finish();
	return writer;
}

const golds = () => db.rows('SELECT text, gold, domain FROM questions ORDER BY text');

it('a gold that comes after the trajectories finds its question', async () => {
	await save({ question: 'A', response: 'x' }, { question: 'B', response: 'y' });
	await save({ question: 'A', answer: '1', domain: 'sums' });
	expect(await golds()).toEqual([
		{ text: 'A', gold: '1', domain: 'sums' },
		{ text: 'B', gold: null, domain: '' }
	]);
	const joined = await db.rows(
		'SELECT t.response, q.gold FROM trajectories t JOIN questions q ON q.id = t.question_id ORDER BY 1'
	);
	expect(joined).toEqual([
		{ response: 'x', gold: '1' },
		{ response: 'y', gold: null }
	]);
});

it('a file without golds does not take them away', async () => {
	await save({ question: 'A', answer: '1', domain: 'sums' });
	await save({ question: 'A', response: 'x' });
	expect(await golds()).toEqual([{ text: 'A', gold: '1', domain: 'sums' }]);
});

it('of two golds the first stays, and the conflict is counted', async () => {
	await save({ question: 'A', answer: '1' });
	const writer = await save({ question: 'A', answer: '2' });
	expect(writer.goldConflicts).toBe(1);
	expect(await golds()).toEqual([{ text: 'A', gold: '1', domain: '' }]);
});

it('the same file twice is one', async () => {
	const rows = [
		{ question: "A'; DROP TABLE questions; --", response: 'x', gold: '|' },
		{ question: 'B|C', response: 'y', gold: '$ids' }
	];
	await save(...rows);
	await save(...rows);
	const [counts] = await db.rows(
		'SELECT (SELECT count(*)::INTEGER FROM questions) AS q, (SELECT count(*)::INTEGER FROM trajectories) AS t'
	);
	expect(counts).toEqual({ q: 2, t: 2 });
});
