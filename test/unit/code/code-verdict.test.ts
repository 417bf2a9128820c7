import { describe, expect, it } from 'vitest';
import { judgeCase, type CaseResult } from '../../../src/lib/core/code/case-result.ts';
import {
	parseTests,
	serialiseTests,
	type CodeTests
} from '../../../src/lib/core/code/code-tests.ts';
import { caseRows, codeVerdict } from '../../../src/lib/core/code/code-verdict.ts';
import { gradeAnswer } from '../../../src/lib/services/sandbox/grade-answer.ts';

const TESTS = parseTests(
	serialiseTests({
		version: 1,
		language: 'python',
		kind: 'stdio',
		cases: [
			{ input: '1\n2\n', output: '3\n' },
			{ input: '2\n2\n', output: '4\n' },
			{ input: '0\n0\n', output: '0\n' }
		]
	})
)!;
const passed: CaseResult = { outcome: 'passed', ms: 1, detail: '' };
const verdict = (...results: CaseResult[]) => codeVerdict('t', 'code', TESTS, results);

describe('a case', () => {
	const judged = (kind: 'output' | 'done' | 'timeout', text = '') =>
		judgeCase(TESTS, 0, { kind, text, ms: 1.6 });

	it('passes by what was written alone', () => {
		expect(judged('output', '3')).toEqual({ outcome: 'passed', ms: 2, detail: '' });
		expect(judged('output', '4')).toEqual({ outcome: 'wrong', ms: 2, detail: '4' });
		expect(judged('done').outcome).toBe('error');
		expect(judged('timeout').outcome).toBe('timeout');
	});

	it('passes as a script where that came to its end, and not by output', () => {
		const script: CodeTests = {
			...TESTS,
			kind: 'script',
			setup: '',
			cases: [{ code: 'check()' }]
		} as never;
		expect(judgeCase(script, 0, { kind: 'done', text: '', ms: 1 }).outcome).toBe('passed');
		expect(judgeCase(script, 0, { kind: 'output', text: '', ms: 1 }).outcome).toBe('wrong');
	});

	it('keeps no more than a person reads', () => {
		expect(judged('output', 'x'.repeat(5_000)).detail).toHaveLength(1_000);
	});
});

describe('the verdict', () => {
	it('is correct where all passed', () => {
		expect(verdict(passed, passed, passed)).toMatchObject({
			grader: 'rule',
			verdict: 'correct',
			expected: '3 tests in Python',
			reason: 'All 3 tests passed.'
		});
	});

	it('names the first test that failed', () => {
		const wrong: CaseResult = { outcome: 'wrong', ms: 1, detail: '5\n' };
		expect(verdict(passed, wrong, passed)).toMatchObject({
			verdict: 'wrong',
			reason: '2 of 3 tests passed. Test 2, wrong: input “2 2”, expected “4”, got “5”.'
		});
		const late: CaseResult = { outcome: 'timeout', ms: 5_000, detail: '' };
		const skipped: CaseResult = { outcome: 'skipped', ms: 0, detail: '' };
		expect(verdict(late, skipped, skipped).reason).toBe(
			'0 of 3 tests passed. Test 1, ran too long: input “1 2”. 2 tests were not run.'
		);
	});

	it('has a row for each test', () => {
		expect(caseRows('t', [passed])).toEqual([
			{ trajectory_id: 't', case_index: 0, outcome: 'passed', milliseconds: 1, detail: '' }
		]);
	});
});

describe('an answer that is not run', () => {
	const input = {
		id: 't',
		response: '```python\nx\n```',
		reasoning: null,
		reasoning_style: 'none',
		finish_reason: 'stop',
		reported_tokens: null,
		question: 'q',
		gold: serialiseTests(TESTS),
		answer_type: 'code'
	};
	const never = () => Promise.reject(new Error('it was run'));

	it.each([
		['no tests', { gold: null }],
		['tests of nobody', { gold: '{"a": 1}' }],
		['no code', { response: 'I do not know.' }],
		['code that was cut off', { response: '```python\nx' }],
		[
			'code in its reasoning alone',
			{ response: '<think>\n```python\nx\n```\n</think>No.', reasoning_style: 'think' }
		]
	])('is unverifiable: %s', async (_, change) => {
		const { verdict: row, cases } = await gradeAnswer({ ...input, ...change }, never);
		expect(row.verdict).toBe('unverifiable');
		expect(cases).toEqual([]);
	});

	it('is not judged where the sandbox fails', async () => {
		await expect(gradeAnswer(input, never)).rejects.toThrow('it was run');
	});
});
