import type { BoundedDistances } from './farthest-by-bounds.ts';

/** Place of the pair {i, j} among all pairs of n in the order (0, 1), (0, 2) … (1, 2) …; 0-based. */
export function pairIndex(i: number, j: number, n: number): number {
	const [low, high] = i < j ? [i, j] : [j, i];
	return low * n - (low * (low + 1)) / 2 + high - low - 1;
}

/** Pairs among n. */
export function pairCount(n: number): number {
	return (n * (n - 1)) / 2;
}

/** What is known of the distances among n trajectories; of each pair something exact, a bound, or nothing. */
export class KnownDistances implements BoundedDistances {
	readonly #n: number;
	readonly #values: Float64Array;
	readonly #exact: Uint8Array;
	#exactCount = 0;

	constructor(n: number) {
		this.#n = n;
		this.#values = new Float64Array(pairCount(n)).fill(Infinity);
		this.#exact = new Uint8Array(pairCount(n));
	}

	/** Pairs whose distance is exact. */
	get exactCount(): number {
		return this.#exactCount;
	}

	readonly bound = (i: number, j: number): number => this.#values[pairIndex(i, j, this.#n)]!;

	isExact(i: number, j: number): boolean {
		return this.#exact[pairIndex(i, j, this.#n)] === 1;
	}

	isBounded(i: number, j: number): boolean {
		return this.bound(i, j) < Infinity;
	}

	/** @param pair as `pairIndex` counts them. What is exact stays. */
	learn(pair: number, value: number, exact: boolean): void {
		if (this.#exact[pair] === 1) return;
		this.#values[pair] = value;
		if (!exact) return;
		this.#exact[pair] = 1;
		this.#exactCount++;
	}
}
