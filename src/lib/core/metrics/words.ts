/** A word and where it stands, in code points from the start of the text. */
export interface Word {
	readonly text: string;
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
}

/**
 * Scripts written without spaces between words: each of their characters counts as a word, so that
 * lengths and n-grams mean something there too.
 */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const FIRST_UNSPACED = 0x0e00;
const WHITE_SPACE = /\s/;

/**
 * Words as `wc -w` counts them (maximal runs of anything but white space), except that each
 * character of a script without spaces is a word of its own.
 */
export function wordsOf(text: string): Word[] {
	const words: Word[] = [];
	let run = '';
	let position = 0;
	const endRun = (): void => {
		if (run === '') return;
		words.push({ text: run, start: runStart, end: position });
		run = '';
	};
	let runStart = 0;
	for (const char of text) {
		const kind = kindOf(char);
		if (kind !== 'letter') endRun();
		if (kind === 'unspaced') words.push({ text: char, start: position, end: position + 1 });
		if (kind === 'letter') {
			if (run === '') runStart = position;
			run += char;
		}
		position++;
	}
	endRun();
	return words;
}

function kindOf(char: string): 'space' | 'unspaced' | 'letter' {
	const point = char.codePointAt(0)!;
	if (point > 0x20 && point < 0x7f) return 'letter';
	if (WHITE_SPACE.test(char)) return 'space';
	return point >= FIRST_UNSPACED && UNSPACED.test(char) ? 'unspaced' : 'letter';
}

const LETTERS_OR_DIGITS = /[\p{L}\p{M}\p{N}]+/gu;
const LETTERS_DIGITS_OR_SIGN = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s.,;:?!"'`’‘“”$\\]/gu;

/**
 * Words for n-grams that should survive a change of punctuation or case: NFKC, lower case, runs of
 * letters and digits only.
 */
export function normalisedWords(text: string): string[] {
	return runsOf(text, LETTERS_OR_DIGITS);
}

/**
 * The same, with signs such as + - < = kept as words: '3 + 5' and '3 - 5' are different questions.
 * Sentence punctuation and TeX's dollars and backslashes are dropped.
 */
export function normalisedWordsAndSigns(text: string): string[] {
	return runsOf(text, LETTERS_DIGITS_OR_SIGN);
}

function runsOf(text: string, pattern: RegExp): string[] {
	const normalised = text.normalize('NFKC').toLowerCase();
	const runs: string[] = normalised.match(pattern) ?? [];
	if (!UNSPACED.test(normalised)) return runs;
	return runs.flatMap((run) => (UNSPACED.test(run) ? wordsOf(run).map((word) => word.text) : run));
}
