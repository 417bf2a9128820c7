export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution: a two-sided interval of 95 %. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson score interval of a proportion (Wilson 1927), without continuity correction (METRICS §7).
 * Returns null where nothing was observed. Throws RangeError for counts that cannot be.
 */
export function wilsonInterval(successes: number, trials: number, z = Z_95): Interval | null {
	if (trials === 0) return null;
	if (!(trials > 0) || !(successes >= 0) || successes > trials) {
		throw new RangeError(`${successes} of ${trials} is no proportion.`);
	}
	const share = successes / trials;
	const zz = z * z;
	const scale = 1 / (1 + zz / trials);
	const centre = (share + zz / (2 * trials)) * scale;
	const half = z * Math.sqrt((share * (1 - share)) / trials + zz / (4 * trials * trials)) * scale;
	return {
		low: successes === 0 ? 0 : Math.max(0, centre - half),
		high: successes === trials ? 1 : Math.min(1, centre + half)
	};
}
