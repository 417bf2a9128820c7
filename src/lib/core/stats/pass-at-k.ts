/**
 * Unbiased pass@k, `1 - C(n-c, k) / C(n, k)` (Chen et al. 2021, arXiv 2107.03374; METRICS §3), as a
 * product that neither overflows nor cancels.
 *
 * @param samples n, answers drawn for the question
 * @param correct c, how many of them are right
 * @returns the probability that at least one of k draws without replacement is right; null where
 *   fewer than k samples exist
 */
export function passAtK(samples: number, correct: number, k: number): number | null {
	if (![samples, correct, k].every(Number.isInteger) || k < 1 || correct < 0 || correct > samples) {
		throw new RangeError(`pass@${k} of ${correct} right among ${samples} is not defined.`);
	}
	if (samples < k) return null;
	const wrong = samples - correct;
	if (wrong < k) return 1;
	let allWrong = 1;
	for (let drawn = 0; drawn < k; drawn++) allWrong *= (wrong - drawn) / (samples - drawn);
	return 1 - allWrong;
}
