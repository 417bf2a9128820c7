import type { CodeTestsInput } from '../../src/lib/core/code/code-tests.ts';

/** What an answer of the sample must come to: the verdict, and how its first test that fails fails. */
export interface ExpectedGrade {
	readonly verdict: 'correct' | 'wrong' | 'unverifiable';
	readonly outcome: 'passed' | 'wrong' | 'error' | 'timeout' | 'memory' | 'none';
}

export interface SampleAnswer extends ExpectedGrade {
	readonly response: string;
}

export interface Problem {
	readonly domain: string;
	readonly question: string;
	readonly tests: CodeTestsInput;
	/** Of the careful teacher, then of the hasty one. */
	readonly answers: readonly [SampleAnswer, SampleAnswer];
}

export type Language = 'python' | 'javascript';

/** Short limits: some answers run until they are stopped. */
const LIMITS = { timeLimitMs: 2_000, memoryLimitMb: 128 } as const;

/** Tests of a program that reads and writes; the outputs come from `solve`. */
export function program(
	language: Language,
	inputs: readonly string[],
	solve: (input: string) => string
): CodeTestsInput {
	const cases = inputs.map((input) => ({ input, output: solve(input) }));
	return { version: 1, language, kind: 'stdio', ...LIMITS, cases };
}

/** Tests of a function; the results come from `solve`. */
export function callable<Args extends readonly unknown[]>(
	language: Language,
	entryPoint: string,
	calls: readonly Args[],
	solve: (...args: Args) => unknown
): CodeTestsInput {
	const cases = calls.map((args) => ({
		args: JSON.stringify(args),
		expected: JSON.stringify(solve(...args))
	}));
	return { version: 1, language, kind: 'function', entryPoint, ...LIMITS, cases };
}

export function right(response: string): SampleAnswer {
	return { response, verdict: 'correct', outcome: 'passed' };
}

export function fails(
	outcome: 'wrong' | 'error' | 'timeout' | 'memory',
	response: string
): SampleAnswer {
	return { response, verdict: 'wrong', outcome };
}

export function notRun(response: string): SampleAnswer {
	return { response, verdict: 'unverifiable', outcome: 'none' };
}

export function python(code: string, before = 'Here is my program.'): string {
	return `${before}\n\n\`\`\`python\n${code.trim()}\n\`\`\`\n`;
}

export function javascript(code: string, before = 'Here is my program.'): string {
	return `${before}\n\n\`\`\`js\n${code.trim()}\n\`\`\`\n`;
}
