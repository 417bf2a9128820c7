import { normalisedWords } from '../../../src/lib/core/metrics/words.ts';

/** The measures of corpus-level diversity as their definitions read, one string for each n-gram. */

export function naiveDistinctN(texts: readonly string[], n: number): number | null {
	const grams = texts.flatMap((text) => gramsOf(normalisedWords(text), n));
	return grams.length === 0 ? null : new Set(grams).size / grams.length;
}

export function naiveSelfBleu(texts: readonly string[]): number | null {
	const sample = texts.map(normalisedWords).filter((words) => words.length > 0);
	if (sample.length < 2) return null;
	const scores = sample.map((words, index) =>
		naiveBleu(
			words,
			sample.filter((_, other) => other !== index)
		)
	);
	return scores.reduce((sum, score) => sum + score, 0) / sample.length;
}

function naiveBleu(words: readonly string[], references: readonly (readonly string[])[]): number {
	const matched = [1, 2, 3, 4].map((n) => clipped(words, references, n));
	if (matched[0] === 0) return 0;
	const precisions = matched.map(
		(matches, at) => (matches === 0 ? 0.1 : matches) / Math.max(1, words.length - at)
	);
	const [closest] = references
		.map(({ length }) => length)
		.sort((a, b) => Math.abs(a - words.length) - Math.abs(b - words.length) || a - b);
	const brevity = words.length > closest! ? 1 : Math.exp(1 - closest! / words.length);
	return brevity * precisions.reduce((product, precision) => product * precision, 1) ** 0.25;
}

function clipped(
	words: readonly string[],
	references: readonly (readonly string[])[],
	n: number
): number {
	const grams = gramsOf(words, n);
	return [...new Set(grams)].reduce((sum, gram) => {
		const times = (all: readonly string[]) => all.filter((other) => other === gram).length;
		const most = Math.max(...references.map((reference) => times(gramsOf(reference, n))));
		return sum + Math.min(times(grams), most);
	}, 0);
}

function gramsOf(words: readonly string[], n: number): string[] {
	return words.slice(n - 1).map((_, at) => words.slice(at, at + n).join(' '));
}
