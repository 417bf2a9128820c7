import { doubled, KeyTable } from './key-table.ts';
import { mix } from './mix.ts';

const A_FACTOR = 0x2545_f491;
const B_FACTOR = 0x5851_f42d;
/** Bits per gram of the map that is asked first: one gram in sixteen that is not there passes it. */
const BITS_PER_GRAM = 16;
const FIRST_BITS = 1 << 16;

/**
 * Numbers the n-grams of word hashes, by a rolling polynomial hash (Karp and Rabin 1987) of 64 bits. A
 * small map of bits in front spares most look-ups in the table, which no cache holds.
 */
export class GramTable {
	readonly #n: number;
	readonly #table = new KeyTable();
	readonly #bits: Int32Array;
	readonly #aLeaving: number;
	readonly #bLeaving: number;
	/** Hashes of the grams of a text, two for each. */
	#hashes = new Int32Array(1 << 10);

	/** @param most grams that will be added */
	constructor(n: number, most: number) {
		this.#n = n;
		let bits = FIRST_BITS;
		while (bits < BITS_PER_GRAM * most) bits *= 2;
		this.#bits = new Int32Array(bits / 32);
		this.#aLeaving = power(A_FACTOR, n);
		this.#bLeaving = power(B_FACTOR, n);
	}

	/** Adds the grams of a text and tells the number of each, and the word where it starts. */
	add(words: Int32Array, visit: (gram: number, start: number) => void): void {
		const mask = this.#bits.length * 32 - 1;
		const count = this.#hashGrams(words);
		for (let start = 0; start < count; start++) {
			const a = this.#hashes[2 * start]!;
			this.#bits[(a & mask) >>> 5]! |= 1 << (a & 31);
			visit(this.#table.add(a, this.#hashes[2 * start + 1]!), start);
		}
	}

	/** Tells the grams of a text that were added, in the text's order. */
	find(words: Int32Array, visit: (gram: number, start: number) => void): void {
		if (this.#table.size === 0) return;
		const count = this.#hashGrams(words);
		const [bits, hashes] = [this.#bits, this.#hashes];
		const mask = bits.length * 32 - 1;
		for (let start = 0; start < count; start++) {
			const a = hashes[2 * start]!;
			if ((bits[(a & mask) >>> 5]! & (1 << (a & 31))) === 0) continue;
			const gram = this.#table.find(a, hashes[2 * start + 1]!);
			if (gram >= 0) visit(gram, start);
		}
	}

	/** @returns the number of grams */
	#hashGrams(words: Int32Array): number {
		while (this.#hashes.length < words.length) this.#hashes = doubled(this.#hashes);
		const hashes = this.#hashes;
		const [aLeaving, bLeaving, behind] = [this.#aLeaving, this.#bLeaving, 2 * this.#n];
		let a = 0;
		let b = 0;
		for (let at = 0; at < words.length; at += 2) {
			a = (Math.imul(a, A_FACTOR) + words[at]!) | 0;
			b = (Math.imul(b, B_FACTOR) + words[at + 1]!) | 0;
			if (at >= behind) {
				a = (a - Math.imul(aLeaving, words[at - behind]!)) | 0;
				b = (b - Math.imul(bLeaving, words[at - behind + 1]!)) | 0;
			}
			const to = at - behind + 2;
			if (to < 0) continue;
			hashes[to] = mix(a);
			hashes[to + 1] = mix(b);
		}
		return Math.max(0, words.length / 2 - this.#n + 1);
	}
}

function power(factor: number, exponent: number): number {
	return Array<number>(exponent).fill(factor).reduce(Math.imul);
}
