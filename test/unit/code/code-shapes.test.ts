import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseTests } from '../../../src/lib/core/code/code-tests.ts';
import { compileMapping, mappingPaths } from '../../../src/lib/core/import/apply-mapping.ts';
import { guessMapping } from '../../../src/lib/core/import/guess-mapping.ts';
import { parseMapping } from '../../../src/lib/core/import/parse-mapping.ts';

/** What a file of such rows becomes by itself. */
function imported(...rows: readonly object[]) {
	const { mapping } = guessMapping(rows, 'file.jsonl');
	const { question, trajectories } = compileMapping(parseMapping(mapping))(rows[0]);
	return {
		mapping: mapping!,
		question: question!,
		tests: parseTests(question!.gold),
		trajectories
	};
}

describe('HumanEval', () => {
	const rows = gunzipSync(
		readFileSync(new URL('../../fixtures/human-eval/HumanEval.jsonl.gz', import.meta.url))
	)
		.toString('utf8')
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, string>);

	it('is 164 questions with tests, and no answers', () => {
		const { mapping } = guessMapping(rows.slice(0, 50), 'HumanEval.jsonl.gz');
		expect(mapping).toMatchObject({
			shape: 'questions',
			question: 'prompt',
			tests: 'human-eval',
			gold: null
		});
		expect(mappingPaths(mapping!)).toEqual(
			expect.arrayContaining(['prompt', 'test', 'entry_point'])
		);
		const apply = compileMapping(mapping!);
		for (const row of rows) {
			const { question, trajectories } = apply(row);
			expect(trajectories).toEqual([]);
			expect(question).toMatchObject({ text: row['prompt']!.trim(), answerType: 'code' });
			expect(parseTests(question!.gold)).toMatchObject({
				kind: 'script',
				entryPoint: row['entry_point'],
				preamble: row['prompt'],
				cases: [{ code: 'check(candidate)' }]
			});
		}
	});

	it('takes the answers that stand beside', () => {
		const { mapping, trajectories } = imported({
			...rows[0]!,
			model: 'm',
			completion: '    return 1'
		});
		expect(mapping).toMatchObject({
			shape: 'prompt-response',
			response: 'completion',
			tests: 'human-eval'
		});
		expect(trajectories).toMatchObject([{ teacher: 'm', response: '    return 1' }]);
	});
});

it('MBPP shows the tests to the model, which could not know the name otherwise', () => {
	const { question, tests, trajectories } = imported({
		task_id: 2,
		text: 'Write a function to double a number.',
		code: 'def double(n):\n  return 2 * n',
		test_list: ['assert double(1) == 2', 'assert double(0) == 0'],
		test_setup_code: 'import math',
		challenge_test_list: []
	});
	expect(question.text).toBe(
		'Write a function to double a number.\n\nYour code should pass these tests:\n\nassert double(1) == 2\nassert double(0) == 0'
	);
	expect(tests).toMatchObject({ kind: 'script', setup: 'import math', tests: 2 });
	expect(trajectories).toEqual([]);
});

describe('LiveCodeBench', () => {
	it('has programs', () => {
		const { question, tests } = imported({
			question_title: 'Sum',
			question_content: 'Add two numbers.',
			public_test_cases: JSON.stringify([{ input: '1 2\n', output: '3\n', testtype: 'stdin' }]),
			private_test_cases: 'eJxrYJmqyQABPYxQBABJ4gO5',
			starter_code: '',
			metadata: '{}'
		});
		expect(question.text).toBe('Add two numbers.');
		expect(tests).toMatchObject({ kind: 'stdio', cases: [{ input: '1 2\n', output: '3\n' }] });
	});

	it('has methods, with one argument on each line', () => {
		const { question, tests } = imported({
			question_content: 'Pick one.',
			public_test_cases: JSON.stringify([
				{ input: '[1, 2]\n1', output: '2', testtype: 'functional' }
			]),
			starter_code: 'class Solution:\n    def pick(self, xs: List[int], i: int) -> int:\n        ',
			metadata: JSON.stringify({ func_name: 'pick' })
		});
		expect(question.text).toContain('class Solution');
		expect(tests).toMatchObject({
			kind: 'function',
			entryPoint: 'Solution.pick',
			cases: [{ args: '[[1, 2], 1]', expected: '2' }]
		});
	});
});

