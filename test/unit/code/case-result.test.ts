import { describe, expect, it } from 'vitest';
import {
	caseExpected,
	caseInput,
	type CaseOutcome,
	type CaseResult,
	cut,
	judgeCase
} from '../../../src/lib/core/code/case-result.ts';
import {
	type CodeTests,
	type CodeTestsInput,
	parseTests,
	serialiseTests
} from '../../../src/lib/core/code/code-tests.ts';
import { codeVerdict, unrunVerdict } from '../../../src/lib/core/code/code-verdict.ts';

const testsOf = (input: CodeTestsInput): CodeTests => parseTests(serialiseTests(input))!;

const PROGRAM = testsOf({
	version: 1,
	language: 'python',
	kind: 'stdio',
	cases: [
		{ input: '1 2\n', output: '3\n' },
		{ input: '', output: '' }
	]
});
const FUNCTION = testsOf({
	version: 1,
	language: 'javascript',
	kind: 'function',
	entryPoint: 'add',
	cases: [
		{ args: ' [1, [2]]\n', expected: '[3]' },
		{ args: '[]', expected: '0' }
	]
});
const SCRIPT = testsOf({
	version: 1,
	language: 'python',
	kind: 'script',
	cases: [{ code: 'assert add(1, 2) == 3' }, { code: 'assert add(0, 0) == 0' }]
});

describe('what a case says of itself', () => {
	it.each([
		['a program', PROGRAM, '1 2\n', '3\n'],
		['a function', FUNCTION, 'add(1, [2])', '[3]'],
		['statements', SCRIPT, 'assert add(1, 2) == 3', '']
	])('of %s is its input and what it wants', (_, tests, input, expected) => {
		expect(caseInput(tests, 0)).toBe(input);
		expect(caseExpected(tests, 0)).toBe(expected);
	});

	it('is nothing where there is no such case: a row of results may be of other tests', () => {
		expect([PROGRAM, FUNCTION, SCRIPT].map((tests) => caseInput(tests, 2))).toEqual([
			'',
			'add()',
			''
		]);
		expect([PROGRAM, FUNCTION, SCRIPT].map((tests) => caseExpected(tests, 2))).toEqual([
			'',
			'',
			''
		]);
	});
});

describe('a case that was run', () => {
	const outcome = (tests: CodeTests, index: number, text: string): CaseOutcome =>
		judgeCase(tests, index, { kind: 'output', text, ms: 1 }).outcome;

	it('is compared with its own result, as values where a function gave it', () => {
		expect(outcome(PROGRAM, 0, '3')).toBe('passed');
		expect(outcome(PROGRAM, 1, '3')).toBe('wrong');
		expect(outcome(FUNCTION, 0, '[ 3.0 ]')).toBe('passed');
		expect(outcome(FUNCTION, 1, '[3]')).toBe('wrong');
		expect(outcome(FUNCTION, 1, '0')).toBe('passed');
	});

	it('is an error where a function or a program ends without a result, and says so', () => {
		for (const tests of [PROGRAM, FUNCTION]) {
			const { outcome: end, detail } = judgeCase(tests, 0, { kind: 'done', text: 'x', ms: 1 });
			expect([end, detail]).toEqual(['error', 'It gave no result.']);
		}
	});

	it.each(['wrong', 'error', 'timeout', 'memory'] as const)('keeps what went wrong: %s', (kind) => {
		expect(judgeCase(SCRIPT, 0, { kind, text: 'why', ms: -0.6 })).toEqual({
			outcome: kind,
			ms: 0,
			detail: 'why'
		});
	});

	it('keeps texts whole up to their limit, and marks those that are cut', () => {
		expect(cut('abcd', 4)).toBe('abcd');
		expect(cut('abcde', 4)).toBe('abc…');
	});
});

describe('the verdict on code', () => {
	const result = (outcome: CaseOutcome, detail = ''): CaseResult => ({ outcome, ms: 1, detail });
	const reason = (tests: CodeTests, ...results: CaseResult[]): string =>
		codeVerdict('t', 'code', tests, results).reason;
	const passed = result('passed');

	it('has what was run, cut where it is long, and its place above the rule for texts', () => {
		const row = codeVerdict('t', 'x'.repeat(3_000), FUNCTION, [passed, passed]);
		expect(row).toMatchObject({ trajectory_id: 't', verdict: 'correct', grader_version: 1_001 });
		expect(row.extracted).toHaveLength(2_000);
		expect(row.expected).toBe('2 tests in JavaScript');
	});

	it('says it of one test and of several', () => {
		expect(reason(SCRIPT, passed)).toBe('The test passed.');
		expect(reason(SCRIPT, passed, passed)).toBe('All 2 tests passed.');
	});

	it('is not correct where nothing was run', () => {
		expect(codeVerdict('t', 'code', SCRIPT, []).verdict).toBe('wrong');
		expect(codeVerdict('t', 'code', SCRIPT, [passed, result('skipped')]).verdict).toBe('wrong');
	});

	it('says of statements only how their trace ends', () => {
		const trace = 'Traceback:\n  line 1\nAssertionError: 4\n\n';
		expect(reason(SCRIPT, passed, result('wrong', trace))).toBe(
			'1 of 2 tests passed. Test 2, wrong: AssertionError: 4'
		);
		expect(reason(SCRIPT, result('error', ' \n'), passed)).toMatch(
			/Test 1, error: nothing was said\.$/
		);
		const long = reason(SCRIPT, result('error', 'x'.repeat(500)), passed);
		expect(long).toMatch(/error: x{239}…$/);
	});

	it('says of a function what it was given, what it should have given, and what it gave', () => {
		expect(reason(FUNCTION, result('wrong', '[4]\n'), passed)).toBe(
			'1 of 2 tests passed. Test 1, wrong: input “add(1, [2])”, expected “[3]”, got “[4]”.'
		);
		expect(reason(FUNCTION, result('error', 'a\nTypeError: b'), passed)).toMatch(
			/Test 1, error: input “add\(1, \[2\]\)”; TypeError: b$/
		);
		expect(reason(FUNCTION, result('memory'), passed)).toMatch(/out of memory: input “[^”]*”\.$/);
	});

	it('quotes in one line of bounded length, and says nothing of nothing', () => {
		const got = `a  \n\tb${'x'.repeat(500)}`;
		expect(reason(PROGRAM, passed, result('wrong', got))).toMatch(
			/Test 2, wrong: input nothing, expected nothing, got “a bx{116}…”\.$/
		);
	});

	it('counts the tests that were not run', () => {
		const late = result('timeout');
		const skipped = result('skipped');
		expect(reason(PROGRAM, late, passed)).not.toContain('not run');
		expect(reason(PROGRAM, late, skipped)).toMatch(/ 1 test was not run\.$/);
	});

	it('is none of an answer that could not be run, for the reason given', () => {
		expect(unrunVerdict('t', 'No code.')).toMatchObject({
			trajectory_id: 't',
			grader: 'rule',
			grader_version: 1_001,
			verdict: 'unverifiable',
			extracted: null,
			expected: null,
			reason: 'No code.'
		});
	});
});
