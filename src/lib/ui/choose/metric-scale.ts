import type { MetricComparison } from '../../core/stats/compare-teachers.ts';

/** The common scale of one metric's intervals across teachers. */
export interface Scale {
	readonly from: number;
	readonly to: number;
}

export function scaleOf({ estimates }: MetricComparison): Scale {
	const ends = estimates.flatMap(({ value, low, high }) =>
		[value, low, high].filter((end): end is number => end !== null)
	);
	const from = Math.min(...ends);
	const to = Math.max(...ends);
	return Number.isFinite(from) && to > from ? { from, to } : { from: from - 1, to: from + 1 };
}

/** Position of a value on the scale, 0 to 1. */
export function position(value: number, { from, to }: Scale): number {
	return (value - from) / (to - from);
}

/** The teacher with the best value; -1 where the metric is not ranked or several share it. */
export function bestIndex({ better, estimates }: MetricComparison): number {
	if (better === 'none') return -1;
	const values = estimates.map(({ value }) => value);
	const known = values.filter((value): value is number => value !== null);
	if (known.length < 2) return -1;
	const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
	return known.filter((value) => value === best).length === 1 ? values.indexOf(best) : -1;
}
