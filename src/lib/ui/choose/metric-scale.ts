import type { MetricComparison } from '../../core/stats/compare-teachers.ts';

/** The common scale of one metric's intervals across teachers. */
export interface Scale {
	readonly from: number;
	readonly to: number;
}

/** Shares that differ by less than this are drawn as the small difference that they are. */
const MIN_SHARE_SPAN = 0.05;

export function scaleOf({ estimates, unit }: MetricComparison): Scale {
	const ends = estimates.flatMap(({ value, low, high }) =>
		[value, low, high].filter((end): end is number => end !== null)
	);
	const from = Math.min(...ends);
	const to = Math.max(...ends);
	// A difference of shares may be below 0 and needs no such care.
	if (unit === 'share' && from >= 0 && to - from < MIN_SHARE_SPAN)
		return shareScale((from + to) / 2);
	return Number.isFinite(from) && to > from ? { from, to } : { from: from - 1, to: from + 1 };
}

/** A scale of the least span around `middle`, kept inside 0 and 1. */
function shareScale(middle: number): Scale {
	const from = Math.min(Math.max(middle - MIN_SHARE_SPAN / 2, 0), 1 - MIN_SHARE_SPAN);
	return { from, to: from + MIN_SHARE_SPAN };
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
