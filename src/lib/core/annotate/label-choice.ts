/** What a model says of one subject. */
export interface LabelChoice {
	/** Place of the most probable label among those that were offered; the first of equal ones. */
	readonly index: number;
	/** Its probability, given that the model says one of them. */
	readonly probability: number;
	/** Σ place · p, the places counted from 1: where on a scale the model sees it (G-Eval, arXiv 2303.16634, §2). */
	readonly score: number;
}

/**
 * Softmax over the labels' summed log-probs. Labels are compared as whole texts, of which none begins like another,
 * so that these are probabilities of things that exclude each other; a mean per token would favour long ones. Null
 * where a sum is no log-probability, or no label is possible.
 *
 * @param logprobs log p of each label as a whole, nats; null where it was not read
 */
export function chooseLabel(logprobs: readonly (number | null)[]): LabelChoice | null {
	const sums = logprobs.filter(isLogprob);
	const highest = Math.max(...sums);
	if (sums.length < logprobs.length || sums.length === 0 || highest === -Infinity) return null;
	const weights = sums.map((sum) => Math.exp(sum - highest));
	const total = weights.reduce((all, weight) => all + weight, 0);
	const score = weights.reduce((all, weight, at) => all + (at + 1) * weight, 0) / total;
	return { index: sums.indexOf(highest), probability: 1 / total, score };
}

function isLogprob(value: number | null): value is number {
	return value !== null && !Number.isNaN(value) && value !== Infinity;
}
