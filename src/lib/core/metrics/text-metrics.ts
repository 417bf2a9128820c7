import { splitReasoning, type MarkedResponse } from '../model/reasoning.ts';
import type { Row } from '../model/tables.ts';
import { codePointCount } from './code-points.ts';
import { judgeFormat } from './format.ts';
import { countMarkers } from './markers.ts';
import { compressionRatio, longestRepeatedBlock, repetitionShare } from './repetition.ts';
import { foreignScriptShare } from './script-mix.ts';
import { estimateTokens } from './tokens.ts';
import { wholeText } from './whole-text.ts';
import { wordsOf } from './words.ts';

/** Raised whenever a number below changes its meaning, so that stored rows are computed anew. */
export const ANALYSIS_VERSION = 1;

export interface TextMetricsInput extends MarkedResponse {
	/** 'stop', 'length' or 'unknown'. */
	readonly finishReason: string;
	/** As counted by whoever generated the response; null where nobody did. */
	readonly reportedTokens: number | null;
	/** As it was put to the model; its script is the native one. */
	readonly question: string;
}

/** A row of the table `analyses` without its key and version. */
export type TextMetrics = Omit<Row<'analyses'>, 'trajectory_id' | 'version'>;

/**
 * Every metric that needs nothing but the text (METRICS §4). Reasoning in a field of its own counts
 * as part of the text. Time and memory grow as n log n; any text is allowed.
 */
export function textMetrics(input: TextMetricsInput): TextMetrics {
	const text = wholeText(input.response, input.reasoning);
	const parts = splitReasoning(input);
	const words = wordsOf(text).length;
	const marks = countMarkers(text);
	const per1000Words = (count: number): number => (words === 0 ? 0 : (1000 * count) / words);
	return {
		chars: codePointCount(text),
		words,
		tokens: input.reportedTokens ?? estimateTokens(text),
		tokens_estimated: input.reportedTokens === null,
		reasoning_chars: codePointCount(parts.reasoning),
		answer_chars: codePointCount(parts.answer),
		format: judgeFormat(input, input.finishReason),
		repetition_share: repetitionShare(text),
		compression_ratio: compressionRatio(text),
		longest_repeat_chars: longestRepeatedBlock(text),
		check_rate: per1000Words(marks.check),
		perhaps_rate: per1000Words(marks.perhaps),
		wait_rate: per1000Words(marks.wait),
		therefore_rate: per1000Words(marks.therefore),
		foreign_script_share: foreignScriptShare(text, input.question)
	};
}
