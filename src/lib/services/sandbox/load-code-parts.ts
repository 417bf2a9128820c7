import type { CodeParts } from './code-grader.ts';

/** What runs code, when there is code to run. */
export async function loadCodeParts(): Promise<CodeParts> {
	const [{ CodeRunner }, { gradeAnswer }] = await Promise.all([
		import('./code-runner.ts'),
		import('./grade-answer.ts')
	]);
	return { runner: new CodeRunner(), grade: gradeAnswer };
}
