import { doubled, KeyTable } from './key-table.ts';
import { mix } from './mix.ts';
import { PERMUTATIONS } from './text-kernel/text-kernel.ts';

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
	/** Numbers the buckets by a hash of band and rows: two that share one only give more candidates. */
	readonly #buckets = new KeyTable();
	/** The first member of each bucket; most have no other. */
	#first = new Int32Array(1 << 10);
	readonly #others = new Map<number, number[]>();

	constructor(banding: Banding) {
		this.#banding = banding;
	}

	/**
	 * Earlier items that meet this signature in some band, those with most common bands first, then
	 * in the order in which they were added. The item itself is added.
	 */
	candidatesThenAdd(item: number, signature: Int32Array): number[] {
		let meetings: Map<number, number> | null = null;
		for (let band = 0; band < this.#banding.bands; band++) {
			const known = this.#buckets.size;
			const bucket = this.#bucketOf(band, signature);
			if (bucket === known) this.#open(bucket, item);
			else this.#meet((meetings ??= new Map()), bucket, item);
		}
		if (meetings === null) return [];
		return [...meetings].sort(([a, m], [b, n]) => n - m || a - b).map(([other]) => other);
	}

	#meet(meetings: Map<number, number>, bucket: number, item: number): void {
		const others = this.#others.get(bucket) ?? [];
		for (const other of [this.#first[bucket]!, ...others]) {
			meetings.set(other, (meetings.get(other) ?? 0) + 1);
		}
		if (others.length === 0) this.#others.set(bucket, [item]);
		else if (others.length < BUCKET_MEMBERS - 1) others.push(item);
	}

	#open(bucket: number, item: number): void {
		if (bucket >= this.#first.length) this.#first = doubled(this.#first);
		this.#first[bucket] = item;
	}

	#bucketOf(band: number, signature: Int32Array): number {
		const { rows } = this.#banding;
		let a = band;
		let b = ~band;
		for (let at = band * rows; at < (band + 1) * rows; at++) {
			a = Math.imul(a ^ signature[at]!, 0x0100_0193);
			b = Math.imul((b + signature[at]!) | 0, 0x9e37_79b1);
			a ^= a >>> 15;
			b ^= b >>> 13;
		}
		return this.#buckets.add(mix(a), mix(b));
	}
}
