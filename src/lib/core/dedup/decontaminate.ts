import { normalisedWords, normalisedWordsAndSigns } from '../metrics/words.ts';

export interface BenchmarkItem {
	readonly id: string;
	readonly list: string;
	readonly text: string;
}

export interface Contamination {
	readonly list: string;
	readonly itemId: string;
	/** The shared words, normalised. */
	readonly ngram: string;
	/** Their number. */
	readonly n: number;
}

export const LONG_GRAM_WORDS = 13;
export const SHORT_GRAM_WORDS = 8;

/**
 * Finds benchmark questions in a training set (METRICS §6.4). What two texts must share depends on
 * the shorter of them, in normalised words (letters and digits, any case):
 *
 * - 13 words and more: a 13-gram (as for GPT-3, arXiv 2005.14165, appendix C);
 * - 8 to 12 words: an 8-gram;
 * - fewer: the whole text, signs included ('3 + 5' is not '3 - 5'), ignoring case and punctuation.
 */
export class BenchmarkIndex {
	readonly #items: readonly BenchmarkItem[];
	readonly #words: readonly (readonly string[])[];
	/** First items, one per list, that hold a gram. */
	readonly #long = new Map<string, number[]>();
	readonly #short = new Map<string, number[]>();
	readonly #whole = new Map<string, number[]>();

	constructor(items: readonly BenchmarkItem[]) {
		this.#items = items;
		this.#words = items.map((item) => normalisedWords(item.text));
		this.#words.forEach((words, item) => {
			for (const gram of gramsOf(words, LONG_GRAM_WORDS)) this.#add(this.#long, gram, item);
			for (const gram of gramsOf(words, SHORT_GRAM_WORDS)) this.#add(this.#short, gram, item);
			this.#add(this.#whole, wholeKey(items[item]!.text), item);
		});
	}

	/** One finding per list, the longest kind of n-gram first; empty where the question is clean. */
	find(question: string): Contamination[] {
		const words = normalisedWords(question);
		const found = new Map<string, Contamination>();
		this.#collect(found, this.#long, gramsOf(words, LONG_GRAM_WORDS), () => true);
		const isLong = words.length >= LONG_GRAM_WORDS;
		this.#collect(
			found,
			this.#short,
			gramsOf(words, SHORT_GRAM_WORDS),
			(item) => !isLong || this.#words[item]!.length < LONG_GRAM_WORDS
		);
		if (words.length < SHORT_GRAM_WORDS) {
			this.#collect(found, this.#whole, [wholeKey(question)], () => true);
		}
		return [...found.values()];
	}

	#collect(
		found: Map<string, Contamination>,
		index: ReadonlyMap<string, readonly number[]>,
		grams: Iterable<string>,
		applies: (item: number) => boolean
	): void {
		for (const gram of grams) {
			for (const item of index.get(gram) ?? []) {
				const { list, id } = this.#items[item]!;
				if (found.has(list) || !applies(item)) continue;
				found.set(list, { list, itemId: id, ngram: gram, n: gram.split(' ').length });
			}
		}
	}

	/** A short item is kept beside a long one: each applies to other questions. */
	#add(index: Map<string, number[]>, gram: string, item: number): void {
		const holders = index.get(gram) ?? [];
		const isLong = (other: number): boolean => this.#words[other]!.length >= LONG_GRAM_WORDS;
		const known = holders.some(
			(other) =>
				this.#items[other]!.list === this.#items[item]!.list && isLong(other) === isLong(item)
		);
		if (!known) index.set(gram, [...holders, item]);
	}
}

function wholeKey(text: string): string {
	const words = normalisedWordsAndSigns(text);
	return words.length === 0 ? text.trim() : words.join(' ');
}

function* gramsOf(words: readonly string[], n: number): Generator<string> {
	for (let i = 0; i + n <= words.length; i++) yield words.slice(i, i + n).join(' ');
}
