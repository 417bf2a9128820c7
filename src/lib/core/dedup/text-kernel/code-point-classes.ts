/**
 * What a code point is for the words of `metrics/words.ts`, in one byte: bits 0 and 1 the kind, then flags.
 * kernels/text-grams/assembly/classes.ts has the same numbers.
 */
export const KIND = 3;
export const SEPARATOR = 0;
/** Letters, marks and digits, which join into words. */
export const LETTER = 1;
/** A character of a script without spaces: a word of its own. */
export const UNSPACED = 2;
/** '+', '=' and the like: a word of its own where signs are kept. */
export const SIGN = 3;
/**
 * A text with this code point must be normalised (NFKC, lower case) before it is read. All others stay
 * what they are, whatever stands around them.
 */
export const UNSTABLE = 4;
export const KNOWN = 8;
/** An upper-case letter of ASCII; with this bit set it is its lower case. */
export const FOLD = 32;

export const CODE_POINTS = 0x11_0000;
/** Code points are classified in blocks, when the first of a block is met. */
const BLOCK = 256;

const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;
const NEITHER_WORD_NOR_SIGN = /[\s.,;:?!"'`’‘“”$\\]/u;
const SCRIPT_WITHOUT_SPACES =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/**
 * What may join what stands before it when a text is normalised: marks, vowels and final consonants of
 * Hangul. Beyond the first plane, where letters may do so too, only pictures are stable.
 */
const MAY_COMPOSE = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;
const PICTURE = /\p{Extended_Pictographic}/u;

/** Writes the classes of the block that holds a code point. */
export function classifyBlock(classes: Uint8Array, point: number): void {
	const first = point - (point % BLOCK);
	for (let other = first; other < first + BLOCK; other++) classes[other] = classOf(other);
}

export function classOf(point: number): number {
	const char = String.fromCodePoint(point);
	const kind = kindOf(char);
	if (point < 0x80) return kind | KNOWN | (/[A-Z]/.test(char) ? FOLD : 0);
	return kind | KNOWN | (isStable(char, point) ? 0 : UNSTABLE);
}

function kindOf(char: string): number {
	if (LETTER_OR_DIGIT.test(char)) return SCRIPT_WITHOUT_SPACES.test(char) ? UNSPACED : LETTER;
	return NEITHER_WORD_NOR_SIGN.test(char) ? SEPARATOR : SIGN;
}

function isStable(char: string, point: number): boolean {
	if (MAY_COMPOSE.test(char) || (point > 0xffff && !PICTURE.test(char))) return false;
	return char.normalize('NFKC').toLowerCase() === char;
}
