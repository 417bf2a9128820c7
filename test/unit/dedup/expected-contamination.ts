import type { BenchmarkItem, Contamination } from '../../../src/lib/core/dedup/decontaminate.ts';
import { normalisedWords, normalisedWordsAndSigns } from '../../../src/lib/core/metrics/words.ts';

/** Contamination as its definition reads: every n-gram of the question against every item. */
export function expectedContamination(
	question: string,
	items: readonly BenchmarkItem[]
): Contamination[] {
	const found = new Map<string, Contamination>();
	const words = normalisedWords(question);
	for (const n of [13, 8]) {
		for (const ngram of gramsOf(words, n)) {
			for (const { id, list, text } of items) {
				const own = normalisedWords(text);
				const asked = Math.min(words.length, own.length) >= 13 ? 13 : 8;
				if (n !== asked || found.has(list) || !gramsOf(own, n).includes(ngram)) continue;
				found.set(list, { list, itemId: id, ngram, n });
			}
		}
	}
	if (words.length >= 8) return [...found.values()];
	for (const { id, list, text } of items) {
		const key = wholeText(question);
		if (found.has(list) || wholeText(text) !== key) continue;
		found.set(list, { list, itemId: id, ngram: key, n: key.split(' ').length });
	}
	return [...found.values()];
}

function wholeText(text: string): string {
	return normalisedWordsAndSigns(text).join(' ') || text.trim();
}

function gramsOf(words: readonly string[], n: number): string[] {
	return words.slice(n - 1).map((_, at) => words.slice(at, at + n).join(' '));
}
