/**
 * Words of a text as hashes, and MinHash signatures of their 5-grams. How to call it: once write the
 * classes of code points at `classesAddress()` and the factors at `factorsAddress()`; for each text
 * `reserve`, write its UTF-8 at the address that it gives, `readWords`, then `sign` if wanted.
 * `src/lib/core/dedup/text-kernel/plain-text-kernel.ts` is the same in TypeScript, to the bit.
 */
import { PERMUTATIONS, signatureOf } from './minhash';
import { FOLD, KIND, KNOWN, LETTER, SEPARATOR, SIGN, UNSTABLE } from './classes';

const CODE_POINTS: usize = 0x110000;
const PAGE: usize = 65536;
const WORD_BYTES: usize = 8;
const GRAM_BYTES: usize = 4;
/** A text of fewer words is one gram, filled up with zeros. */
const GRAM_WORDS: i32 = 5;
const GRAM_FACTOR: i32 = 0x2545f491;

const OUT_OF_MEMORY: i32 = -1;
const MUST_BE_NORMALISED: i32 = -2;
/** Less the code point, which has no class yet. */
const UNKNOWN: i32 = -3;

const A_START: i32 = 0x811c9dc5;
const B_START: i32 = 0x2f0b4c47;

const classes: usize = (__heap_base + 15) & ~15;
const factors: usize = classes + CODE_POINTS;
const signature: usize = factors + 2 * PERMUTATIONS * sizeof<i32>();
const text: usize = signature + PERMUTATIONS * sizeof<i32>();
let words: usize = text;

ensure(text);

export function classesAddress(): usize {
	return classes;
}

/** Of 128 odd multipliers, then 128 summands, 32-bit integers. */
export function factorsAddress(): usize {
	return factors;
}

export function signatureAddress(): usize {
	return signature;
}

/** Of two 32-bit hashes for each word that `readWords` found. */
export function wordsAddress(): usize {
	return words;
}

/** @returns where at most `length` bytes of text may be written; 0 where there is no memory for them */
export function reserve(length: usize): usize {
	return ensure(text + length) ? text : 0;
}

/**
 * Finds the words of the UTF-8 text and hashes each. Equal words have equal hashes.
 *
 * @param length bytes
 * @param keepsSigns whether signs such as + are words
 * @param isNormalised whether the text is NFKC and in lower case already
 * @returns the number of words, or one of the negative codes above; then nothing can be relied on
 */
export function readWords(length: usize, keepsSigns: bool, isNormalised: bool): i32 {
	words = (text + length + 15) & ~15;
	const most = length + GRAM_WORDS;
	if (!ensure(words + most * (WORD_BYTES + GRAM_BYTES))) return OUT_OF_MEMORY;
	let out = words;
	let a = A_START;
	let b = B_START;
	let isInWord = false;
	let at = text;
	const end = text + length;
	while (at < end) {
		let point: i32 = load<u8>(at);
		let kind: i32;
		if (point < 0x80) {
			at++;
			kind = load<u8>(classes + point);
			point |= kind & FOLD;
		} else {
			const size = bytesOf(point);
			point = decode(at, point, size);
			at += size;
			kind = load<u8>(classes + point);
			if (!(kind & KNOWN)) return UNKNOWN - point;
			if (kind & UNSTABLE && !isNormalised) return MUST_BE_NORMALISED;
		}
		kind &= KIND;
		if (kind == LETTER) {
			a = (a ^ point) * 0x01000193;
			b = (b + point) * 0x9e3779b1;
			isInWord = true;
			continue;
		}
		if (isInWord) {
			out = write(out, a, b);
			isInWord = false;
			a = A_START;
			b = B_START;
		}
		if (kind == SEPARATOR || (kind == SIGN && !keepsSigns)) continue;
		out = write(out, (A_START ^ point) * 0x01000193, (B_START + point) * 0x9e3779b1);
	}
	if (isInWord) out = write(out, a, b);
	return i32((out - words) / WORD_BYTES);
}

/** Writes the MinHash signature of the 5-grams of the words that were read, at least one. */
export function sign(count: i32): void {
	for (; count < GRAM_WORDS; count++) store<u64>(words + count * WORD_BYTES, 0);
	const grams = words + count * WORD_BYTES;
	let leaving: i32 = 1;
	for (let i = 0; i < GRAM_WORDS; i++) leaving *= GRAM_FACTOR;
	let hash: i32 = 0;
	let out = grams;
	for (let i = 0; i < count; i++) {
		hash = hash * GRAM_FACTOR + wordAt(i);
		if (i >= GRAM_WORDS) hash -= leaving * wordAt(i - GRAM_WORDS);
		if (i < GRAM_WORDS - 1) continue;
		store<i32>(out, mix(hash));
		out += GRAM_BYTES;
	}
	signatureOf(grams, out, factors, signature);
}

function wordAt(index: i32): i32 {
	return load<i32>(words + index * WORD_BYTES);
}

function write(out: usize, a: i32, b: i32): usize {
	store<i32>(out, mix(a ^ b));
	store<i32>(out, mix(b), 4);
	return out + WORD_BYTES;
}

/** The finaliser of MurmurHash3: every input bit changes every output bit. */
function mix(value: i32): i32 {
	let word = value ^ (value >>> 16);
	word *= 0x85ebca6b;
	word ^= word >>> 13;
	word *= 0xc2b2ae35;
	return word ^ (word >>> 16);
}

function bytesOf(first: i32): i32 {
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function decode(at: usize, first: i32, size: i32): i32 {
	const second = tail(at + 1);
	if (size == 2) return ((first & 0x1f) << 6) | second;
	const third = tail(at + 2);
	if (size == 3) return ((first & 0x0f) << 12) | (second << 6) | third;
	return ((first & 0x07) << 18) | (second << 12) | (third << 6) | tail(at + 3);
}

function tail(at: usize): i32 {
	return i32(load<u8>(at)) & 0x3f;
}

function ensure(end: usize): bool {
	const pages = (end + PAGE - 1) / PAGE;
	const missing = i32(pages) - memory.size();
	return missing <= 0 || memory.grow(missing) >= 0;
}
