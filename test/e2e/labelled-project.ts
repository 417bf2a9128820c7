import { createCrc32c } from '../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../src/lib/core/journal/memory-file.ts';
import { beginJournal } from '../../src/lib/core/journal/writer.ts';
import { QUALITIES } from '../../src/lib/core/annotate/aspects.ts';
import { type Row, type TableName, TABLES } from '../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import {
	annotation,
	annotators,
	type Label,
	question,
	teacher,
	trajectory
} from '../sql/project-rows.ts';

export const LABELLED_NAME = 'Labelled sums';
const QUESTIONS = Array.from({ length: 8 }, (_, n) => n);

/** The last one has no label: five of Mathematics, two of Coding; the responses go up the scale, and again. */
const LABELS: readonly Label[] = QUESTIONS.slice(0, 7).flatMap((n) => [
	{ aspect: 'category', subject: `q${n}`, label: n < 5 ? 'Mathematics' : 'Coding' },
	{ aspect: 'response-quality', subject: `x${n}`, label: QUALITIES[n % 5]! }
]);

/** A project file of eight questions with a right answer each, some of which a model labelled. */
export async function labelledProject(): Promise<Buffer> {
	const file = new MemoryFile();
	const writer = beginJournal(file, await createCrc32c());
	const append = <T extends TableName>(table: T, rows: readonly Row<T>[]): void => {
		writer.append(TABLES[table].kind, encodeRows(table, rows));
	};
	append('project', [{ key: 'name', value: LABELLED_NAME }]);
	append(
		'questions',
		QUESTIONS.map((n) =>
			question(`q${n}`, {
				text: `What is ${n} plus ${n}?`,
				gold: String(2 * n),
				domain: n < 6 ? 'sums' : 'others'
			})
		)
	);
	append('teachers', [teacher('t')]);
	append(
		'trajectories',
		QUESTIONS.map((n) =>
			trajectory({ id: `x${n}`, question: `q${n}`, teacher: 't', response: `It is ${2 * n}.` })
		)
	);
	append('annotators', annotators(LABELS));
	append('annotations', LABELS.map(annotation));
	writer.seal(1);
	return Buffer.from(file.contents());
}
