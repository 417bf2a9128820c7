import { createRandom } from '../stats/random.ts';
import { normalisedWords } from './words.ts';

/**
 * Corpus-level diversity (METRICS §5), over normalised words.
 */

/** distinct-n (Li et al. 2016): different n-grams over all n-grams; null where there is none. */
export function distinctN(texts: readonly string[], n: 1 | 2 | 3 | 4): number | null {
	const different = new Set<string>();
	let total = 0;
	for (const text of texts) {
		const grams = gramsOf(normalisedWords(text), n);
		total += grams.length;
		for (const gram of grams) different.add(gram);
	}
	return total === 0 ? null : different.size / total;
}

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/** Entropy in nats of the numbers that occur in the texts; 0 where there is none. */
export function numbersEntropyNats(texts: readonly string[]): number {
	const counts = new Map<string, number>();
	let total = 0;
	for (const text of texts) {
		for (const [digits] of text.matchAll(NUMBER)) {
			const number = digits.replaceAll(',', '');
			counts.set(number, (counts.get(number) ?? 0) + 1);
			total++;
		}
	}
	let entropy = 0;
	for (const count of counts.values()) entropy -= (count / total) * Math.log(count / total);
	return entropy;
}

export interface SelfBleuOptions {
	readonly seed: number;
	/** Texts compared with each other; cost grows with the square. */
	readonly sampleSize: number;
}

const BLEU_ORDERS = [1, 2, 3, 4];
/** NLTK's smoothing method 1: an order without a match counts a tenth of one. */
const SMOOTHING = 0.1;

/**
 * Self-BLEU (Zhu et al. 2018, Texygen): mean BLEU-4 of each text of a seeded sample against all the
 * others as references; high means alike. Smoothed as NLTK's method 1. null for fewer than two
 * texts with words.
 */
export function selfBleu(texts: readonly string[], options: SelfBleuOptions): number | null {
	const sample = createRandom(options.seed)
		.shuffle(texts.map(normalisedWords).filter((words) => words.length > 0))
		.slice(0, options.sampleSize);
	if (sample.length < 2) return null;
	const total = sample.reduce((sum, words, index) => {
		const others = sample.filter((_, other) => other !== index);
		return sum + bleu4(words, others);
	}, 0);
	return total / sample.length;
}

/** Sentence BLEU-4 with uniform weights against several references (Papineni et al. 2002). */
export function bleu4(
	words: readonly string[],
	references: readonly (readonly string[])[]
): number {
	let logPrecision = 0;
	for (const n of BLEU_ORDERS) {
		const matched = clippedMatches(words, references, n);
		if (n === 1 && matched === 0) return 0;
		const total = Math.max(1, words.length - n + 1);
		logPrecision += Math.log((matched === 0 ? SMOOTHING : matched) / total) / BLEU_ORDERS.length;
	}
	return brevityPenalty(words.length, references) * Math.exp(logPrecision);
}

/** n-grams of the text found in a reference, each at most as often as in the reference that has most. */
function clippedMatches(
	words: readonly string[],
	references: readonly (readonly string[])[],
	n: number
): number {
	const most = new Map<string, number>();
	for (const reference of references) {
		for (const [gram, count] of countsOf(gramsOf(reference, n))) {
			most.set(gram, Math.max(most.get(gram) ?? 0, count));
		}
	}
	let matched = 0;
	for (const [gram, count] of countsOf(gramsOf(words, n))) {
		matched += Math.min(count, most.get(gram) ?? 0);
	}
	return matched;
}

function brevityPenalty(length: number, references: readonly (readonly string[])[]): number {
	let closest = references[0]?.length ?? 0;
	for (const { length: other } of references) {
		const nearer = Math.abs(other - length) - Math.abs(closest - length);
		if (nearer < 0 || (nearer === 0 && other < closest)) closest = other;
	}
	return length > closest ? 1 : Math.exp(1 - closest / length);
}

function gramsOf(words: readonly string[], n: number): string[] {
	const grams: string[] = [];
	for (let i = 0; i + n <= words.length; i++) grams.push(words.slice(i, i + n).join(' '));
	return grams;
}

function countsOf(grams: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
	return counts;
}
