import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';
import { DEFAULT_EXPORT, ExportOptionsSchema } from '../../../src/lib/core/export/options.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import * as v from 'valibot';
import { CSV_FILES, type HostileFile, JSON_FILES, PACKED_FILES } from '../../hostile/data-files.ts';
import { DATASET_NAMES, FILE_NAMES } from '../../hostile/file-names.ts';
import { JSON_LINES } from '../../hostile/json-rows.ts';
import { PARQUET_FILES } from '../../hostile/parquet-files.ts';
import { compileMapping } from '../../../src/lib/core/import/apply-mapping.ts';
import { openRecords } from '../../../src/lib/core/import/read-records.ts';
import { RowCollector } from '../../../src/lib/core/import/row-collector.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import { importFile } from '../import/import-file.ts';
import { readBatch } from '../import/import-file.ts';
import { memorySource } from '../import/memory-source.ts';

const FIELDS: Mapping = {
	shape: 'prompt-response',
	question: 'question',
	response: 'response',
	context: null,
	gold: null,
	domain: null,
	answerType: null,
	teacher: { from: 'field', path: 'model' },
	reasoning: null,
	correct: null,
	finishReason: null,
	tokens: null,
	sampleIndex: null
};
const LINE_FIELDS: Mapping = {
	...FIELDS,
	question: 'q',
	response: 'r',
	gold: 'gold',
	correct: 'ok',
	finishReason: 'finish',
	tokens: 'tokens',
	sampleIndex: 'sample'
};

/** What an import does with a file: the rows that came in, those that are named, and why it ended. */
async function readHostile(name: string, content: string | Uint8Array, mapping: Mapping) {
	const collector = new RowCollector(await createIds(), { importId: 'i', sourceName: name });
	const apply = compileMapping(mapping);
	let refusal = '';
	try {
		const { records } = await openRecords(memorySource(name, content));
		for await (const record of records) {
			collector.add(record, 'value' in record ? apply(record.value) : null);
		}
	} catch (error) {
		expect(error).toBeInstanceOf(AppError);
		refusal = (error as AppError).message;
	}
	return { refusal, ...readBatch(collector.take()) };
}

describe('a line of JSONL', () => {
	it.each(JSON_LINES)('$name', async ({ line, rejected }) => {
		const utf8 = new TextEncoder();
		const good = utf8.encode('\n{"q":"What is 2 + 2?","r":"It is 4.","model":"good"}\n');
		// More than the head of a file, in which a NUL means that it is no text.
		const filler = utf8.encode(`{"q":"filler","r":"${'x'.repeat(70_000)}","model":"good"}`);
		const bytes = typeof line === 'string' ? utf8.encode(line) : line;
		const content = Uint8Array.from(Buffer.concat([filler, good, bytes, good]));
		const { refusal, rejects, trajectories } = await readHostile('a.jsonl', content, LINE_FIELDS);
		expect(refusal).toBe('');
		expect(trajectories.filter(({ line: at }) => at !== 3)).toHaveLength(3);
		if (rejected === null) {
			expect(rejects).toEqual([]);
			expect(trajectories.filter(({ line: at }) => at === 3)).toHaveLength(1);
		} else {
			expect(rejects).toHaveLength(1);
			expect(rejects[0]).toMatchObject({ line: 3, reason: expect.stringContaining(rejected) });
			expect(rejects[0]!.excerpt.length).toBeLessThanOrEqual(200);
		}
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});
});

async function expectOutcome({
	fileName,
	content,
	refused,
	rejected,
	survivors
}: HostileFile): Promise<void> {
	const { refusal, rejects, trajectories } = await readHostile(fileName, content(), FIELDS);
	if (refused === null) expect(refusal).toBe('');
	else expect(refusal).toMatch(refused);
	expect(rejects.map(({ line, reason }) => [line, reason])).toEqual(
		rejected.map(([line, reason]) => [line, expect.stringContaining(reason)])
	);
	if (survivors === 'some') expect(trajectories.length).toBeGreaterThan(0);
	else expect(trajectories).toHaveLength(survivors);
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
}

describe('a file', () => {
	it.each(JSON_FILES)('of JSON: $name', expectOutcome);
	it.each(CSV_FILES)('of CSV: $name', expectOutcome);
	it.each(PACKED_FILES)('packed or of another kind: $name', expectOutcome);
	it.each(PARQUET_FILES)('of Parquet: $name', expectOutcome);
});

describe('the name of a file', () => {
	it.each(FILE_NAMES)('$name: is a text, and the content decides', async ({ text }) => {
		const row = '{"question":"What is 2 + 2?","response":"It is 4."}\n';
		const { batch } = await importFile(memorySource(text, row));
		expect(batch.rejects).toEqual([]);
		expect(batch.trajectories).toHaveLength(1);
		expect(batch.questions[0]!.source_name).toBe(text);
		expect(batch.teachers[0]!.name.length).toBeLessThanOrEqual(500);
	});

	it.each(DATASET_NAMES)('of a data set, $name: is refused', ({ text }) => {
		expect(v.is(ExportOptionsSchema, { ...DEFAULT_EXPORT, name: text })).toBe(false);
	});
});
