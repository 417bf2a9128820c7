/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing their mean rank.
 * Pairs in which either value is null are left out.
 *
 * @returns -1 to 1; null where it is not defined: fewer than two pairs, or a list of equal values
 */
export function spearman(
	x: readonly (number | null)[],
	y: readonly (number | null)[]
): number | null {
	if (x.length !== y.length) throw new RangeError('Lists of different lengths do not correlate.');
	const known = [...x.keys()].filter((i) => x[i] !== null && y[i] !== null);
	const ranksX = sharedRanks(Float64Array.from(known, (i) => x[i]!));
	const ranksY = sharedRanks(Float64Array.from(known, (i) => y[i]!));
	const mean = (known.length + 1) / 2;
	let covariance = 0;
	let varianceX = 0;
	let varianceY = 0;
	for (let i = 0; i < known.length; i++) {
		const fromMeanX = ranksX[i]! - mean;
		const fromMeanY = ranksY[i]! - mean;
		covariance += fromMeanX * fromMeanY;
		varianceX += fromMeanX ** 2;
		varianceY += fromMeanY ** 2;
	}
	if (varianceX === 0 || varianceY === 0) return null;
	return Math.max(-1, Math.min(1, covariance / Math.sqrt(varianceX * varianceY)));
}

/** Ranks from 1; equal values share the mean of the ranks they take up. */
function sharedRanks(values: Float64Array): Float64Array {
	const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
	const ranks = new Float64Array(values.length);
	for (let from = 0; from < order.length;) {
		let to = from + 1;
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
		for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
		from = to;
	}
	return ranks;
}
