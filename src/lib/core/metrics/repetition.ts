import { deflateSync } from 'fflate';
import { codePointsOf } from './code-points.ts';
import { createWindowIds, type WindowIds } from './window-ids.ts';
import { wordsOf, type Word } from './words.ts';

/** Words per n-gram of the repetition share (METRICS §4). */
export const REPETITION_GRAM_WORDS = 20;

/**
 * Share of a text's code points that lie inside a word 20-gram that occurs more than once (METRICS
 * §4), from the first letter of an n-gram to its last, white space between its words included.
 * Occurrences may overlap, so a loop counts in full. 0 for texts of at most 20 words.
 */
export function repetitionShare(text: string): number {
	const words = wordsOf(text);
	const ids = createWindowIds(internWords(words)).of(REPETITION_GRAM_WORDS);
	const occurrences = new Int32Array(ids.length);
	for (const id of ids) occurrences[id] = occurrences[id]! + 1;
	let covered = 0;
	let coveredUntil = 0;
	ids.forEach((id, first) => {
		if (occurrences[id]! < 2) return;
		const end = words[first + REPETITION_GRAM_WORDS - 1]!.end;
		covered += end - Math.max(coveredUntil, words[first]!.start);
		coveredUntil = end;
	});
	return covered === 0 ? 0 : covered / codePointsOf(text).length;
}

function internWords(words: readonly Word[]): Int32Array {
	const ids = new Map<string, number>();
	return Int32Array.from(words, ({ text }) => {
		const id = ids.get(text) ?? ids.size;
		ids.set(text, id);
		return id;
	});
}

/**
 * Length in code points of the longest block that occurs again without overlapping itself; 0 where
 * no character occurs twice. Exact, O(n log n).
 */
export function longestRepeatedBlock(text: string): number {
	const windows = createWindowIds(codePointsOf(text));
	let known = 0;
	let tooLong = 1;
	while (repeats(windows, tooLong)) [known, tooLong] = [tooLong, tooLong * 2];
	while (tooLong - known > 1) {
		const middle = Math.floor((known + tooLong) / 2);
		if (repeats(windows, middle)) known = middle;
		else tooLong = middle;
	}
	return known;
}

/** Does some window of this length occur twice side by side or further apart? */
function repeats(windows: WindowIds, length: number): boolean {
	const ids = windows.of(length);
	const firstSeen = new Int32Array(ids.length).fill(-1);
	return ids.some((id, start) => {
		const first = firstSeen[id]!;
		if (first < 0) firstSeen[id] = start;
		return first >= 0 && start >= first + length;
	});
}

/** UTF-8 bytes over deflated bytes (level 6): high means repetitive. 1 for the empty text. */
export function compressionRatio(text: string): number {
	if (text === '') return 1;
	const bytes = new TextEncoder().encode(text);
	return bytes.length / deflateSync(bytes, { level: 6 }).length;
}
