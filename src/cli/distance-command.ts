import { normalisedDistance } from '../lib/core/select/levenshtein.ts';
import { extendRow, requireText, runJsonl } from './jsonl-command.ts';

/** {a, b} → the same and {distance, normalised}: exact Levenshtein over code points (METRICS §5). */
export async function run(
	input: AsyncIterable<string>,
	write: (line: string) => void
): Promise<number> {
	return runJsonl(input, write, (row) =>
		extendRow(row, { ...normalisedDistance(requireText(row, 'a'), requireText(row, 'b')) })
	);
}
