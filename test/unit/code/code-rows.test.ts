import { describe, expect, it } from 'vitest';
import { guessCodeShape, readCodeRow } from '../../../src/lib/core/code/code-shapes.ts';
import { MAX_CASES, parseTests } from '../../../src/lib/core/code/code-tests.ts';

type Shape = Parameters<typeof readCodeRow>[0];

const testsOf = (shape: Shape, row: object) => parseTests(readCodeRow(shape, row, 'Q').gold);
const textOf = (shape: Shape, row: object): string => readCodeRow(shape, row, 'Q').text;

describe('the shape of a file', () => {
	const humanEval = { prompt: 'def f():', test: 'def check(c): pass', entry_point: 'f' };

	it('is the one that more than half of its rows have', () => {
		expect(guessCodeShape([humanEval, {}])).toBeNull();
		expect(guessCodeShape([humanEval, {}, humanEval])).toEqual({
			shape: 'human-eval',
			question: 'prompt'
		});
	});

	it.each(['prompt', 'test', 'entry_point'])(
		'wants text in every column it reads: %s',
		(column) => {
			for (const value of ['', ' \n', null, {}]) {
				expect(guessCodeShape([{ ...humanEval, [column]: value }])).toBeNull();
			}
		}
	);

	it('takes the first column that holds a question in any row', () => {
		const tests = { test_list: ['assert f()'] };
		const both = [
			{ ...tests, text: '', prompt: 'p' },
			{ ...tests, text: 't' }
		];
		expect(guessCodeShape(both)).toEqual({ shape: 'mbpp', question: 'text' });
		expect(guessCodeShape([both[0]!])).toEqual({ shape: 'mbpp', question: 'prompt' });
		expect(guessCodeShape([tests])).toBeNull();
	});

	it('is not told by tests that are none', () => {
		for (const test_list of ['no JSON', '[]', '"x"', [1], null]) {
			expect(guessCodeShape([{ text: 't', test_list }])).toBeNull();
		}
		for (const examples of ['no JSON', [{ input: '1' }], [{ output: '1' }], ['x'], {}]) {
			expect(guessCodeShape([{ description: 'd', examples }])).toBeNull();
		}
	});
});

describe('a row', () => {
	it('that is no row has no tests', () => {
		for (const row of [null, 'x', 3]) {
			expect(readCodeRow('mbpp', row, ' Q ').gold).toBeNull();
			expect(readCodeRow('codeforces', row, ' Q ')).toEqual({ text: 'Q', gold: null });
		}
	});

	it('of MBPP has the statements that are texts', () => {
		const row = { test_list: ['assert a', 1, 'assert b'], test_imports: ['import x', 'import y'] };
		expect(testsOf('mbpp', row)).toMatchObject({
			kind: 'script',
			setup: 'import x\nimport y',
			cases: [{ code: 'assert a' }, { code: 'assert b' }]
		});
	});

	it('shows the code that an answer begins with, as it is indented', () => {
		const row = { starter_code: '  def f(self):\n    \n', input_output: '{}' };
		expect(textOf('input-output', row)).toBe('Q\n\n```python\n  def f(self):\n```');
		expect(textOf('input-output', { starter_code: ' \n' })).toBe('Q');
	});
});

describe('LiveCodeBench', () => {
	const one = (input: string, output: string) => ({ input, output, testtype: 'stdin' });

	it('has public and private cases, as far as they are cases', () => {
		const row = {
			public_test_cases: JSON.stringify([one('1', '2'), 'x', null]),
			private_test_cases: [one('3', '4')]
		};
		expect(testsOf('livecodebench', row)?.cases).toEqual([
			{ input: '1', output: '2' },
			{ input: '3', output: '4' }
		]);
		expect(testsOf('livecodebench', { public_test_cases: '[]' })).toBeNull();
	});

	it('leaves out empty lines between arguments, and the space around a result', () => {
		const row = {
			public_test_cases: [one('[1]\n \n"a\\n"\n', ' true\n')],
			metadata: '{"func_name":"f"}'
		};
		expect(testsOf('livecodebench', row)).toMatchObject({
			kind: 'function',
			entryPoint: 'f',
			cases: [{ args: '[[1], "a\\n"]', expected: 'true' }]
		});
	});

	it('has none where one argument or one result is no JSON: the others would let a wrong answer pass', () => {
		const metadata = { func_name: 'f' };
		const cases = (...all: readonly object[]) =>
			testsOf('livecodebench', { public_test_cases: all, metadata });
		expect(cases(one('1', '2'), one('3', '4'))?.cases).toHaveLength(2);
		expect(cases(one('1', '2'), one('x', '4'))).toBeNull();
		expect(cases(one('1', '2'), one('3', 'x'))).toBeNull();
		expect(cases()).toBeNull();
	});
});

describe('inputs and outputs', () => {
	const io = (input_output: unknown) => testsOf('input-output', { input_output });

	it.each([
		['nothing', undefined],
		['no JSON', '{'],
		['a list', []],
		['no outputs', { inputs: ['1'] }],
		['no inputs', { outputs: ['1'] }],
		['texts', { inputs: 'ab', outputs: 'cd' }]
	])('with %s are no tests', (_, value) => {
		expect(io(value)).toBeNull();
	});

	it.each([
		['of programs', { inputs: Array(501).fill('1'), outputs: Array(501).fill('2') }],
		['of functions', { fn_name: 'f', inputs: Array(501).fill([1]), outputs: Array(501).fill(2) }]
	])('%s are as many as a question may hold', (_, value) => {
		expect(MAX_CASES).toBe(500);
		expect(io(value)?.cases).toHaveLength(MAX_CASES);
	});
});

describe('Codeforces', () => {
	const row = { official_tests: [{ input: '1', output: '2' }] };

	it.each([
		[2, 8_000],
		['1.5', 6_000],
		[0.1, 1_000],
		[60, 30_000],
		[0, 5_000],
		[-1, 5_000],
		[undefined, 5_000],
		['soon', 5_000]
	])('with a limit of %j seconds gives Python %d ms', (time_limit, ms) => {
		expect(testsOf('codeforces', { ...row, time_limit })?.timeLimitMs).toBe(ms);
	});

	it('has no tests without cases, whatever its limit', () => {
		expect(testsOf('codeforces', { time_limit: 2 })).toBeNull();
		expect(testsOf('codeforces', { examples: [{ input: '1' }], time_limit: 2 })).toBeNull();
	});

	it('asks with all parts that there are, and none that are empty', () => {
		const all = {
			...row,
			input_format: 'I',
			output_format: 'O',
			examples: [
				{ input: ' 1\n', output: ' 2\n' },
				{ input: ['3', '4'], output: '5' }
			],
			note: 'N'
		};
		expect(textOf('codeforces', all)).toBe(
			'Q\n\nInput\nI\n\nOutput\nO\n\nExamples\nInput:\n 1\nOutput:\n 2\n\nInput:\n3\n4\nOutput:\n5\n\nNote\nN'
		);
		expect(textOf('codeforces', row)).toBe('Q');
		expect(readCodeRow('codeforces', { input_format: 'I' }, '').text).toBe('Input\nI');
	});
});
