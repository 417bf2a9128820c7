import { ESCAPE_PATTERN, FORMULA_PATTERNS, LINE_ENDS, SPACES } from '../reading/formulas.ts';

/**
 * Sentences of a response, which are also its steps (METRICS §3). This comment is the specification;
 * tools/student-reference/sentences.py implements it a second time, from these words alone.
 *
 * *White space* is space, tab, U+00A0, U+3000 and the line ends; *line ends* are U+000A, U+000D,
 * U+2028 and U+2029. *Digits* are 0 to 9. Characters are Unicode code points.
 *
 * 1. Formulas, found from left to right; no sentence ends inside one.
 *    - `\(` up to the first `\)` after it, `\[` up to `\]`, `$$` up to `$$`: with at most 1,000
 *      characters between, and no empty line between (U+000A, perhaps U+000D, U+000A).
 *    - `$` up to the next `$`: 1 to 200 characters between, none of them a line end, the first and
 *      the last not white space, and no digit after the closing `$` (so that prices are no formulas).
 *    - What is not closed like that is no formula. A backslash before any character but a line end
 *      is skipped together with that character, and what follows is looked at afresh.
 * 2. Ends, outside formulas:
 *    - every line end;
 *    - a longest run of marks `. ! ? …` and wide marks `。 ！ ？ ｡ । ॥ ؟ ۔ ።`, together with all
 *      closers right after it: `" ' ” ’ » ) ] } 」 』 ） 】 》 〉 * _` and the backtick. With a wide
 *      mark in the run it always ends a sentence; otherwise only if white space or the text's end
 *      follows the closers, and none of the following holds:
 *      - the run is one `.` and what stands before it on its line is white space (or nothing) and
 *        then one or two digits: the number of a list item;
 *      - the run consists of `!` only and a digit stands before it: a factorial;
 *      - the run is one `.` and the longest run of ASCII letters and dots before it is, in lower
 *        case, one of: e.g i.e cf vs approx resp mr mrs ms dr fig eq.
 * 3. A sentence ends after its marks and closers. If the white space that follows contains a line
 *    end, the sentence goes on through the last line end of that white space; so spaces before the
 *    next word belong to the next sentence, as tokenizers have it. (After a line end likewise.)
 * 4. A piece without content joins the piece before it; at the beginning, the one after it. Content
 *    is a letter or number (Unicode categories L and N) outside `<think>`, `</think>` and
 *    `<|…|>` (one or more characters but `|`, `<`, `>`). Without any content the whole text is one
 *    sentence.
 * 5. A token belongs to the sentence in which its first character stands; one that begins at the
 *    text's end (an end token) to the last sentence. A sentence in which no token begins is left out.
 */
const WIDE_MARKS = '。！？｡।॥؟۔።';
const CLOSERS = '"\'”’»)\\]}」』）】》〉*_`';

const MARK = new RegExp(
	[
		...FORMULA_PATTERNS,
		ESCAPE_PATTERN,
		`(?<lineEnd>[${LINE_ENDS}])`,
		`(?<run>[.!?…${WIDE_MARKS}]+)[${CLOSERS}]*`
	].join('|'),
	'gu'
);
const WIDE = new RegExp(`[${WIDE_MARKS}]`, 'u');
const SPACE_OR_END = new RegExp(`[${SPACES}]|$`, 'uy');
const THROUGH_LAST_LINE_END = new RegExp(`[${SPACES}]*[${LINE_ENDS}]`, 'uy');
const LIST_NUMBER = new RegExp(`(?:^|[${LINE_ENDS}])[${SPACES}]*\\d{1,2}$`, 'u');
const WORD_BEFORE = /[A-Za-z.]+$/;
const ABBREVIATIONS = new Set('e.g i.e cf vs approx resp mr mrs ms dr fig eq'.split(' '));
const REASONING_MARKS = /<\/?think>|<\|[^|<>]+\|>/gu;
const CONTENT = /[\p{L}\p{N}]/u;
/** Nothing that is looked at before a mark is longer. */
const LOOK_BACK = 64;

/** Tokens `from` up to `to`, exclusive. */
export interface TokenSpan {
	readonly from: number;
	readonly to: number;
}

/** Where sentences begin, in UTF-16 units, ascending from 0; empty for the empty text. */
export function sentenceStarts(text: string): number[] {
	const starts: number[] = [];
	let from = 0;
	let isOpen = true;
	for (const to of [...sentenceEnds(text), text.length]) {
		if (to <= from) continue;
		// A piece without content does not begin a sentence, unless nothing did before.
		const hasContent = CONTENT.test(text.slice(from, to).replace(REASONING_MARKS, ''));
		if (starts.length === 0) starts.push(from);
		else if (hasContent && !isOpen) starts.push(from);
		if (hasContent) isOpen = false;
		from = to;
	}
	return starts;
}

/**
 * The sentences of a response as spans of its tokens, in order: none is empty, and together they
 * hold every token once.
 *
 * @param text the response
 * @param tokenStarts per token, where its first character stands in `text` (`tokenStarts`)
 */
export function splitIntoSentences(text: string, tokenStarts: Int32Array): TokenSpan[] {
	const starts = text === '' ? [0] : sentenceStarts(text);
	return tokensPerSentence(starts, tokenStarts).filter(({ from, to }) => to > from);
}

/** The same by sentence, empty where no token begins in it. `starts` from `sentenceStarts`. */
export function tokensPerSentence(starts: readonly number[], tokenStarts: Int32Array): TokenSpan[] {
	let token = 0;
	return starts.map((_, sentence) => {
		const next = starts[sentence + 1] ?? Infinity;
		const from = token;
		while (token < tokenStarts.length && tokenStarts[token]! < next) token++;
		return { from, to: token };
	});
}

/** Rules 1 to 3. */
function* sentenceEnds(text: string): Generator<number> {
	let end = 0;
	for (const match of text.matchAll(MARK)) {
		if (match.index < end) continue; // A line end that the last sentence took along.
		const { run, lineEnd } = match.groups!;
		if (lineEnd === undefined && (run === undefined || !endsSentence(text, match, run))) continue;
		const marksEnd = match.index + match[0].length;
		end = endOfMatch(THROUGH_LAST_LINE_END, text, marksEnd) ?? marksEnd;
		yield end;
	}
}

function endsSentence(text: string, match: RegExpExecArray, run: string): boolean {
	if (WIDE.test(run)) return true;
	if (endOfMatch(SPACE_OR_END, text, match.index + match[0].length) === null) return false;
	const before = text.slice(Math.max(0, match.index - LOOK_BACK), match.index);
	if (run === '.') return !LIST_NUMBER.test(before) && !isAbbreviation(before);
	return !(/^!+$/.test(run) && /\d$/.test(before));
}

function isAbbreviation(before: string): boolean {
	return ABBREVIATIONS.has(WORD_BEFORE.exec(before)?.[0].toLowerCase() ?? '');
}

function endOfMatch(sticky: RegExp, text: string, at: number): number | null {
	sticky.lastIndex = at;
	return sticky.test(text) ? sticky.lastIndex : null;
}
