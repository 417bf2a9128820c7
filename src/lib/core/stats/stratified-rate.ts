import { type Interval, wilsonInterval } from './wilson.ts';

/** One part of a whole, of which some were drawn at random and looked at. */
export interface Stratum {
	/** Items in it. */
	readonly size: number;
	/** Items that were looked at, at most `size`. */
	readonly sampled: number;
	/** Those among them that count, e.g. errors. */
	readonly hits: number;
}

export interface StratifiedRate extends Interval {
	/** Of the whole, 0 to 1. */
	readonly rate: number;
	/** Items that were looked at. */
	readonly sampled: number;
	readonly size: number;
}

/**
 * The share of a whole whose parts were sampled unequally: each part's share, weighted by its size (Cochran,
 * 'Sampling Techniques', 1977, §5.3). Its interval puts Wilson's of the parts together by the squares of how far
 * they reach (MOVER: Zou and Donner 2008), each at the number of items that stands for a sample from so few (the
 * finite population correction); one part of endless size has exactly Wilson's.
 *
 * @returns null where there is nothing, or a part that is not empty was not looked at
 * @throws RangeError for counts that cannot be
 */
export function stratifiedRate(strata: readonly Stratum[]): StratifiedRate | null {
	for (const { size, sampled, hits } of strata) {
		if (!(sampled >= 0 && sampled <= size && hits >= 0 && hits <= sampled)) {
			throw new RangeError(`${hits} of ${sampled} of ${size} is no sample.`);
		}
	}
	const parts = strata.filter(({ size }) => size > 0);
	if (parts.length === 0 || parts.some(({ sampled }) => sampled === 0)) return null;
	const size = parts.reduce((sum, part) => sum + part.size, 0);
	let rate = 0;
	let below = 0;
	let above = 0;
	for (const part of parts) {
		const weight = part.size / size;
		const share = part.hits / part.sampled;
		const { low, high } = intervalOf(part, share);
		rate += weight * share;
		below += (weight * (share - low)) ** 2;
		above += (weight * (high - share)) ** 2;
	}
	return {
		rate,
		low: Math.max(0, rate - Math.sqrt(below)),
		high: Math.min(1, rate + Math.sqrt(above)),
		sampled: parts.reduce((sum, part) => sum + part.sampled, 0),
		size
	};
}

/** Of one part: nothing is left open where all of it was looked at. */
function intervalOf({ size, sampled }: Stratum, share: number): Interval {
	if (sampled === size) return { low: share, high: share };
	const effective = (sampled * (size - 1)) / (size - sampled);
	return wilsonInterval(share * effective, effective)!;
}
