import { normalisedWords } from '../metrics/words.ts';
import { GramTable } from './gram-table.ts';

/** An n-gram of an item: whose it is and the word where it starts there. */
export interface Occurrence {
	readonly item: number;
	readonly start: number;
}

/** What `BenchmarkGrams` needs to know of an item. */
export interface WordedItem {
	readonly list: string;
	/** Normalised. */
	readonly words: readonly string[];
}

/** A text as the kernel read it; its words as texts only where hashes give a reason to look. */
export class ReadText {
	/** Two for each word; good until the kernel reads another text. */
	readonly hashes: Int32Array;
	readonly #text: string;
	#words: readonly string[] | null = null;

	constructor(text: string, hashes: Int32Array) {
		this.#text = text;
		this.hashes = hashes;
	}

	/** Normalised. */
	get words(): readonly string[] {
		return (this.#words ??= normalisedWords(this.#text));
	}
}

/**
 * The n-grams of benchmark items, each with the first item of every list that holds it. Hashes find an
 * n-gram, its words decide.
 */
export class BenchmarkGrams {
	readonly #n: number;
	readonly #items: readonly WordedItem[];
	readonly #table: GramTable;
	/** By the number of the hash; of several n-grams only where they have the same hash. */
	readonly #occurrences: Occurrence[][] = [];

	/** @param most n-grams that will be added */
	constructor(n: number, items: readonly WordedItem[], most: number) {
		this.#n = n;
		this.#items = items;
		this.#table = new GramTable(n, most);
	}

	/** @param hashes of the item's words, as the kernel gives them */
	add(item: number, hashes: Int32Array): void {
		const { list, words } = this.#items[item]!;
		this.#table.add(hashes, (gram, start) => {
			const known = (this.#occurrences[gram] ??= []);
			const isKnown = known.some(
				(other) => this.#items[other.item]!.list === list && this.#isSame(other, words, start)
			);
			if (!isKnown) known.push({ item, start });
		});
	}

	/** Tells each occurrence of each n-gram of a text, in the text's order, then the items'. */
	find(text: ReadText, visit: (item: number, start: number) => void): void {
		this.#table.find(text.hashes, (gram, start) => {
			for (const occurrence of this.#occurrences[gram]!) {
				if (this.#isSame(occurrence, text.words, start)) visit(occurrence.item, start);
			}
		});
	}

	#isSame(occurrence: Occurrence, words: readonly string[], start: number): boolean {
		const own = this.#items[occurrence.item]!.words;
		for (let i = 0; i < this.#n; i++) {
			if (own[occurrence.start + i] !== words[start + i]) return false;
		}
		return true;
	}
}