describe('inputs and outputs', () => {
	const row = (io: object) => ({
		question: 'Do it.',
		input_output: JSON.stringify(io),
		solutions: '["x"]',
		difficulty: 'easy'
	});

	it('of programs, as APPS and TACO have them', () => {
		const { tests, mapping } = imported(
			row({ inputs: ['1\n', ['2', '3']], outputs: ['a\n', ['b', 'c']] })
		);
		expect(mapping.shape).toBe('questions');
		expect(tests).toMatchObject({
			kind: 'stdio',
			cases: [
				{ input: '1\n', output: 'a\n' },
				{ input: '2\n3', output: 'b\nc' }
			]
		});
	});

	it('of functions, whether results stand in lists of one or not', () => {
		const wrapped = imported(
			row({
				fn_name: 'f',
				inputs: [
					[1, 'a'],
					[2, 'b']
				],
				outputs: [[true], [false]]
			})
		);
		expect(wrapped.tests).toMatchObject({
			kind: 'function',
			entryPoint: 'f',
			cases: [
				{ args: '[1,"a"]', expected: 'true' },
				{ args: '[2,"b"]', expected: 'false' }
			]
		});
		const plain = imported(row({ fn_name: 'f', inputs: [[1], [2]], outputs: [[1, 2], [3]] }));
		expect(plain.tests?.cases).toMatchObject([{ expected: '[1,2]' }, { expected: '[3]' }]);
	});

	it.each([
		['lists of two lengths', { inputs: ['1'], outputs: [] }],
		['nothing', { inputs: [], outputs: [] }],
		['no lists', { inputs: 1, outputs: 2 }],
		['a name that is code', { fn_name: 'f);(', inputs: [[1]], outputs: [[1]] }]
	])('with %s are a question without tests', (_, io) => {
		expect(imported(row(io)).question).toMatchObject({ gold: null, answerType: 'code' });
	});
});

describe('Codeforces', () => {
	const row = {
		title: 'Sum',
		description: 'Add two numbers.',
		input_format: 'Two numbers.',
		output_format: 'One number.',
		examples: [{ input: '1 2', output: '3' }],
		official_tests: [{ input: '4 5', output: '9' }],
		time_limit: 2,
		memory_limit: 256,
		generated_checker: null
	};

	it('asks with formats and examples, and runs the official tests with more time', () => {
		const { question, tests } = imported(row);
		expect(question.text).toBe(
			'Add two numbers.\n\nInput\nTwo numbers.\n\nOutput\nOne number.\n\nExamples\nInput:\n1 2\nOutput:\n3'
		);
		expect(tests).toMatchObject({ timeLimitMs: 8_000, cases: [{ input: '4 5', output: '9' }] });
	});

	it('runs the examples where it has no others, and nothing where a program would have to judge', () => {
		expect(imported({ ...row, official_tests: [] }).tests?.cases).toEqual([
			{ input: '1 2', output: '3' }
		]);
		expect(imported({ ...row, generated_checker: 'import sys' }).tests).toBeNull();
	});
});

describe('tests in the reference', () => {
	const tests = {
		version: 1,
		language: 'python',
		kind: 'stdio',
		cases: [{ input: '', output: '1' }]
	};
	const mapping = parseMapping({
		shape: 'questions',
		question: 'q',
		context: null,
		gold: 'gold',
		domain: null,
		answerType: 'type'
	});
	const gold = (value: unknown, type = 'code') =>
		compileMapping(mapping)({ q: 'Question', gold: value, type }).question!.gold;

	it('are the same as text and as they are', () => {
		expect(gold(tests)).toBe(gold(JSON.stringify(tests)));
		expect(parseTests(gold(tests))).toMatchObject(tests);
	});

	it('stay as they are where they cannot be read, or are none', () => {
		expect(gold('{"x": 1}')).toBe('{"x": 1}');
		expect(gold('{"x": 1}', 'auto')).toBe('{"x": 1}');
	});
});
