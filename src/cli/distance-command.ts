import { codePointsOf } from '../lib/core/metrics/code-points.ts';
import { MAX_SYMBOL } from '../lib/core/select/edit-distance/symbols.ts';
import { SequenceDistances } from '../lib/core/select/edit-distance/sequence-distances.ts';
import { type DistanceUnit, exactDistance } from '../lib/core/select/levenshtein.ts';
import { extendRow, type JsonRow, requireText, runJsonl } from './jsonl-command.ts';
import { loadKernel } from './load-kernel.ts';

/**
 * {a, b} → the same and {unit, distance, normalised}: exact Levenshtein (METRICS §5), over code points
 * where both are texts, over tokens where both are arrays of token ids.
 */
export async function run(
	input: AsyncIterable<string>,
	write: (line: string) => void
): Promise<number> {
	const kernel = loadKernel();
	return runJsonl(input, write, (row) => {
		const unit: DistanceUnit = Array.isArray(row.a) ? 'token' : 'codepoint';
		const sequenceOf = unit === 'token' ? requireTokens : requireCodePoints;
		const pair = [sequenceOf(row, 'a'), sequenceOf(row, 'b')];
		return extendRow(row, { unit, ...exactDistance(new SequenceDistances(kernel, pair), 0, 1) });
	});
}

function requireCodePoints(row: JsonRow, field: string): Int32Array {
	return codePointsOf(requireText(row, field));
}

function requireTokens(row: JsonRow, field: string): Int32Array {
	const value = row[field];
	if (!Array.isArray(value) || !value.every(isTokenId)) {
		throw new Error(`The field "${field}" must be an array of token ids, as the other one is.`);
	}
	return Int32Array.from(value);
}

function isTokenId(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_SYMBOL;
}
