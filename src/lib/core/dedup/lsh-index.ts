import { PERMUTATIONS } from './minhash.ts';

/** `bands` × `rows` = 128. */
export interface Banding {
	readonly bands: number;
	readonly rows: number;
}

const BANDINGS: readonly Banding[] = [16, 32, 64].map((bands) => ({
	bands,
	rows: PERMUTATIONS / bands
}));
const RECALL = 0.99;

/** Share of pairs with this Jaccard similarity that meet in some band. */
export function recallAt(jaccard: number, { bands, rows }: Banding): number {
	return 1 - (1 - jaccard ** rows) ** bands;
}

/**
 * The strictest banding that still finds 99 % of the pairs at the threshold: 16 × 8 from 0.85 on,
 * 32 × 4 from 0.61, 64 × 2 below. (16 × 8 would miss one pair in twenty at 0.8.)
 */
export function bandingFor(minJaccard: number): Banding {
	return BANDINGS.find((banding) => recallAt(minJaccard, banding) >= RECALL) ?? BANDINGS.at(-1)!;
}

/**
 * Members kept per bucket. A fuller bucket means a template with many fillings; its first members
 * already show each later one to be alike, and all pairs would take quadratic time.
 */
const BUCKET_MEMBERS = 64;

/** Locality-sensitive hashing of MinHash signatures (Indyk and Motwani 1998). */
export class LshIndex {
	readonly #banding: Banding;
	readonly #buckets = new Map<string, number[]>();

	constructor(banding: Banding) {
		this.#banding = banding;
	}

	/**
	 * Earlier items that meet this signature in some band, those with most common bands first, then
	 * in the order in which they were added. The item itself is added.
	 */
	candidatesThenAdd(item: number, signature: Int32Array): number[] {
		const meetings = new Map<number, number>();
		for (const key of this.#keysOf(signature)) {
			const bucket = this.#buckets.get(key) ?? [];
			for (const other of bucket) meetings.set(other, (meetings.get(other) ?? 0) + 1);
			if (bucket.length < BUCKET_MEMBERS) bucket.push(item);
			this.#buckets.set(key, bucket);
		}
		return [...meetings].sort(([a, m], [b, n]) => n - m || a - b).map(([other]) => other);
	}

	#keysOf(signature: Int32Array): string[] {
		const { bands, rows } = this.#banding;
		return Array.from(
			{ length: bands },
			(_, band) => `${band}:${signature.subarray(band * rows, (band + 1) * rows).join()}`
		);
	}
}
