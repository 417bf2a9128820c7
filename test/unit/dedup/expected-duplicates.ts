import type { NearDuplicate } from '../../../src/lib/core/dedup/near-duplicates.ts';
import { normalisedWordsAndSigns } from '../../../src/lib/core/metrics/words.ts';

/** Near-duplicates as their definition reads: all pairs, sets of strings. */
export function expectedDuplicates(texts: readonly string[], minJaccard: number): NearDuplicate[] {
	const sets = texts.map(shinglesOf);
	return sets.flatMap((own, index) => {
		const similarities = sets.slice(0, index).map((other) => jaccard(own, other));
		const best = Math.max(0, ...similarities);
		return best >= minJaccard
			? [{ index, originalIndex: similarities.indexOf(best), jaccard: best }]
			: [];
	});
}

function shinglesOf(text: string): Set<string> {
	const words = normalisedWordsAndSigns(text);
	if (words.length < 5) return new Set([words.length === 0 ? text.trim() : words.join(' ')]);
	return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const common = [...a].filter((shingle) => b.has(shingle)).length;
	return common / (a.size + b.size - common);
}
