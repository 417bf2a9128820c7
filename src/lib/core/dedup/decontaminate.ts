import { normalisedWords, normalisedWordsAndSigns } from '../metrics/words.ts';
import { BenchmarkGrams, ReadText, type WordedItem } from './benchmark-grams.ts';
import { PlainTextKernel } from './text-kernel/plain-text-kernel.ts';
import type { TextKernel } from './text-kernel/text-kernel.ts';
import { WordReader } from './text-kernel/word-reader.ts';

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
	readonly #reader: WordReader;
	readonly #items: readonly (BenchmarkItem & WordedItem)[];
	/** 13-grams. */
	readonly #long: BenchmarkGrams;
	/** 8-grams: for questions of 13 words and more those of shorter items, for shorter ones all. */
	readonly #ofShortItems: BenchmarkGrams;
	readonly #short: BenchmarkGrams;
	/** Items of fewer than 8 words, the first of each list. */
	readonly #whole = new Map<string, number[]>();

	constructor(items: readonly BenchmarkItem[], kernel: TextKernel = new PlainTextKernel()) {
		this.#reader = new WordReader(kernel, false);
		this.#items = items.map((item) => ({ ...item, words: normalisedWords(item.text) }));
		const isShort = ({ words }: WordedItem): boolean => words.length < LONG_GRAM_WORDS;
		this.#long = this.#gramsOf(LONG_GRAM_WORDS, (item) => !isShort(item));
		this.#ofShortItems = this.#gramsOf(SHORT_GRAM_WORDS, isShort);
		this.#short = this.#gramsOf(SHORT_GRAM_WORDS, () => true);
		this.#items.forEach(({ words, text }, item) => {
			if (words.length < SHORT_GRAM_WORDS) this.#addWhole(wholeKey(text), item);
		});
	}

	/** One finding per list, the longest kind of n-gram first; empty where the question is clean. */
	find(question: string): Contamination[] {
		const found = new Map<string, Contamination>();
		const count = this.#reader.read(question);
		if (count < SHORT_GRAM_WORDS) {
			const key = wholeKey(question);
			for (const item of this.#whole.get(key) ?? []) this.#tell(found, item, key);
			return [...found.values()];
		}
		const read = new ReadText(question, this.#reader.kernel.words(count));
		this.#collect(found, this.#long, LONG_GRAM_WORDS, read);
		const short = count < LONG_GRAM_WORDS ? this.#short : this.#ofShortItems;
		this.#collect(found, short, SHORT_GRAM_WORDS, read);
		return [...found.values()];
	}

	#collect(
		found: Map<string, Contamination>,
		grams: BenchmarkGrams,
		n: number,
		read: ReadText
	): void {
		grams.find(read, (item, start) =>
			this.#tell(found, item, read.words.slice(start, start + n).join(' '))
		);
	}

	#gramsOf(n: number, isMember: (item: WordedItem) => boolean): BenchmarkGrams {
		const members = this.#items.map((item) => isMember(item) && item.words.length >= n);
		const most = this.#items.reduce(
			(sum, { words }, item) => sum + (members[item] ? words.length - n + 1 : 0),
			0
		);
		const grams = new BenchmarkGrams(n, this.#items, most);
		this.#items.forEach(({ text }, item) => {
			if (!members[item]) return;
			grams.add(item, this.#reader.kernel.words(this.#reader.read(text)));
		});
		return grams;
	}

	#tell(found: Map<string, Contamination>, item: number, ngram: string): void {
		const { list, id } = this.#items[item]!;
		if (found.has(list)) return;
		found.set(list, { list, itemId: id, ngram, n: ngram.split(' ').length });
	}

	#addWhole(key: string, item: number): void {
		const known = this.#whole.get(key) ?? [];
		const { list } = this.#items[item]!;
		if (known.every((other) => this.#items[other]!.list !== list)) {
			this.#whole.set(key, [...known, item]);
		}
	}
}

function wholeKey(text: string): string {
	const words = normalisedWordsAndSigns(text);
	return words.length === 0 ? text.trim() : words.join(' ');
}
