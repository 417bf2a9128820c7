import { quantileOfSorted } from '../../src/lib/core/stats/quantile.ts';

/** Some measurements in short; all of them in the unit of the measurements. */
export interface Spread {
	readonly n: number;
	readonly median: number;
	readonly quartiles: readonly [number, number];
	/** See `medianInterval`. */
	readonly interval: readonly [number, number];
}

export function spreadOf(values: readonly number[]): Spread {
	if (values.length === 0) throw new RangeError('Nothing was measured.');
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number): number => quantileOfSorted(sorted, share)!;
	return {
		n: sorted.length,
		median: at(0.5),
		quartiles: [at(0.25), at(0.75)],
		interval: medianInterval(sorted)
	};
}

/**
 * 95 % interval of the median between two order statistics (Conover 1999, §3.2): the innermost pair that
 * the true median lies between with at least that probability, whatever the distribution. Below six values
 * no pair does; then the smallest and the largest, which hold it in 1 − 2^(1−n) of cases.
 *
 * @param sorted ascending, at least one
 */
export function medianInterval(sorted: readonly number[]): readonly [number, number] {
	const n = sorted.length;
	let below = 0;
	let outside = 2 ** -n;
	let term = outside;
	for (let k = 1; k < n / 2; k++) {
		term *= (n - k + 1) / k;
		outside += term;
		if (2 * outside > 0.05) break;
		below = k;
	}
	return [sorted[below]!, sorted[n - 1 - below]!];
}
