import type { MetricComparison } from '../stats/compare-teachers.ts';

export interface Rank {
	/** From 1; teachers with the same value share the better place. */
	readonly rank: number;
	readonly isTied: boolean;
}

/** The place of each teacher by one metric; null for who lacks it, and for all where it has no direction. */
export function metricRanks({ better, estimates }: MetricComparison): (Rank | null)[] {
	if (better === 'none') return estimates.map(() => null);
	const sign = better === 'higher' ? 1 : -1;
	return rankMerits(estimates.map(({ value }) => (value === null ? null : sign * value)));
}

/** The highest is first. */
export function rankMerits(merits: readonly (number | null)[]): (Rank | null)[] {
	return merits.map((merit) => {
		if (merit === null) return null;
		const isKnown = (other: number | null): other is number => other !== null;
		const known = merits.filter(isKnown);
		const rank = 1 + known.filter((other) => other > merit).length;
		return { rank, isTied: known.filter((other) => other === merit).length > 1 };
	});
}
