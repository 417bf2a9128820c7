/**
 * What occurs in several documents, one after the other, as integers from 0: the items of document
 * `d` stand at `starts[d]` up to `starts[d + 1]`.
 */
export interface DocumentItems {
	readonly items: Int32Array;
	readonly starts: Int32Array;
	/** Different items in all documents together. */
	readonly distinct: number;
}

/** The different items of each document, `starts` as above, and how often each occurs in it. */
export interface ItemCounts extends DocumentItems {
	readonly counts: Int32Array;
	/** Occurrences by document. */
	readonly totals: Int32Array;
}

export function internItems(documents: readonly (readonly string[])[]): DocumentItems {
	const ids = new Map<string, number>();
	const starts = startsOf(documents.map(({ length }) => length));
	const items = new Int32Array(starts[documents.length]!);
	let at = 0;
	for (const document of documents) {
		for (const item of document) items[at++] = idOf(ids, item);
	}
	return { items, starts, distinct: ids.size };
}

/**
 * The (n+1)-grams, from the n-grams and the word after each. A pair of ids is one exact number as
 * long as both counts stay below 90 million.
 */
export function longerGrams(grams: DocumentItems, words: DocumentItems, n: number): DocumentItems {
	const ids = new Map<number, number>();
	const documents = words.starts.length - 1;
	const lengths = Array.from({ length: documents }, (_, d) =>
		Math.max(0, words.starts[d + 1]! - words.starts[d]! - n)
	);
	const starts = startsOf(lengths);
	const items = new Int32Array(starts[documents]!);
	lengths.forEach((length, d) => {
		for (let i = 0; i < length; i++) {
			const gram = grams.items[grams.starts[d]! + i]!;
			const word = words.items[words.starts[d]! + i + n]!;
			items[starts[d]! + i] = idOf(ids, gram * words.distinct + word);
		}
	});
	return { items, starts, distinct: ids.size };
}

export function countItems({ items, starts, distinct }: DocumentItems): ItemCounts {
	const documents = starts.length - 1;
	const different = new Int32Array(items.length);
	const counts = new Int32Array(items.length);
	const differentStarts = new Int32Array(documents + 1);
	const place = new Int32Array(distinct).fill(-1);
	let end = 0;
	for (let d = 0; d < documents; d++) {
		for (let i = starts[d]!; i < starts[d + 1]!; i++) {
			const item = items[i]!;
			if (place[item]! < differentStarts[d]!) {
				place[item] = end;
				different[end++] = item;
			}
			counts[place[item]!]!++;
		}
		differentStarts[d + 1] = end;
	}
	const totals = Int32Array.from({ length: documents }, (_, d) => starts[d + 1]! - starts[d]!);
	return {
		items: different.subarray(0, end),
		counts: counts.subarray(0, end),
		starts: differentStarts,
		totals,
		distinct
	};
}

/** Only the items that occur in more than one document; `totals` stay those of all items. */
export function sharedItems({ items, counts, starts, totals, distinct }: ItemCounts): ItemCounts {
	const documentsWith = new Int32Array(distinct);
	for (const item of items) documentsWith[item]!++;
	const ids = new Map<number, number>();
	const shared = new Int32Array(items.length);
	const sharedCounts = new Int32Array(items.length);
	const sharedStarts = new Int32Array(starts.length);
	let end = 0;
	for (let d = 0; d < totals.length; d++) {
		for (let i = starts[d]!; i < starts[d + 1]!; i++) {
			if (documentsWith[items[i]!]! < 2) continue;
			shared[end] = idOf(ids, items[i]!);
			sharedCounts[end++] = counts[i]!;
		}
		sharedStarts[d + 1] = end;
	}
	return {
		items: shared.subarray(0, end),
		counts: sharedCounts.subarray(0, end),
		starts: sharedStarts,
		totals,
		distinct: ids.size
	};
}

function idOf<T>(ids: Map<T, number>, item: T): number {
	const known = ids.get(item);
	if (known !== undefined) return known;
	ids.set(item, ids.size);
	return ids.size - 1;
}

function startsOf(lengths: readonly number[]): Int32Array {
	const starts = new Int32Array(lengths.length + 1);
	lengths.forEach((length, d) => (starts[d + 1] = starts[d]! + length));
	return starts;
}
