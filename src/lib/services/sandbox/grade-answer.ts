import { caseRows, codeVerdict, unrunVerdict } from '../../core/code/code-verdict.ts';
import { extractCode, type FoundCode } from '../../core/code/code-block.ts';
import type { CaseResult } from '../../core/code/case-result.ts';
import { parseTests, type CodeTests } from '../../core/code/code-tests.ts';
import { splitReasoning, type ReasoningStyle } from '../../core/model/reasoning.ts';
import type { Row } from '../../core/model/tables.ts';
import type { QueryRow } from '../../protocol/queries.ts';

export interface GradedAnswer {
	readonly verdict: Row<'verdicts'>;
	readonly cases: readonly Row<'case_results'>[];
}

export type RunCode = (code: string, tests: CodeTests) => Promise<readonly CaseResult[]>;

/** Runs an answer against the tests of its question. Rejects where the sandbox itself failed. */
export async function gradeAnswer(
	input: QueryRow<'analysis/inputs'>,
	run: RunCode
): Promise<GradedAnswer> {
	const unrun = (reason: string): GradedAnswer => ({
		verdict: unrunVerdict(input.id, reason),
		cases: []
	});
	if (input.gold === null) return unrun('The question has no tests.');
	const tests = parseTests(input.gold);
	if (tests === null) return unrun('The tests of this question cannot be read.');
	const found = codeOf(input, tests);
	if ('missing' in found) return unrun(found.missing);
	const results = await run(found.code, tests);
	return {
		verdict: codeVerdict(input.id, found.code, tests, results),
		cases: caseRows(input.id, results)
	};
}

function codeOf(input: QueryRow<'analysis/inputs'>, tests: CodeTests): FoundCode {
	const { response, reasoning } = input;
	const style = input.reasoning_style as ReasoningStyle;
	// As it is, where it has no marks: the rest of a function begins with spaces.
	const answer =
		style === 'none' ? response : splitReasoning({ response, reasoning, style }).answer || response;
	const entryPoint = 'entryPoint' in tests ? (tests.entryPoint ?? null) : null;
	return extractCode(answer, tests.language, entryPoint);
}
