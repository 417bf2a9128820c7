/** Subsets that are enumerated; beyond this the greedy choice takes over (METRICS §5). */
export const MAX_SUBSETS = 100_000;

/** Distance of the trajectories at two indexes of `ids`; symmetric, finite, not negative. */
export type DistanceOf = (i: number, j: number) => number;

/**
 * The `count` trajectories that are farthest apart (DED, arXiv 2508.09883; METRICS §5).
 *
 * Objective: the largest possible SMALLEST distance between any two chosen ones (max-min), found by
 * enumeration where at most 100,000 subsets exist. Beyond that greedily: first the farthest pair,
 * then again and again the one whose nearest chosen neighbour is farthest. Ties go to the smaller
 * ids (by UTF-16 units), so the result depends neither on the machine nor on the order of `ids`.
 * One alone has no distance: the smallest id is chosen.
 *
 * @param ids different ids
 * @returns chosen ids, ascending; all of them where there are no more than `count`
 */
export function farthest(
	ids: readonly string[],
	distance: DistanceOf,
	count: number
): readonly string[] {
	const order = ids.map((_, index) => index).sort((i, j) => (ids[i]! < ids[j]! ? -1 : 1));
	if (count <= 0) return [];
	if (order.length <= count) return order.map((index) => ids[index]!);
	if (count === 1) return [ids[order[0]!]!];
	const between: DistanceOf = (i, j) => distance(order[i]!, order[j]!);
	const chosen =
		subsetCount(order.length, count) <= MAX_SUBSETS
			? enumerated(order.length, between, count)
			: greedy(order.length, between, count);
	return chosen.sort((i, j) => i - j).map((index) => ids[order[index]!]!);
}

/** C(n, k), or Infinity where it is beyond what is enumerated. */
function subsetCount(n: number, k: number): number {
	let subsets = 1;
	for (let i = 1; i <= Math.min(k, n - k); i++) {
		subsets = (subsets * (n - i + 1)) / i;
		if (subsets > MAX_SUBSETS) return Infinity;
	}
	return Math.round(subsets);
}

/** Subsets in lexicographic order; only a strictly better one replaces the best, so ties keep the first. */
function enumerated(n: number, distance: DistanceOf, count: number): number[] {
	let best = -Infinity;
	let bestSubset: number[] = [];
	const extend = (subset: readonly number[], from: number, smallest: number): void => {
		if (subset.length === count) {
			best = smallest;
			bestSubset = [...subset];
			return;
		}
		for (let next = from; next <= n - (count - subset.length); next++) {
			const reduced = subset.reduce(
				(low, member) => Math.min(low, distance(member, next)),
				smallest
			);
			if (reduced > best) extend([...subset, next], next + 1, reduced);
		}
	};
	extend([], 0, Infinity);
	return bestSubset;
}

function greedy(n: number, distance: DistanceOf, count: number): number[] {
	const chosen = farthestPair(n, distance);
	const nearest = Array.from({ length: n }, (_, i) =>
		Math.min(...chosen.map((member) => (member === i ? -Infinity : distance(member, i))))
	);
	while (chosen.length < count) {
		const next = nearest.reduce((best, value, i) => (value > nearest[best]! ? i : best), 0);
		chosen.push(next);
		nearest[next] = -Infinity;
		for (let i = 0; i < n; i++) {
			if (nearest[i]! > -Infinity) nearest[i] = Math.min(nearest[i]!, distance(next, i));
		}
	}
	return chosen;
}

function farthestPair(n: number, distance: DistanceOf): [number, number, ...number[]] {
	let pair: [number, number] = [0, 1];
	let largest = -Infinity;
	for (let i = 0; i < n; i++) {
		for (let j = i + 1; j < n; j++) {
			const between = distance(i, j);
			if (between > largest) [largest, pair] = [between, [i, j]];
		}
	}
	return pair;
}
