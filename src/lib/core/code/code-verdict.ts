import type { Row } from '../model/tables.ts';
import { caseExpected, caseInput, cut, type CaseResult } from './case-result.ts';
import { serialiseTests, type CodeTests } from './code-tests.ts';
import { describeTests } from './tests-summary.ts';

/**
 * Raised whenever verdicts on code may change. Far above the versions of the rule for texts
 * (core/verify/verifier.ts), whose rows these take the place of: a question that turns out to have tests is
 * run, and what was run is not checked as a text again.
 */
export const CODE_GRADER_VERSION = 1_001;

const MAX_SHOWN_CODE_CHARS = 2_000;
const MAX_QUOTE_CHARS = 120;
const WORDS: Readonly<Record<CaseResult['outcome'], string>> = {
	passed: 'passed',
	wrong: 'wrong',
	error: 'error',
	timeout: 'ran too long',
	memory: 'out of memory',
	skipped: 'not run'
};

/** The verdict of the rule on an answer that was run: correct where every case passed. */
export function codeVerdict(
	trajectoryId: string,
	code: string,
	tests: CodeTests,
	results: readonly CaseResult[]
): Row<'verdicts'> {
	const passed = results.filter(({ outcome }) => outcome === 'passed').length;
	return {
		trajectory_id: trajectoryId,
		grader: 'rule',
		grader_version: CODE_GRADER_VERSION,
		verdict: passed === results.length && passed > 0 ? 'correct' : 'wrong',
		extracted: cut(code, MAX_SHOWN_CODE_CHARS),
		expected: describeTests(serialiseTests(tests) ?? ''),
		reason: sentences(tests, results, passed)
	};
}

/** The verdict on an answer that could not be run. */
export function unrunVerdict(trajectoryId: string, reason: string): Row<'verdicts'> {
	return {
		trajectory_id: trajectoryId,
		grader: 'rule',
		grader_version: CODE_GRADER_VERSION,
		verdict: 'unverifiable',
		extracted: null,
		expected: null,
		reason
	};
}

/** One row per case. */
export function caseRows(
	trajectoryId: string,
	results: readonly CaseResult[]
): Row<'case_results'>[] {
	return results.map(({ outcome, ms, detail }, index) => ({
		trajectory_id: trajectoryId,
		case_index: index,
		outcome,
		milliseconds: ms,
		detail
	}));
}

function sentences(tests: CodeTests, results: readonly CaseResult[], passed: number): string {
	if (passed === results.length) {
		return passed === 1 ? 'The test passed.' : `All ${passed} tests passed.`;
	}
	const first = results.findIndex(({ outcome }) => outcome !== 'passed');
	const skipped = results.filter(({ outcome }) => outcome === 'skipped').length;
	const rest =
		skipped === 0 ? '' : ` ${skipped === 1 ? '1 test was' : `${skipped} tests were`} not run.`;
	return `${passed} of ${results.length} tests passed. ${failure(tests, results[first]!, first)}${rest}`;
}

function failure(tests: CodeTests, { outcome, detail }: CaseResult, index: number): string {
	const said = `Test ${index + 1}, ${WORDS[outcome]}: `;
	const input = `input ${quote(caseInput(tests, index))}`;
	if (tests.kind === 'script') return `${said}${lastLine(detail)}`;
	if (outcome !== 'wrong') return `${said}${input}${detail === '' ? '.' : `; ${lastLine(detail)}`}`;
	return `${said}${input}, expected ${quote(caseExpected(tests, index))}, got ${quote(detail)}.`;
}

function quote(text: string): string {
	const line = text.trim().replace(/\s+/gu, ' ');
	return line === '' ? 'nothing' : `“${cut(line, MAX_QUOTE_CHARS)}”`;
}

/** Of a traceback, what it ends with. */
function lastLine(text: string): string {
	const line = text.trim().split('\n').at(-1) ?? '';
	return cut(line === '' ? 'nothing was said.' : line, 2 * MAX_QUOTE_CHARS);
}
