/** Bars of a histogram; the last one takes everything above it too. The SQL macro `bin_of` knows the number. */
export const BINS = 24;

/** BINS bins, each `width` wide, the first from `start` on. */
export interface Bins {
	readonly start: number;
	readonly width: number;
}

/** Where the largest value is this much farther up than the 99th percentile, the bins end at the latter. */
const LONG_TAIL = 1.25;
const STEPS = [1, 2, 2.5, 5];

/**
 * Bins with round edges over all values, but that a long tail does not squeeze the rest: the last bin is
 * open.
 *
 * @param bounds finite: the smallest value, the largest, and the 99th percentile
 * @param whole the values are whole numbers, so no edge lies between two
 */
export function roundBins(
	{ least, most, high }: { least: number; most: number; high: number },
	whole: boolean
): Bins {
	const top = most - least <= (high - least) * LONG_TAIL ? most : high;
	const needed = (top - least) / BINS || Math.abs(least) / 100 || 0.01;
	for (const width of roundWidths(whole ? Math.max(needed, 1) : needed)) {
		const start = clean(Math.floor(least / width) * width);
		const isRound = !whole || Number.isInteger(width);
		if (isRound && clean(start + width * BINS) >= top) return { start, width };
	}
	throw new RangeError('no bins without finite bounds');
}

/** 1, 2, 2.5 and 5 times a power of ten, from the first that is large enough. */
function* roundWidths(needed: number): Generator<number> {
	const first = Math.floor(Math.log10(needed));
	for (let exponent = first; exponent < first + 4; exponent++) {
		for (const step of STEPS) {
			const width = clean(step * 10 ** exponent);
			if (width >= needed) yield width;
		}
	}
}

/** Without the last digits, which binary fractions spoil. */
const clean = (value: number): number => Number(value.toPrecision(12));
