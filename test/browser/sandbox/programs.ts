import { afterAll } from 'vitest';
import type { CodeTests } from '../../../src/lib/core/code/code-tests.ts';
import { CodeRunner } from '../../../src/lib/services/sandbox/code-runner.ts';

type Pairs = readonly (readonly [string, string])[];
type Given = Pick<CodeTests, 'language' | 'timeLimitMs' | 'memoryLimitMb'>;

/** Runs programs of one language in the real sandbox, until the tests of the file are over. */
export function programsOf(given: Given) {
	const runner = new CodeRunner();
	afterAll(() => runner.close());
	const tests = { version: 1, preamble: '', ...given } as const;

	async function run(code: string, of: CodeTests) {
		const results = await runner.run(code, of, new AbortController().signal);
		return results.map(({ outcome, detail }) => ({ outcome, detail }));
	}

	return {
		tests,
		/** Tests of inputs and outputs. */
		stdio: (...cases: Pairs): CodeTests => ({
			...tests,
			kind: 'stdio',
			cases: cases.map(([input, output]) => ({ input, output }))
		}),
		/** Tests of arguments and results, as JSON. */
		calls: (entryPoint: string, ...cases: Pairs): CodeTests => ({
			...tests,
			kind: 'function',
			entryPoint,
			cases: cases.map(([args, expected]) => ({ args, expected }))
		}),
		run,
		outcomes: async (code: string, of: CodeTests): Promise<string[]> =>
			(await run(code, of)).map(({ outcome }) => outcome)
	};
}
