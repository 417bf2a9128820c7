import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { groupBy } from '../../src/lib/core/model/group-by.ts';

const AIME = new URL('../../test/fixtures/aime24-long-cot/trajectories.jsonl.gz', import.meta.url);

/** The AIME 2024 roll-outs, question by question: 30 questions of 11 each. */
export function aimeRollOuts(): string[][] {
	const lines = gunzipSync(readFileSync(AIME)).toString('utf8').trim().split('\n');
	const rows = lines.map((line) => JSON.parse(line) as { question_id: string; response: string });
	return [...groupBy(rows, (row) => row.question_id).values()].map((group) =>
		group.map(({ response }) => response)
	);
}

/**
 * Pieces of `length` characters cut from the roll-outs of one question, `count` of them: real text, one
 * question, one length. Null where the roll-outs are too short for so many.
 */
export function piecesOf(
	rollOuts: readonly string[],
	count: number,
	length: number
): string[] | null {
	const pieces: string[] = [];
	// First the beginnings of all, then what follows in the longer ones.
	for (let from = 0; pieces.length < count; from += length) {
		const long = rollOuts.filter((text) => text.length >= from + length);
		if (long.length === 0) return null;
		pieces.push(...long.map((text) => text.slice(from, from + length)));
	}
	return pieces.slice(0, count);
}
