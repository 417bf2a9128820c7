/** The pieces a byte-pair tokenizer starts from: letter runs, digits by three, signs, white space. */
const PIECE = /[\p{L}\p{M}]+|\p{N}{1,3}|[^\s\p{L}\p{M}\p{N}]+|\s+/gu;
const LETTERS = /^[\p{L}\p{M}]/u;
const DIGITS = /^\p{N}/u;
const WHITE_SPACE = /^\s/;
const ASCII_LETTERS = /^[a-z]+$/i;
const UNSPACED_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Tokens per piece, fitted by least squares on the relative error against o200k over the GSM8K and
 * AIME data (both sets weighing the same), then rounded. A test holds the error down.
 */
const TOKENS_PER = {
	word: 1,
	/** Each letter after the fourteenth: names and code that the vocabulary does not hold. */
	longWordLetter: 0.3,
	/** Each letter of a word with letters outside a to z, at least one token a word. */
	otherLetter: 0.35,
	unspacedLetter: 0.8,
	digitGroup: 1.19,
	signRun: 0.945,
	furtherSign: 0.315,
	lineBreak: 1.17,
	spaceRun: 1.4
} as const;
const LONG_WORD_LETTERS = 14;

/**
 * Estimated number of tokens of a text for a current 150,000 to 200,000 entry vocabulary. Used only
 * where nobody counted. Mean absolute error against o200k: 3 % on GSM8K solutions and 3 % on AIME
 * chains of thought; single short texts can be off by a third, other scripts by more.
 */
export function estimateTokens(text: string): number {
	let tokens = 0;
	for (const [piece] of text.matchAll(PIECE)) tokens += tokensOfPiece(piece);
	return text === '' ? 0 : Math.max(1, Math.round(tokens));
}

function tokensOfPiece(piece: string): number {
	if (LETTERS.test(piece)) return tokensOfWord(piece);
	if (DIGITS.test(piece)) return TOKENS_PER.digitGroup;
	if (!WHITE_SPACE.test(piece)) {
		return TOKENS_PER.signRun + TOKENS_PER.furtherSign * (piece.length - 1);
	}
	if (piece.includes('\n')) return TOKENS_PER.lineBreak;
	// A single space belongs to the word after it.
	return piece.length > 1 ? TOKENS_PER.spaceRun : 0;
}

function tokensOfWord(word: string): number {
	if (ASCII_LETTERS.test(word)) {
		const beyond = Math.max(0, word.length - LONG_WORD_LETTERS);
		return TOKENS_PER.word + TOKENS_PER.longWordLetter * beyond;
	}
	const perLetter = UNSPACED_LETTER.test(word) ? TOKENS_PER.unspacedLetter : TOKENS_PER.otherLetter;
	return Math.max(1, perLetter * word.length);
}
