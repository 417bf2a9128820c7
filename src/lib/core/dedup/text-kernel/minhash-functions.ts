import { createRandom } from '../../stats/random.ts';
import { PERMUTATIONS } from './text-kernel.ts';

/**
 * The hash functions x → x · multiplier + summand modulo 2^32: 128 odd multipliers, then 128 summands. Each
 * is a bijection of the 32-bit integers; what they are given is a hash already.
 */
export const MINHASH_FUNCTIONS = ((): Int32Array => {
	const random = createRandom('minhash');
	return Int32Array.from(
		{ length: 2 * PERMUTATIONS },
		(_, i) => random.integer(2 ** 32) | (i < PERMUTATIONS ? 1 : 0)
	);
})();
