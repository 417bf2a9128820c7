/**
 * Kendall's τ-b of two lists of the same length, ties corrected (Kendall 1945, Biometrika 33, 239-251).
 * Pairs in which either value is null are left out. O(n²): for lists of teachers.
 *
 * @returns -1 to 1; null where it is not defined: fewer than two pairs, or a list of equal values
 */
export function kendallTauB(
	x: readonly (number | null)[],
	y: readonly (number | null)[]
): number | null {
	if (x.length !== y.length) throw new RangeError('Lists of different lengths have no τ.');
	const known = [...x.keys()].filter((i) => x[i] !== null && y[i] !== null);
	let agreement = 0;
	let untiedInX = 0;
	let untiedInY = 0;
	for (const [position, i] of known.entries()) {
		for (const j of known.slice(position + 1)) {
			const signX = Math.sign(x[i]! - x[j]!);
			const signY = Math.sign(y[i]! - y[j]!);
			agreement += signX * signY;
			untiedInX += Math.abs(signX);
			untiedInY += Math.abs(signY);
		}
	}
	if (untiedInX === 0 || untiedInY === 0) return null;
	// Rounding must not make a perfect agreement more than perfect.
	return Math.max(-1, Math.min(1, agreement / Math.sqrt(untiedInX * untiedInY)));
}

/** A metric's value of each teacher. */
export interface RankedMetric {
	readonly better: 'higher' | 'lower';
	/** In one order of teachers for all metrics; null where undefined. */
	readonly values: readonly (number | null)[];
}

export interface Agreement {
	/** 1: both metrics put the teachers in the same order of merit. */
	readonly tau: number | null;
	/** Teachers that have both metrics. */
	readonly teachers: number;
}

/**
 * How far metrics agree on the order of the teachers (METRICS §7), `[metric][metric]`. 'Better' counts,
 * not 'more': a metric of which less is better is turned around.
 */
export function agreementMatrix(metrics: readonly RankedMetric[]): Agreement[][] {
	const merits = metrics.map(({ better, values }) =>
		values.map((value) => (value === null || better === 'higher' ? value : -value))
	);
	return merits.map((x) =>
		merits.map((y) => ({
			tau: kendallTauB(x, y),
			teachers: x.filter((value, i) => value !== null && y[i] !== null).length
		}))
	);
}
