/** A question that the student was asked: checked samples, and how many are correct. */
export interface PassRate {
	readonly samples: number;
	readonly correct: number;
}

export interface PassRateBin {
	/** Pass rates from here (included) … */
	readonly from: number;
	/** … to here (not included, but in the last bin). */
	readonly to: number;
	readonly questions: number;
}

export interface PassRateHistogram {
	readonly bins: readonly PassRateBin[];
	/** Mean over questions, 0 to 1; null without questions. */
	readonly meanRate: number | null;
	/** Questions that were right in some sample, and in all. */
	readonly anyRight: number;
	readonly allRight: number;
	/** Questions above the threshold of the compression stage (METRICS §6.2), and the others. */
	readonly dropped: number;
	readonly kept: number;
}

const BINS = 10;

/** How the student's pass rates are spread, and what a threshold would do. */
export function passRateHistogram(
	rates: readonly PassRate[],
	threshold: number
): PassRateHistogram {
	const shares = rates.map(({ correct, samples }) => correct / samples);
	const binOf = (share: number): number => Math.min(BINS - 1, Math.floor(share * BINS + 1e-9));
	const counts = new Array<number>(BINS).fill(0);
	for (const share of shares) counts[binOf(share)]! += 1;
	const dropped = shares.filter((share) => share > threshold).length;
	return {
		bins: counts.map((questions, i) => ({ from: i / BINS, to: (i + 1) / BINS, questions })),
		meanRate: shares.length === 0 ? null : shares.reduce((a, b) => a + b, 0) / shares.length,
		anyRight: rates.filter(({ correct }) => correct > 0).length,
		allRight: rates.filter(({ correct, samples }) => correct === samples).length,
		dropped,
		kept: rates.length - dropped
	};
}
