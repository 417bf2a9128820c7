/** Two numbers are equal where they differ by no more, absolutely or relatively. */
const TOLERANCE = 1e-6;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const INTEGER = /^[+-]?\d+$/;

/**
 * Whether a program wrote what it should have, as common judges see it: white space at the ends of lines and
 * empty lines at the end do not count. Where the texts differ beyond that, they are compared word by word: the
 * same number of words, each the same, or both numbers of which one is no integer, equal within 1e-6. So
 * `0.50` is `0.5`, and `1 2` on one line is `1` and `2` on two; `7` is not `7.0000001`, and `Yes` is not `YES`.
 */
export function isSameOutput(written: string, expected: string): boolean {
	const words = wordsOf(written);
	const wanted = wordsOf(expected);
	return words.length === wanted.length && words.every((word, i) => isSameWord(word, wanted[i]!));
}

function wordsOf(text: string): string[] {
	return text.split(/\s+/u).filter((word) => word !== '');
}

function isSameWord(word: string, wanted: string): boolean {
	if (word === wanted) return true;
	if (INTEGER.test(word) && INTEGER.test(wanted)) return false;
	if (!NUMBER.test(word) || !NUMBER.test(wanted)) return false;
	return isSameNumber(Number(word), Number(wanted));
}

export function isSameNumber(a: number, b: number): boolean {
	if (Object.is(a, b) || a === b) return true;
	if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
	return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
}
