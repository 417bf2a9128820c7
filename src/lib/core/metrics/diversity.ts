import {
	countItems,
	internItems,
	longerGrams,
	sharedItems,
	type ItemCounts
} from './document-items.ts';
import { normalisedWords } from './words.ts';

/**
 * Corpus-level diversity (METRICS §5). Texts are read once; every measure can then be taken of any
 * part of them, given as indexes of documents, each at most once.
 */
export interface Corpus {
	/** Documents, also those without a word. */
	readonly size: number;
	/** Normalised words, then their 2-, 3- and 4-grams. */
	readonly grams: readonly [ItemCounts, ItemCounts, ItemCounts, ItemCounts];
	/** Those found in more than one document: the few that can match another document. */
	readonly sharedGrams: readonly ItemCounts[];
	readonly numbers: ItemCounts;
}

export type Order = 1 | 2 | 3 | 4;
export const ORDERS: readonly Order[] = [1, 2, 3, 4];

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

export function readCorpus(texts: readonly string[]): Corpus {
	const words = internItems(texts.map(normalisedWords));
	const pairs = longerGrams(words, words, 1);
	const triples = longerGrams(pairs, words, 2);
	const quadruples = longerGrams(triples, words, 3);
	const grams = [
		countItems(words),
		countItems(pairs),
		countItems(triples),
		countItems(quadruples)
	] as const;
	return {
		size: texts.length,
		grams,
		sharedGrams: grams.map(sharedItems),
		numbers: countItems(internItems(texts.map(numbersIn)))
	};
}

/** Without thousands separators: 1,000 is 1000. */
function numbersIn(text: string): string[] {
	return (text.match(NUMBER) ?? []).map((digits) => digits.replaceAll(',', ''));
}

/** Indexes of every document. */
export function allDocuments({ size }: Pick<Corpus, 'size'>): Int32Array {
	return Int32Array.from({ length: size }, (_, document) => document);
}

/** distinct-n (Li et al. 2016): different n-grams over all n-grams; null where there is none. */
export function distinctN(
	corpus: Corpus,
	n: Order,
	documents: Int32Array = allDocuments(corpus)
): number | null {
	const { items, starts, totals, distinct } = corpus.grams[n - 1]!;
	const isSeen = new Uint8Array(distinct);
	let total = 0;
	let different = 0;
	for (const document of documents) {
		total += totals[document]!;
		for (let i = starts[document]!; i < starts[document + 1]!; i++) {
			const item = items[i]!;
			different += 1 - isSeen[item]!;
			isSeen[item] = 1;
		}
	}
	return total === 0 ? null : different / total;
}

/** Entropy in nats of the numbers that occur in the texts; 0 where there is none. */
export function numbersEntropyNats(
	{ size, numbers }: Corpus,
	documents: Int32Array = allDocuments({ size })
): number {
	const { items, counts, starts, totals, distinct } = numbers;
	const tally = new Float64Array(distinct);
	let total = 0;
	for (const document of documents) {
		total += totals[document]!;
		for (let i = starts[document]!; i < starts[document + 1]!; i++) {
			tally[items[i]!]! += counts[i]!;
		}
	}
	let entropy = 0;
	for (const count of tally) {
		if (count > 0) entropy -= (count / total) * Math.log(count / total);
	}
	return entropy;
}
