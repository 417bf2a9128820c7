import { Z_95 } from './wilson.ts';

export interface Agreement {
	/** Items that both judged. */
	readonly items: number;
	/** Share on which both said the same, 0 to 1. */
	readonly observed: number;
	/** The share that two would reach who say each verdict as often as these, independently of each other. */
	readonly expected: number;
	/** Cohen's κ, -1 to 1: what is reached beyond that, of what could be. */
	readonly kappa: number;
	/** Interval of 95 %, within -1 to 1. */
	readonly low: number;
	readonly high: number;
}

/**
 * Cohen's κ (Cohen 1960) of two graders, with the standard error for large samples of Fleiss, Cohen and Everitt
 * (1969, equation 13).
 *
 * @param counts square: items by what the first said (row) and the second (column)
 * @returns null where it is not defined: no item, or both never said but one and the same thing
 * @throws RangeError where the table is not square, or a count is negative or not finite
 */
export function cohensKappa(counts: readonly (readonly number[])[]): Agreement | null {
	const size = counts.length;
	if (counts.some((row) => row.length !== size)) throw new RangeError('The table is not square.');
	const items = sum(counts.flat());
	if (counts.flat().some((count) => !(count >= 0)) || !Number.isFinite(items)) {
		throw new RangeError('A table of agreement holds counts.');
	}
	if (items === 0) return null;
	const shares = counts.map((row) => row.map((count) => count / items));
	const first = shares.map(sum);
	const second = first.map((_, j) => sum(shares.map((row) => row[j]!)));
	const observed = sum(shares.map((row, i) => row[i]!));
	const expected = sum(first.map((share, i) => share * second[i]!));
	const room = 1 - expected;
	// Of sums of rounded shares: what both always say is exactly 1 only by luck.
	if (room < 1e-12) return null;
	const kappa = (observed - expected) / room;

	let spread = 0;
	for (let i = 0; i < size; i++) {
		for (let j = 0; j < size; j++) {
			const together = second[i]! + first[j]!;
			spread +=
				i === j
					? shares[i]![i]! * (room - together * (1 - observed)) ** 2
					: (1 - observed) ** 2 * shares[i]![j]! * together ** 2;
		}
	}
	const centre = observed * expected - 2 * expected + observed;
	const error = Math.sqrt(Math.max(0, spread - centre ** 2) / items) / room ** 2;
	return {
		items,
		observed,
		expected,
		kappa,
		low: Math.max(-1, kappa - Z_95 * error),
		high: Math.min(1, kappa + Z_95 * error)
	};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
