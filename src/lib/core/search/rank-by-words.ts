/** What can be found, in words: its name, and other words that people may know it by. */
export interface Findable {
	readonly name: string;
	readonly keywords?: string;
}

/** How well one word of the query fits; a name counts more than a keyword, a whole word more than a part. */
const SCORES = { whole: 8, prefix: 6, inside: 3, letters: 1 } as const;
const NAME_WEIGHT = 2;
/** The query is how the name begins. */
const BEGINS_BONUS = 10;
/** Letters in order, with gaps, mean little where there are few of them. */
const MIN_LETTERS = 3;

/** Lower case, without accents, so that 'uber' finds 'Über'. */
export function fold(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The items in which every word of the query is found, in any order; the best first, equals in their own
 * order. An empty query finds all.
 */
export function rankByWords<T extends Findable>(items: readonly T[], query: string): T[] {
	const wanted = wordsOf(fold(query));
	if (wanted.length === 0) return [...items];
	const start = wanted.join(' ');
	return items
		.map((item) => ({ item, score: scoreOf(item, wanted, start) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ item }) => item);
}

/** 0 where some word is not found. */
function scoreOf(item: Findable, wanted: readonly string[], start: string): number {
	const name = fold(item.name);
	const keywords = fold(item.keywords ?? '');
	let total = name.startsWith(start) ? BEGINS_BONUS : 0;
	for (const word of wanted) {
		const score = Math.max(NAME_WEIGHT * fit(word, name), fit(word, keywords));
		if (score === 0) return 0;
		total += score;
	}
	return total;
}

function fit(word: string, text: string): number {
	const words = wordsOf(text);
	if (words.includes(word)) return SCORES.whole;
	if (words.some((other) => other.startsWith(word))) return SCORES.prefix;
	if (text.includes(word)) return SCORES.inside;
	const isSpelled = word.length >= MIN_LETTERS && words.some((other) => spells(other, word));
	return isSpelled ? SCORES.letters : 0;
}

/** Whether the letters stand in the word in this order, the first one at its beginning. */
function spells(word: string, letters: string): boolean {
	if (word[0] !== letters[0]) return false;
	let at = 0;
	for (const letter of word) if (letter === letters[at]) at++;
	return at >= letters.length;
}

function wordsOf(text: string): string[] {
	return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
