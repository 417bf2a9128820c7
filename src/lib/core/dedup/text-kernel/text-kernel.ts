/** Hash functions that stand for permutations (METRICS §6.3). */
export const PERMUTATIONS = 128;
/** Words of a shingle. */
export const GRAM_WORDS = 5;

/** 32-bit hashes for each word: twice as many integers as words. */
export const HASHES_PER_WORD = 2;

/** What `readWords` answers instead of a number of words. */
export const MUST_BE_NORMALISED = -2;
/** Less the code point that has no class yet. */
export const UNKNOWN = -3;

/**
 * Reads the words of a text as hashes. Equal words have equal hashes; that unequal words have equal ones
 * can happen, so whoever compares hashes only finds candidates. Both implementations give the same, to
 * the bit. What `words` and `sign` give is overwritten by the next text.
 */
export interface TextKernel {
	readonly kind: 'simd' | 'plain';
	/** Where UTF-8 of at most `length` bytes may be written. Throws where there is no memory for it. */
	reserve(length: number): Uint8Array;
	/**
	 * @param length bytes that were written
	 * @param keepsSigns whether signs such as + are words
	 * @param isNormalised whether the text is NFKC and in lower case already
	 * @returns the number of words, or one of the codes above
	 */
	readWords(length: number, keepsSigns: boolean, isNormalised: boolean): number;
	/** Two hashes for each of the `count` words that were read. */
	words(count: number): Int32Array;
	/** The MinHash signature of the 5-grams of the `count` words that were read, at least one. */
	sign(count: number): Int32Array;
	/** Of all code points; `classifyBlock` fills it. */
	classes(): Uint8Array;
}
