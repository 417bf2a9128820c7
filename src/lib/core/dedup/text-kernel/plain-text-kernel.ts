import {
	CODE_POINTS,
	FOLD,
	KIND,
	KNOWN,
	LETTER,
	SEPARATOR,
	SIGN,
	UNSTABLE
} from './code-point-classes.ts';
import { mix } from '../mix.ts';
import { MINHASH_FUNCTIONS } from './minhash-functions.ts';
import {
	GRAM_WORDS,
	HASHES_PER_WORD,
	MUST_BE_NORMALISED,
	PERMUTATIONS,
	type TextKernel,
	UNKNOWN
} from './text-kernel.ts';

/** As a signed integer: a number beyond would make the loop compute with floating point. */
const A_START = 0x811c_9dc5 | 0;
const A_FACTOR = 0x0100_0193;
const B_START = 0x2f0b_4c47;
const B_FACTOR = 0x9e37_79b1 | 0;
const GRAM_FACTOR = 0x2545_f491;
const LEAVING_FACTOR = Array<number>(GRAM_WORDS).fill(GRAM_FACTOR).reduce(Math.imul);

/** The kernel on typed arrays, where WebAssembly has no vectors. */
export class PlainTextKernel implements TextKernel {
	readonly kind = 'plain';
	readonly #classes = new Uint8Array(CODE_POINTS);
	readonly #signature = new Int32Array(PERMUTATIONS);
	#text = new Uint8Array(0);
	#words = new Int32Array(0);
	#grams = new Int32Array(0);

	reserve(length: number): Uint8Array {
		if (this.#text.length < length) this.#text = new Uint8Array(2 * length);
		return this.#text;
	}

	classes(): Uint8Array {
		return this.#classes;
	}

	readWords(length: number, keepsSigns: boolean, isNormalised: boolean): number {
		this.#reserveWords(length + GRAM_WORDS);
		const [text, classes] = [this.#text, this.#classes];
		let count = 0;
		let a = A_START;
		let b = B_START;
		let isInWord = false;
		for (let at = 0; at < length;) {
			let point = text[at]!;
			let kind = classes[point]!;
			if (point < 0x80) {
				at++;
				point |= kind & FOLD;
			} else {
				const size = bytesOf(point);
				point = decode(text, at, size);
				at += size;
				kind = classes[point]!;
				if ((kind & KNOWN) === 0) return UNKNOWN - point;
				if ((kind & UNSTABLE) !== 0 && !isNormalised) return MUST_BE_NORMALISED;
			}
			kind &= KIND;
			if (kind === LETTER) {
				a = Math.imul(a ^ point, A_FACTOR);
				b = Math.imul((b + point) | 0, B_FACTOR);
				isInWord = true;
				continue;
			}
			if (isInWord) {
				this.#write(count++, a, b);
				a = A_START;
				b = B_START;
				isInWord = false;
			}
			if (kind === SEPARATOR || (kind === SIGN && !keepsSigns)) continue;
			this.#write(
				count++,
				Math.imul(A_START ^ point, A_FACTOR),
				Math.imul(B_START + point, B_FACTOR)
			);
		}
		if (isInWord) this.#write(count++, a, b);
		return count;
	}

	words(count: number): Int32Array {
		return this.#words.subarray(0, HASHES_PER_WORD * count);
	}

	sign(count: number): Int32Array {
		const size = this.#readGrams(count);
		const grams = this.#grams;
		for (let i = 0; i < PERMUTATIONS; i++) {
			const factor = MINHASH_FUNCTIONS[i]!;
			const summand = MINHASH_FUNCTIONS[PERMUTATIONS + i]!;
			let least = 0x7fff_ffff;
			for (let at = 0; at < size; at++) {
				const value = (Math.imul(grams[at]!, factor) + summand) | 0;
				if (value < least) least = value;
			}
			this.#signature[i] = least;
		}
		return this.#signature;
	}

	/** @returns the number of grams; a text of fewer than five words is one, filled up with zeros */
	#readGrams(count: number): number {
		const words = this.#words;
		const filled = Math.max(count, GRAM_WORDS);
		words.fill(0, HASHES_PER_WORD * count, HASHES_PER_WORD * filled);
		let hash = 0;
		for (let i = 0; i < filled; i++) {
			hash = (Math.imul(hash, GRAM_FACTOR) + words[HASHES_PER_WORD * i]!) | 0;
			const left = i - GRAM_WORDS;
			if (left >= 0) hash = (hash - Math.imul(LEAVING_FACTOR, words[HASHES_PER_WORD * left]!)) | 0;
			if (left >= -1) this.#grams[left + 1] = mix(hash);
		}
		return filled - GRAM_WORDS + 1;
	}

	#reserveWords(most: number): void {
		if (this.#grams.length >= most) return;
		this.#words = new Int32Array(2 * HASHES_PER_WORD * most);
		this.#grams = new Int32Array(2 * most);
	}

	#write(index: number, a: number, b: number): void {
		this.#words[HASHES_PER_WORD * index] = mix(a ^ b);
		this.#words[HASHES_PER_WORD * index + 1] = mix(b);
	}
}

function bytesOf(first: number): number {
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function decode(text: Uint8Array, at: number, size: number): number {
	const first = text[at]!;
	const second = text[at + 1]! & 0x3f;
	if (size === 2) return ((first & 0x1f) << 6) | second;
	const third = text[at + 2]! & 0x3f;
	if (size === 3) return ((first & 0x0f) << 12) | (second << 6) | third;
	return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (text[at + 3]! & 0x3f);
}
