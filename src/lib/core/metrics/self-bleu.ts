import { allDocuments, ORDERS, type Corpus } from './diversity.ts';
import type { ItemCounts } from './document-items.ts';

/** NLTK's smoothing method 1: an order without a match counts a tenth of one. */
const SMOOTHING = 0.1;

/**
 * Self-BLEU (Zhu et al. 2018, Texygen): mean BLEU-4 of each document against all the others as
 * references; high means alike. Smoothed as NLTK's method 1. Documents without words are passed
 * over; null for fewer than two with words.
 */
export function selfBleu(
	corpus: Corpus,
	documents: Int32Array = allDocuments(corpus)
): number | null {
	const [words] = corpus.grams;
	const worded = documents.filter((document) => words.totals[document]! > 0);
	if (worded.length < 2) return null;
	const scores = bleuAgainstOthers(corpus, worded);
	return scores.reduce((sum, score) => sum + score, 0) / worded.length;
}

/**
 * Sentence BLEU-4 with uniform weights (Papineni et al. 2002) of each of these documents against the
 * others of them. Two documents with words at least, each once.
 */
export function bleuAgainstOthers(corpus: Corpus, documents: Int32Array): Float64Array {
	const matched = corpus.sharedGrams.map((grams) => clippedMatches(grams, documents));
	const lengths = documents.map((document) => corpus.grams[0].totals[document]!);
	return Float64Array.from(documents, (_, at) => {
		if (matched[0]![at] === 0) return 0;
		const length = lengths[at]!;
		let logPrecision = 0;
		for (const n of ORDERS) {
			const total = Math.max(1, length - n + 1);
			logPrecision += Math.log((matched[n - 1]![at]! || SMOOTHING) / total) / ORDERS.length;
		}
		return brevityPenalty(lengths, at) * Math.exp(logPrecision);
	});
}

/**
 * n-grams of each document found in another one, each at most as often as in the other one that has
 * most. That one is known from the two largest counts of the n-gram, so the cost is linear.
 */
function clippedMatches(grams: ItemCounts, documents: Int32Array): Int32Array {
	const { items, counts, starts } = grams;
	const { most, second, owner } = largestCounts(grams, documents);
	return documents.map((document) => {
		let matched = 0;
		for (let i = starts[document]!; i < starts[document + 1]!; i++) {
			const item = items[i]!;
			matched += Math.min(counts[i]!, owner[item] === document ? second[item]! : most[item]!);
		}
		return matched;
	});
}

/** By item: its largest count in a document, the document that has it, and the next largest count. */
function largestCounts(
	{ items, counts, starts, distinct }: ItemCounts,
	documents: Int32Array
): Record<'most' | 'second' | 'owner', Int32Array> {
	const most = new Int32Array(distinct);
	const second = new Int32Array(distinct);
	const owner = new Int32Array(distinct);
	for (const document of documents) {
		for (let i = starts[document]!; i < starts[document + 1]!; i++) {
			const item = items[i]!;
			if (counts[i]! > most[item]!) {
				second[item] = most[item]!;
				most[item] = counts[i]!;
				owner[item] = document;
			} else if (counts[i]! > second[item]!) {
				second[item] = counts[i]!;
			}
		}
	}
	return { most, second, owner };
}

/** Against the other length that is closest, the shorter of two as close. */
function brevityPenalty(lengths: Int32Array, at: number): number {
	const length = lengths[at]!;
	let closest = Infinity;
	for (let other = 0; other < lengths.length; other++) {
		if (other === at) continue;
		const nearer = Math.abs(lengths[other]! - length) - Math.abs(closest - length);
		if (nearer < 0 || (nearer === 0 && lengths[other]! < closest)) closest = lengths[other]!;
	}
	return length > closest ? 1 : Math.exp(1 - closest / length);
}
