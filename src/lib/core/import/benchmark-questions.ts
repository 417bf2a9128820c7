import { AppError } from '../model/errors.ts';
import { compileMapping } from './apply-mapping.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeText } from './decode-record.ts';
import { openContent } from './file-content.ts';
import { guessMapping } from './guess-mapping.ts';
import { LineSplitter } from './line-splitter.ts';
import { firstRecords, openRecords } from './read-records.ts';
import { splitRecords } from './record-buffer.ts';

const SAMPLE_ROWS = 50;

/**
 * The questions of a benchmark file: one a line in a .txt file, otherwise the field that looks like
 * the question. Rows without one are left out. Throws an AppError where no field looks like it.
 */
export async function* readBenchmarkQuestions(source: ByteSource): AsyncGenerator<string> {
	const name = source.name.toLowerCase();
	yield* name.endsWith('.txt') || name.endsWith('.txt.gz') ? readLines(source) : readRows(source);
}

async function* readLines(source: ByteSource): AsyncGenerator<string> {
	const { chunks } = await openContent(source);
	for await (const raw of splitRecords(chunks, new LineSplitter())) {
		const decoded = decodeText(raw);
		if ('text' in decoded) yield decoded.text.trim();
	}
}

async function* readRows(source: ByteSource): AsyncGenerator<string> {
	const sample = await firstRecords(await openRecords(source), SAMPLE_ROWS);
	const rows = sample.flatMap((record) => ('value' in record ? [record.value] : []));
	const { mapping, note } = guessMapping(rows, source.name);
	if (mapping === null) {
		throw new AppError(
			'mapping-invalid',
			`The questions in this file were not found. ${note} A file with a “question” field, or a .txt file with one question a line, works.`
		);
	}
	const apply = compileMapping(mapping);
	const { records } = await openRecords(source);
	for await (const record of records) {
		const question = 'value' in record ? apply(record.value).question : null;
		if (question !== null) yield question.text;
	}
}
