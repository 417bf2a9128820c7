import { splitReasoning, type ReasoningStyle } from '../../lib/core/model/reasoning.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { ANALYSIS_VERSION, textMetrics } from '../../lib/core/metrics/text-metrics.ts';
import type { QueryRow } from '../../lib/protocol/queries.ts';

export type AnalysisInput = QueryRow<'analysis/inputs'>;

/** An answer beside its reference, for a grader. */
export interface GradedAnswer {
	/** null where the question has no reference answer. */
	readonly gold: string | null;
	/** The answer part of the response, or all of it where it has none. */
	readonly response: string;
	readonly answerType: string;
	readonly truncated: boolean;
}

export interface Grade {
	readonly verdict: 'correct' | 'wrong' | 'unverifiable';
	readonly extracted: string | null;
	readonly expected: string | null;
	readonly reason: string;
}

export interface Grader {
	/** Raised whenever its verdicts may change. */
	readonly version: number;
	grade(answer: GradedAnswer): Grade | Promise<Grade>;
}

/** The row of `analyses`. */
export function analysisRow(input: AnalysisInput): Row<'analyses'> {
	return {
		trajectory_id: input.id,
		version: ANALYSIS_VERSION,
		...textMetrics({
			...markedResponse(input),
			finishReason: input.finish_reason,
			reportedTokens: input.reported_tokens,
			question: input.question
		})
	};
}

/** The rule's row of `verdicts`. An answer that the grader chokes on is unverifiable, not fatal. */
export async function verdictRow(
	input: AnalysisInput,
	format: string,
	grader: Grader
): Promise<Row<'verdicts'>> {
	const answer = {
		gold: input.gold,
		response: splitReasoning(markedResponse(input)).answer || input.response,
		answerType: input.answer_type,
		truncated: format === 'truncated'
	};
	try {
		const { verdict, extracted, expected, reason } = await grader.grade(answer);
		return ruleVerdict(input.id, grader, { verdict, extracted, expected, reason });
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		return unverifiedRow(input.id, grader, `the rule failed: ${cause}`);
	}
}

/** The verdict on an answer that could not be looked at. */
export function unverifiedRow(id: string, grader: Grader, reason: string): Row<'verdicts'> {
	return ruleVerdict(id, grader, {
		verdict: 'unverifiable',
		extracted: null,
		expected: null,
		reason
	});
}

function ruleVerdict(id: string, { version }: Grader, grade: Grade): Row<'verdicts'> {
	return { trajectory_id: id, grader: 'rule', grader_version: version, ...grade };
}

function markedResponse({ response, reasoning, reasoning_style }: AnalysisInput) {
	return { response, reasoning, style: reasoning_style as ReasoningStyle };
}
