import { normalisedWordsAndSigns } from '../metrics/words.ts';
import { bandingFor, LshIndex } from './lsh-index.ts';
import { hashText, minhashSignature } from './minhash.ts';

export interface NearDuplicate {
	/** Index of the later text. */
	readonly index: number;
	/** Index of the most alike EARLIER text; the first of them where several are equally alike. */
	readonly originalIndex: number;
	/** Exact Jaccard similarity of their word 5-grams. */
	readonly jaccard: number;
}

const SHINGLE_WORDS = 5;
/** Candidates that are compared exactly, most promising first. */
const MAX_VERIFIED = 64;

/**
 * Texts that are near-duplicates of an earlier one (METRICS §6.3): MinHash over word 5-grams finds
 * candidates, exact Jaccard similarity decides. Signs count as words, so '3 + 5' and '3 - 5' differ.
 * A text of fewer than five words is one shingle, and a duplicate only of its like.
 *
 * Dropping every text found at some threshold keeps the first of each cluster. As each comes with
 * its best match, a higher threshold can be applied later without a new search.
 */
export function findNearDuplicates(texts: readonly string[], minJaccard: number): NearDuplicate[] {
	const shingles = texts.map(shinglesOf);
	const index = new LshIndex(bandingFor(minJaccard));
	return texts.flatMap((_, item) => {
		const own = shingles[item]!;
		const signature = minhashSignature(Int32Array.from(own, hashText));
		const candidates = index.candidatesThenAdd(item, signature).slice(0, MAX_VERIFIED);
		const best = mostAlike(own, candidates, shingles);
		return best !== null && best.jaccard >= minJaccard ? { index: item, ...best } : [];
	});
}

/** Word 5-grams as texts; never empty. */
export function shinglesOf(text: string): ReadonlySet<string> {
	const words = normalisedWordsAndSigns(text);
	if (words.length === 0) return new Set([text.trim()]);
	const shingles = new Set<string>();
	for (let i = 0; i === 0 || i + SHINGLE_WORDS <= words.length; i++) {
		shingles.add(words.slice(i, i + SHINGLE_WORDS).join(' '));
	}
	return shingles;
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const [small, large] = a.size < b.size ? [a, b] : [b, a];
	let common = 0;
	for (const member of small) if (large.has(member)) common++;
	const union = a.size + b.size - common;
	return union === 0 ? 1 : common / union;
}

function mostAlike(
	own: ReadonlySet<string>,
	candidates: readonly number[],
	shingles: readonly ReadonlySet<string>[]
): { originalIndex: number; jaccard: number } | null {
	const compared = candidates.map((candidate) => ({
		originalIndex: candidate,
		jaccard: jaccard(own, shingles[candidate]!)
	}));
	compared.sort((a, b) => b.jaccard - a.jaccard || a.originalIndex - b.originalIndex);
	return compared[0] ?? null;
}
