import { createRandom } from '../stats/random.ts';

/** Hash functions that stand for permutations (METRICS §6.3). */
export const PERMUTATIONS = 128;

const SEEDS = Int32Array.from(
	{ length: PERMUTATIONS },
	(
		(random) => () =>
			random.integer(2 ** 32)
	)(createRandom('minhash'))
);

/**
 * MinHash signature (Broder 1997): for each hash function the smallest hash over the set. Two sets
 * agree in a position with a probability of their Jaccard similarity.
 *
 * @param members 32-bit hashes of a set's members, at least one
 */
export function minhashSignature(members: Int32Array): Int32Array {
	return SEEDS.map((seed) => {
		let least = 0x7fff_ffff;
		for (const member of members) least = Math.min(least, mix(member ^ seed));
		return least;
	});
}

/** FNV-1a over UTF-16 units. */
export function hashText(text: string): number {
	let hash = 0x811c_9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
	}
	return mix(hash);
}

/** The finaliser of MurmurHash3: every input bit changes every output bit. */
function mix(value: number): number {
	let word = value ^ (value >>> 16);
	word = Math.imul(word, 0x85eb_ca6b);
	word ^= word >>> 13;
	word = Math.imul(word, 0xc2b2_ae35);
	return word ^ (word >>> 16);
}
