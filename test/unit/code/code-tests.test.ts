import { describe, expect, it } from 'vitest';
import {
	MAX_CASES,
	parseTests,
	serialiseTests,
	type CodeTestsInput
} from '../../../src/lib/core/code/code-tests.ts';
import { describeGold, describeTests } from '../../../src/lib/core/code/tests-summary.ts';

const TESTS: CodeTestsInput = {
	version: 1,
	language: 'python',
	kind: 'stdio',
	cases: [
		{ input: '1\n', output: '2' },
		{ input: '', output: '' }
	]
};

describe('tests as text', () => {
	it('come back as they were, with the usual limits', () => {
		const text = serialiseTests(TESTS)!;
		expect(parseTests(text)).toEqual({
			...TESTS,
			tests: 2,
			preamble: '',
			timeLimitMs: 5_000,
			memoryLimitMb: 256
		});
		expect(serialiseTests(parseTests(text)!)).toBe(text);
	});

	it('say at their beginning what they are', () => {
		expect(describeTests(serialiseTests(TESTS)!.slice(0, 100))).toBe('2 tests in Python');
		const one: CodeTestsInput = {
			version: 1,
			language: 'javascript',
			kind: 'stdio',
			cases: [{ input: '', output: '' }]
		};
		expect(describeTests(serialiseTests(one)!)).toBe('1 test in JavaScript');
		expect(describeGold('{}', 'code')).toBe('tests that cannot be read');
		expect(describeGold('42', 'auto')).toBe('42');
		expect(describeGold(null, 'code')).toBeNull();
	});

	it.each([
		['nothing', ''],
		['no JSON', '{"version":1'],
		['a list', '[]'],
		['null', 'null'],
		['another version', JSON.stringify({ ...TESTS, version: 2 })],
		['another language', JSON.stringify({ ...TESTS, language: 'perl' })],
		['no cases', JSON.stringify({ ...TESTS, cases: [] })],
		['cases of another kind', JSON.stringify({ ...TESTS, kind: 'function', entryPoint: 'f' })],
		['a case that is no text', JSON.stringify({ ...TESTS, cases: [{ input: 1, output: '' }] })],
		['a word too many', JSON.stringify({ ...TESTS, other: 1 })],
		['no time', JSON.stringify({ ...TESTS, timeLimitMs: 0 })],
		['a day', JSON.stringify({ ...TESTS, timeLimitMs: 86_400_000 })],
		['all memory', JSON.stringify({ ...TESTS, memoryLimitMb: 1e9 })],
		[
			'time that is no number',
			'{"version":1,"language":"python","kind":"stdio","timeLimitMs":1e999,"cases":[{"input":"","output":""}]}'
		],
		[
			'a name that is code',
			JSON.stringify({
				...TESTS,
				kind: 'function',
				entryPoint: 'f();g',
				cases: [{ args: '[]', expected: '1' }]
			})
		],
		[
			'too many',
			JSON.stringify({
				...TESTS,
				cases: Array.from({ length: MAX_CASES + 1 }, () => ({ input: '', output: '' }))
			})
		],
		['too long', JSON.stringify({ ...TESTS, cases: [{ input: 'x'.repeat(600_000), output: '' }] })],
		['deep', '['.repeat(100_000)]
	])('are none where there is %s', (_, text) => {
		expect(parseTests(text)).toBeNull();
	});

	it('are not written where nothing could read them', () => {
		expect(
			serialiseTests({
				...TESTS,
				kind: 'stdio',
				cases: [{ input: 'x'.repeat(600_000), output: '' }]
			})
		).toBeNull();
		expect(serialiseTests({ ...TESTS, cases: [] })).toBeNull();
	});
});
