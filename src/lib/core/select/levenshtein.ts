import { codePointsOf } from '../metrics/code-points.ts';
import type { EditDistanceKernel } from './edit-distance/kernel.ts';
import { SequenceDistances } from './edit-distance/sequence-distances.ts';

export interface NormalisedDistance {
	readonly distance: number;
	/** distance / max(length), 0 to 1; 0 for two empty sequences. */
	readonly normalised: number;
}

/** What a distance counts: Unicode code points or tokens (METRICS §5). Never mixed in one selection. */
export type DistanceUnit = 'codepoint' | 'token';

/** Exact Levenshtein distance over Unicode CODE POINTS, unit costs, and the same over the longer length. */
export function normalisedDistance(
	kernel: EditDistanceKernel,
	a: string,
	b: string
): NormalisedDistance {
	return exactDistance(new SequenceDistances(kernel, [codePointsOf(a), codePointsOf(b)]), 0, 1);
}

/** The exact distance of two of the sequences. */
export function exactDistance(
	distances: SequenceDistances,
	i: number,
	j: number
): NormalisedDistance {
	return normalise(distances.distance(i, j), distances.longest(i, j));
}

/** At least the exact distance of two of the sequences. */
export function boundOfDistance(
	distances: SequenceDistances,
	i: number,
	j: number
): NormalisedDistance {
	return normalise(distances.upperBound(i, j), distances.longest(i, j));
}

function normalise(distance: number, longest: number): NormalisedDistance {
	return { distance, normalised: longest === 0 ? 0 : distance / longest };
}
