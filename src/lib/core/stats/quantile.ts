/**
 * Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the
 * default of NumPy and R). `sorted` ascending, without NaN; null where it is empty.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number | null {
	if (sorted.length === 0) return null;
	const position = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
	const below = Math.floor(position);
	const low = sorted[below]!;
	const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
	return low + (high - low) * (position - below);
}
