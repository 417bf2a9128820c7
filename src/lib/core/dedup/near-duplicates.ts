import { normalisedWordsAndSigns } from '../metrics/words.ts';
import { bandingFor, LshIndex } from './lsh-index.ts';
import { Signatures } from './signatures.ts';
import { PlainTextKernel } from './text-kernel/plain-text-kernel.ts';
import { GRAM_WORDS, type TextKernel } from './text-kernel/text-kernel.ts';
import { WordReader } from './text-kernel/word-reader.ts';

export interface NearDuplicate {
	/** Index of the later text. */
	readonly index: number;
	/** Index of the most alike EARLIER text; the first of them where several are equally alike. */
	readonly originalIndex: number;
	/** Exact Jaccard similarity of their word 5-grams. */
	readonly jaccard: number;
}

/** Candidates that are compared exactly, most promising first. */
const MAX_VERIFIED = 64;

/**
 * Texts that are near-duplicates of an earlier one (METRICS §6.3): MinHash over word 5-grams finds
 * candidates, exact Jaccard similarity decides. Signs count as words, so '3 + 5' and '3 - 5' differ.
 * A text of fewer than five words is one shingle, and a duplicate only of its like; of a text without
 * words, that is one with the same characters.
 *
 * Dropping every text found at some threshold keeps the first of each cluster. As each comes with
 * its best match, a higher threshold can be applied later without a new search.
 */
export function findNearDuplicates(
	texts: readonly string[],
	minJaccard: number,
	kernel: TextKernel = new PlainTextKernel()
): NearDuplicate[] {
	const reader = new WordReader(kernel, true);
	const index = new LshIndex(bandingFor(minJaccard));
	const signatures = new Signatures(texts.length, minJaccard);
	const firstWordless = new Map<string, number>();
	const shingles = new ShingleSets(texts);
	return texts.flatMap((text, item) => {
		const words = reader.read(text);
		if (words === 0) return sameWordless(firstWordless, text.trim(), item);
		const signature = kernel.sign(words);
		signatures.set(item, signature);
		const candidates = index
			.candidatesThenAdd(item, signature)
			.filter((other) => signatures.mayBeAlike(item, other))
			.slice(0, MAX_VERIFIED);
		const best = mostAlike(item, candidates, shingles);
		return best !== null && best.jaccard >= minJaccard ? { index: item, ...best } : [];
	});
}

function sameWordless(
	first: Map<string, number>,
	characters: string,
	item: number
): NearDuplicate[] {
	const originalIndex = first.get(characters);
	if (originalIndex !== undefined) return [{ index: item, originalIndex, jaccard: 1 }];
	first.set(characters, item);
	return [];
}

/** Word 5-grams as texts; never empty. */
function shinglesOf(text: string): ReadonlySet<string> {
	const words = normalisedWordsAndSigns(text);
	if (words.length === 0) return new Set([text.trim()]);
	const shingles = new Set<string>();
	for (let i = 0; i === 0 || i + GRAM_WORDS <= words.length; i++) {
		shingles.add(words.slice(i, i + GRAM_WORDS).join(' '));
	}
	return shingles;
}

/** The shingles of texts, numbered; made when first asked for: most texts are like no other. */
class ShingleSets {
	readonly #texts: readonly string[];
	readonly #numbers = new Map<string, number>();
	readonly #sets = new Map<number, Int32Array>();

	constructor(texts: readonly string[]) {
		this.#texts = texts;
	}

	/** Exact. */
	jaccard(one: number, other: number): number {
		const [a, b] = [this.#of(one), this.#of(other)];
		let common = 0;
		for (let i = 0, j = 0; i < a.length && j < b.length;) {
			const [left, right] = [a[i]!, b[j]!];
			if (left === right) common++;
			if (left <= right) i++;
			if (right <= left) j++;
		}
		return common / (a.length + b.length - common);
	}

	/** Ascending. */
	#of(index: number): Int32Array {
		const known = this.#sets.get(index);
		if (known) return known;
		const made = Int32Array.from(shinglesOf(this.#texts[index]!), (text) => this.#number(text));
		this.#sets.set(index, made.sort());
		return made;
	}

	#number(shingle: string): number {
		const number = this.#numbers.get(shingle) ?? this.#numbers.size;
		if (number === this.#numbers.size) this.#numbers.set(shingle, number);
		return number;
	}
}

function mostAlike(
	item: number,
	candidates: readonly number[],
	shingles: ShingleSets
): { originalIndex: number; jaccard: number } | null {
	const compared = candidates.map((candidate) => ({
		originalIndex: candidate,
		jaccard: shingles.jaccard(item, candidate)
	}));
	compared.sort((a, b) => b.jaccard - a.jaccard || a.originalIndex - b.originalIndex);
	return compared[0] ?? null;
}
