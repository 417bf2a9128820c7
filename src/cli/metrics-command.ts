import { detectReasoningStyle } from '../lib/core/model/reasoning.ts';
import { textMetrics } from '../lib/core/metrics/text-metrics.ts';
import { extendRow, requireText, runJsonl, type JsonRow } from './jsonl-command.ts';

/** {response, question?, reasoning?, finish_reason?, tokens?} → the same and every text metric (METRICS §4). */
export async function run(
	input: AsyncIterable<string>,
	write: (line: string) => void
): Promise<number> {
	return runJsonl(input, write, (row) => extendRow(row, metricsOf(row)));
}

function metricsOf(row: JsonRow): JsonRow {
	const response = requireText(row, 'response');
	const reasoning = optionalText(row, 'reasoning');
	const style = detectReasoningStyle(response, reasoning);
	return {
		reasoning_style: style,
		...textMetrics({
			response,
			reasoning,
			style,
			question: optionalText(row, 'question') ?? '',
			finishReason: finishReasonOf(row),
			reportedTokens: reportedTokensOf(row)
		})
	};
}

function optionalText(row: JsonRow, field: string): string | null {
	return row[field] === undefined || row[field] === null ? null : requireText(row, field);
}

/** Servers say more than the metrics tell apart: anything but 'stop' and 'length' is unknown. */
function finishReasonOf(row: JsonRow): string {
	const reason = optionalText(row, 'finish_reason');
	return reason === 'stop' || reason === 'length' ? reason : 'unknown';
}

function reportedTokensOf(row: JsonRow): number | null {
	const tokens = row['tokens'];
	if (tokens === undefined || tokens === null) return null;
	if (typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0) return tokens;
	throw new Error('The field "tokens" must be a whole number, 0 or more.');
}
