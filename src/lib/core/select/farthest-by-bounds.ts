import { farthest, type DistanceOf } from './farthest.ts';

/** Distances of which some are only known to be at most so much. */
export interface BoundedDistances {
	/** The distance where it is exact, otherwise something not below it; Infinity where nothing is known. */
	readonly bound: DistanceOf;
	isExact(i: number, j: number): boolean;
}

export interface BoundedChoice {
	/** As `farthest` gives them: ascending. */
	readonly chosen: readonly string[];
	/** Pairs of indexes among the chosen whose distance is not exact. None: the choice is certain. */
	readonly unsure: readonly (readonly [number, number])[];
}

/**
 * What `farthest` chooses where distances are replaced by their upper bounds. If every distance BETWEEN
 * THE CHOSEN is exact, it is the choice that all exact distances would give, ties included:
 *
 * - By enumeration, the value of the chosen set is exact, and no other set can be better than its bounds
 *   say, which do not exceed that value. A set that comes earlier in the order of the ids would have been
 *   taken if its bounds reached the value, so it does not reach it either.
 * - The greedy choice takes one maximum after the other, and the same holds for each of them.
 *
 * Otherwise measure the pairs that are unsure and ask again. Each round makes some pair exact, so it ends,
 * mostly after a few (docs/decisions/015).
 */
export function farthestByBounds(
	ids: readonly string[],
	distances: BoundedDistances,
	count: number
): BoundedChoice {
	const chosen = farthest(ids, distances.bound, count);
	// Whoever takes all, or one alone, did not look at distances.
	if (count < 2 || chosen.length === ids.length) return { chosen, unsure: [] };
	const indexOf = new Map(ids.map((id, index) => [id, index]));
	const members = chosen.map((id) => indexOf.get(id)!);
	const pairs = members.flatMap((i, at) => members.slice(at + 1).map((j) => [i, j] as const));
	return { chosen, unsure: pairs.filter(([i, j]) => !distances.isExact(i, j)) };
}
