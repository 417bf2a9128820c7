import { describe, expect, it } from 'vitest';
import { mergeQuestion } from '../../../src/lib/core/import/merge-question.ts';
import { describe as describeValue } from '../../../src/lib/core/import/describe.ts';
import { RowCollector } from '../../../src/lib/core/import/row-collector.ts';
import { compileMapping } from '../../../src/lib/core/import/apply-mapping.ts';
import { guessMapping } from '../../../src/lib/core/import/guess-mapping.ts';
import { previewMapping } from '../../../src/lib/core/import/sample.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import { readBenchmarkQuestions } from '../../../src/lib/core/import/benchmark-questions.ts';
import { collect, importFile } from './import-file.ts';
import { memorySource } from './memory-source.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { mostMs } from '../../support/mutated.ts';

const jsonl = (...rows: unknown[]) =>
	memorySource('teacher.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
const pair = (question: string, response: string, extra = {}) => ({ question, response, ...extra });

describe('collected rows', () => {
	it('count samples per question and teacher where the file does not', async () => {
		const { batch } = await importFile(
			jsonl(pair('A', 'x'), pair('B', 'x'), pair(' A ', 'y'), pair('A', 'x'))
		);
		expect(batch.questions.map((question) => question.text)).toEqual(['A', 'B']);
		expect(batch.trajectories.map((row) => row.sample_index)).toEqual([0, 0, 1, 2]);
		expect(new Set(batch.trajectories.map((row) => row.id)).size).toBe(4);
		expect(batch.trajectories.map((row) => row.line)).toEqual([1, 2, 3, 4]);
	});

	it('are the same at every import of the same file', async () => {
		const rows = [pair('A', 'x'), pair('A', 'y')];
		const [first, second] = [await importFile(jsonl(...rows)), await importFile(jsonl(...rows))];
		expect(second.batch).toEqual(first.batch);
	});

	it('give a question again where a later row brings its gold, and then no more', async () => {
		const { batch } = await importFile(
			jsonl(
				pair('A', '1'),
				pair('A', '2', { gold: '4' }),
				pair('A', '3'),
				pair('A', '5', { gold: '9' })
			)
		);
		expect(batch.questions.map((question) => question.gold)).toEqual([null, '4']);
	});

	it('name a teacher so that nothing in its name reorders the page, and tell it from others by the name as it was', async () => {
		const row = (teacher: string) => pair('A', 'x', { teacher });
		const { batch } = await importFile(jsonl(row('big\u202Eone'), row('big[U+202E]one')));
		expect(batch.teachers.map(({ name }) => name)).toEqual(['big[U+202E]one', 'big[U+202E]one']);
		expect(new Set(batch.teachers.map(({ id }) => id)).size).toBe(2);
	});

	it('name the line, the part and the reason of what was rejected', async () => {
		const { batch, collector } = await importFile(
			memorySource(
				'a.jsonl',
				[
					'{"question":"A","response":"x"}',
					'{oops',
					'{"question":"","response":"x"}',
					'{"question":"B","response":" "}'
				].join('\n')
			)
		);
		expect(collector.rowsRead).toBe(4);
		expect(collector.rejected).toBe(3);
		expect(batch.rejects.map(({ line, part, reason }) => [line, part, reason])).toEqual([
			[2, '', 'not valid JSON'],
			[3, '', 'no question: “question” is empty'],
			[4, 'a', 'no response: “response” is empty']
		]);
		expect(batch.rejects[2]?.excerpt).toBe('{"question":"B","response":" "}');
		expect(batch.questions.map((question) => question.text)).toEqual(['A', 'B']);
	});

	it('are handed over before they fill the memory', async () => {
		const collector = new RowCollector(await createIds(), { importId: 'i', sourceName: 's' });
		const apply = compileMapping(guessMapping([pair('A', 'x')], 'a.jsonl').mapping!);
		const row = pair('A', 'x'.repeat(500_000));
		let added = 0;
		for (; !collector.isFull; added += 1) {
			collector.add({ line: added + 1, value: row }, apply(row));
		}
		expect(added).toBe(34);
		collector.take();
		expect(collector.isFull).toBe(false);
		for (let line = 1; !collector.isFull; line += 1) {
			collector.add({ line, error: 'bad', excerpt: '' }, null);
		}
		expect(collector.take().rejects).toHaveLength(4_096);
	});

	it('stop storing rejects at ten thousand and go on counting', async () => {
		const collector = new RowCollector(await createIds(), { importId: 'i', sourceName: 's' });
		for (let line = 1; line <= 12_000; line += 1) {
			collector.add({ line, error: 'bad', excerpt: '' }, null);
		}
		expect(collector.rejected).toBe(12_000);
		expect(collector.take().rejects).toHaveLength(10_000);
	});
});

describe('merging what is known about a question', () => {
	const incoming = {
		id: 'q',
		text: 'A',
		gold: '4',
		answer_type: 'auto',
		domain: 'sums',
		source_name: 's'
	};
	const known = { id: 'q', gold: null, answer_type: 'number', domain: '' };

	it('saves what is new', () => {
		expect(mergeQuestion(incoming, undefined)).toEqual({ row: incoming, isConflict: false });
	});

	it('fills gaps and keeps the rest', () => {
		expect(mergeQuestion(incoming, known).row).toEqual({ ...incoming, answer_type: 'number' });
	});

	it('never takes a gold away', () => {
		const withGold = { ...known, gold: '4', domain: 'sums' };
		expect(mergeQuestion({ ...incoming, gold: null }, withGold).row).toBeNull();
		expect(mergeQuestion(incoming, withGold)).toEqual({ row: null, isConflict: false });
	});

	it('keeps the first of two golds and says so', () => {
		const { row, isConflict } = mergeQuestion({ ...incoming, gold: '5' }, { ...known, gold: '4' });
		expect(row?.gold).toBe('4');
		expect(isConflict).toBe(true);
	});
});

describe('a preview', () => {
	it('shows parts and rejections without storing anything', () => {
		const row = pair('A', '<think>hm</think>4', { gold: '4' });
		const { mapping } = guessMapping([row], 'm.jsonl');
		const { examples, rejected } = previewMapping(
			[
				{ line: 1, value: row },
				{ line: 2, value: pair('', 'x') },
				{ line: 3, error: 'not valid JSON', excerpt: '{' }
			],
			mapping!
		);
		expect(examples).toEqual([
			{ question: 'A', gold: '4', teacher: 'm', reasoning: 'hm', answer: '4' }
		]);
		expect(rejected.map((reject) => reject.line)).toEqual([2, 3]);
	});
});

describe('benchmark questions', () => {
	const read = (name: string, text: string) =>
		collect(readBenchmarkQuestions(memorySource(name, text)));

	it.each([
		['aime.txt', 'What is 1?\n\n  What, is 2?  \n'],
		[
			'aime.jsonl',
			'{"problem":"What is 1?","answer":1}\n{"problem":null}\n{"problem":"What, is 2?"}'
		],
		['aime.csv', 'question,answer\nWhat is 1?,1\n"What, is 2?",2\n'],
		['aime.json', '[{"prompt":"What is 1?"},{"prompt":"What, is 2?"}]']
	])('from %s', async (name, text) => {
		expect(await read(name, text)).toEqual(['What is 1?', 'What, is 2?']);
	});

	it('are asked for in a sentence where they are not found', async () => {
		await expect(read('a.jsonl', '{"a":1}')).rejects.toThrow(
			/questions in this file were not found/u
		);
	});
});

describe('describing a value', () => {
	it('costs what is shown, not what is there', () => {
		let deep: unknown = 'x';
		for (let level = 0; level < 100_000; level += 1) deep = { deep };
		const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`k${key}`, deep]));
		const cpuMs = startCpuTimer();
		expect(describeValue(wide, 200).length).toBeLessThanOrEqual(200);
		expect(describeValue(['x'.repeat(10_000_000)], 50)).toHaveLength(50);
		expect(cpuMs()).toBeLessThan(mostMs(1_000));
	});

	it('looks like JSON', () => {
		expect(describeValue({ a: [1, null, 'x'], b: { c: true } }, 100)).toBe(
			'{"a":[1,null,"x"],"b":{"c":true}}'
		);
	});
});
