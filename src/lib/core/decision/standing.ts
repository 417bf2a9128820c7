import type { MetricComparison } from '../stats/compare-teachers.ts';
import { rankMerits, type Rank } from './metric-ranks.ts';
import { weightedMetrics, weightShare, type Weights } from './view.ts';

/** What one weighted metric adds to a teacher's score. */
export interface StandingPart {
	readonly metric: string;
	/** Share of the view, 0 to 1. */
	readonly share: number;
	/** P(best) by this metric; null where the teacher lacks it. */
	readonly pBest: number | null;
}

export interface Standing {
	/** Σ share · P(best); null where it cannot be compared on this view. Never 0 for want of a number. */
	readonly score: number | null;
	readonly place: Rank | null;
	readonly parts: readonly StandingPart[];
	/** Weighted metrics that this teacher lacks. */
	readonly missing: readonly string[];
}

/**
 * Where each teacher stands on a view: the weighted mean of its P(best), which is the chance that it wins
 * when a metric is drawn by weight and the questions anew (docs/decisions/010-weighted-standing.md).
 * Scores that show as the same percentage share a place: 2,000 resamples tell no more. With fewer than
 * two teachers that can be compared nobody is placed.
 */
export function weightedStandings(
	metrics: readonly MetricComparison[],
	weights: Weights,
	teachers: number
): Standing[] {
	const weighted = weightedMetrics(weights);
	const standings = Array.from({ length: teachers }, (_, teacher) => {
		const parts = weighted.map((metric) => ({
			metric,
			share: weightShare(weights, metric),
			pBest: metrics.find((other) => other.metric === metric)?.estimates[teacher]?.pBest ?? null
		}));
		return { parts, score: scoreOf(parts) };
	});
	const comparable = standings.filter(({ score }) => score !== null).length;
	const places = rankMerits(
		standings.map(({ score }) =>
			score === null || comparable < 2 ? null : Math.round(100 * score)
		)
	);
	return standings.map(({ parts, score }, teacher) => ({
		score: comparable < 2 ? null : score,
		place: places[teacher] ?? null,
		parts,
		missing: parts.filter(({ pBest }) => pBest === null).map(({ metric }) => metric)
	}));
}

function scoreOf(parts: readonly StandingPart[]): number | null {
	if (parts.length === 0) return null;
	return parts.reduce<number | null>(
		(sum, { share, pBest }) => (sum === null || pBest === null ? null : sum + share * pBest),
		0
	);
}
