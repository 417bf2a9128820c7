/**
 * Seeded random numbers: sfc32 (Chris Doty-Humphrey's Small Fast Counter, PractRand), seeded through
 * splitmix32. The same seed gives the same numbers on every machine, which is what makes samples,
 * bootstraps and training sets repeatable. Not for secrets.
 */
export interface Random {
	/** Uniform in [0, 1), 53 bits. */
	next(): number;
	/** Uniform integer in [0, n), without modulo bias. Throws RangeError unless 1 ≤ n ≤ 2^32. */
	integer(n: number): number;
	/** A shuffled copy (Fisher-Yates). */
	shuffle<T>(items: readonly T[]): T[];
}

const TWO_32 = 0x1_0000_0000;
const WARM_UP_ROUNDS = 12;

/** A number is used as an unsigned 32-bit integer; a string is hashed (FNV-1a over UTF-16 units). */
export function createRandom(seed: number | string): Random {
	const uint32 = sfc32(typeof seed === 'string' ? fnv1a(seed) : seed >>> 0);
	const integer = (n: number): number => boundedInteger(uint32, n);
	return {
		next: () => ((uint32() >>> 5) * 0x400_0000 + (uint32() >>> 6)) / 2 ** 53,
		integer,
		shuffle: (items) => shuffled(items, integer)
	};
}

/** Four words of state: three from splitmix32, the fourth a counter. */
function sfc32(seed: number): () => number {
	const nextSeed = splitmix32(seed);
	let a = nextSeed();
	let b = nextSeed();
	let c = nextSeed();
	let counter = 1;
	const next = (): number => {
		const result = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + result) | 0;
		return result >>> 0;
	};
	for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
	return next;
}

function splitmix32(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x9e37_79b9) | 0;
		let word = state ^ (state >>> 16);
		word = Math.imul(word, 0x21f0_aaad);
		word ^= word >>> 15;
		word = Math.imul(word, 0x735a_2d97);
		return word ^ (word >>> 15);
	};
}

function fnv1a(text: string): number {
	let hash = 0x811c_9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
	}
	return hash >>> 0;
}

/** Rejects the incomplete last block, so that every remainder is equally likely. */
function boundedInteger(uint32: () => number, n: number): number {
	if (!Number.isInteger(n) || n < 1 || n > TWO_32) {
		throw new RangeError(`An integer below ${n} cannot be drawn: n must be 1 to 2^32.`);
	}
	const limit = TWO_32 - (TWO_32 % n);
	let word = uint32();
	while (word >= limit) word = uint32();
	return word % n;
}

function shuffled<T>(items: readonly T[], integer: (n: number) => number): T[] {
	const result = [...items];
	for (let i = result.length - 1; i > 0; i--) {
		const j = integer(i + 1);
		const moved = result[i] as T;
		result[i] = result[j] as T;
		result[j] = moved;
	}
	return result;
}
