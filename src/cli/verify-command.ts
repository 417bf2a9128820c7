import { detectReasoningStyle, splitReasoning } from '../lib/core/model/reasoning.ts';
import { createVerifier } from '../lib/core/verify/verifier.ts';
import { extendRow, requireText, runJsonl, type JsonRow } from './jsonl-command.ts';

/** {gold, response, answer_type?} → the same and {extracted, verdict, reason}. */
export async function run(
	input: AsyncIterable<string>,
	write: (line: string) => void
): Promise<number> {
	const verifier = await createVerifier();
	return runJsonl(input, write, async (row) => {
		const { extracted, verdict, reason } = await verifier.verify({
			gold: goldOf(row),
			response: answerPart(requireText(row, 'response')),
			answerType: typeof row['answer_type'] === 'string' ? row['answer_type'] : 'auto'
		});
		return extendRow(row, { extracted, verdict, reason });
	});
}

/** A number in a file is taken by its text; null means that nobody knows the answer. */
function goldOf(row: JsonRow): string | null {
	const { gold } = row;
	if (gold === null) return null;
	if (typeof gold === 'number' || typeof gold === 'boolean') return String(gold);
	return requireText(row, 'gold');
}

/** What stands after the reasoning; all of it where no answer followed. */
function answerPart(response: string): string {
	const style = detectReasoningStyle(response, null);
	const { answer } = splitReasoning({ response, reasoning: null, style });
	return answer === '' ? response : answer;
}
