import { type Banding, LshIndex } from '../../../src/lib/core/dedup/lsh-index.ts';
import { Signatures } from '../../../src/lib/core/dedup/signatures.ts';
import type { TextKernel } from '../../../src/lib/core/dedup/text-kernel/text-kernel.ts';
import { WordReader } from '../../../src/lib/core/dedup/text-kernel/word-reader.ts';
import { normalisedWordsAndSigns } from '../../../src/lib/core/metrics/words.ts';

/** Pairs of texts as 'earlier later', with what they are found by. */
export interface Recall {
	/** Pairs whose exact Jaccard similarity reaches the threshold. */
	readonly truePairs: number;
	/** Pairs that meet in a band, and how many of these are true. */
	readonly candidates: number;
	readonly trueCandidates: number;
	/** Of the candidates, those that the signatures do not rule out: these are compared exactly. */
	readonly compared: number;
	readonly trueCompared: number;
}

/** Exact similarities of all pairs of texts that share a shingle, by 'earlier later'. Texts have words. */
export function exactSimilarities(texts: readonly string[]): Map<string, number> {
	const sets = texts.map(shinglesOf);
	const holders = new Map<string, number[]>();
	const similarities = new Map<string, number>();
	sets.forEach((own, index) => {
		const common = new Map<number, number>();
		for (const shingle of own) {
			const earlier = holders.get(shingle) ?? [];
			for (const other of earlier) common.set(other, (common.get(other) ?? 0) + 1);
			earlier.push(index);
			holders.set(shingle, earlier);
		}
		for (const [other, shared] of common) {
			const union = own.size + sets[other]!.size - shared;
			similarities.set(`${other} ${index}`, shared / union);
		}
	});
	return similarities;
}

/** Sets MinHash with a banding beside the exact similarities. */
export function measureRecall(
	texts: readonly string[],
	similarities: ReadonlyMap<string, number>,
	minJaccard: number,
	banding: Banding,
	kernel: TextKernel
): Recall {
	const reader = new WordReader(kernel, true);
	const index = new LshIndex(banding);
	const signatures = new Signatures(texts.length, minJaccard);
	const isTrue = (pair: string): boolean => (similarities.get(pair) ?? 0) >= minJaccard;
	const candidates: string[] = [];
	const compared: string[] = [];
	texts.forEach((text, item) => {
		const signature = kernel.sign(reader.read(text));
		signatures.set(item, signature);
		for (const other of index.candidatesThenAdd(item, signature)) {
			candidates.push(`${other} ${item}`);
			if (signatures.mayBeAlike(item, other)) compared.push(`${other} ${item}`);
		}
	});
	return {
		truePairs: [...similarities.keys()].filter(isTrue).length,
		candidates: candidates.length,
		trueCandidates: candidates.filter(isTrue).length,
		compared: compared.length,
		trueCompared: compared.filter(isTrue).length
	};
}

function shinglesOf(text: string): Set<string> {
	const words = normalisedWordsAndSigns(text);
	if (words.length < 5) return new Set([words.join(' ')]);
	return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
}
