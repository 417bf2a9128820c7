/** What a model thinks of the two labels behind one prompt: log p of each as a whole, nats. */
export interface LabelLogprobs {
	readonly correct: number;
	readonly wrong: number;
}

/** The probabilities of 'correct' in the two orders of the options; null where there is none. */
export interface BothOrders {
	readonly correctFirst: number | null;
	readonly wrongFirst: number | null;
}

export type JudgeVerdict = 'correct' | 'wrong' | 'unverifiable';

export interface ForcedVerdict {
	readonly verdict: JudgeVerdict;
	/** Mean of both orders; null where one of them has none. */
	readonly pCorrect: number | null;
	/** Why it is unverifiable; null where it is not. */
	readonly doubt: 'no-probability' | 'orders-disagree' | 'near-even' | null;
}

/** A mean of two floating-point numbers that should be exactly at the margin is. */
const ROUNDING = 1e-12;

/**
 * Softmax over the two labels' summed log-probs: the probability of 'correct' given that the model says one of
 * them. Labels are compared as whole texts, so that one of several tokens is not favoured by a mean. Null where a
 * sum is no log-probability, or neither label is possible.
 */
export function pCorrect({ correct, wrong }: LabelLogprobs): number | null {
	if (!isLogprob(correct) || !isLogprob(wrong)) return null;
	if (correct === -Infinity && wrong === -Infinity) return null;
	return 1 / (1 + Math.exp(wrong - correct));
}

function isLogprob(value: number): boolean {
	return !Number.isNaN(value) && value !== Infinity;
}

/** One verdict from both orders; where they disagree, or the mean is too near to even, there is none. */
export function forcedVerdict(
	{ correctFirst, wrongFirst }: BothOrders,
	margin: number
): ForcedVerdict {
	if (correctFirst === null || wrongFirst === null) {
		return { verdict: 'unverifiable', pCorrect: null, doubt: 'no-probability' };
	}
	const mean = (correctFirst + wrongFirst) / 2;
	if (ordersDisagree({ correctFirst, wrongFirst })) {
		return { verdict: 'unverifiable', pCorrect: mean, doubt: 'orders-disagree' };
	}
	const distance = Math.abs(mean - 0.5);
	if (distance === 0 || distance + ROUNDING < margin) {
		return { verdict: 'unverifiable', pCorrect: mean, doubt: 'near-even' };
	}
	return { verdict: mean > 0.5 ? 'correct' : 'wrong', pCorrect: mean, doubt: null };
}

/** Exactly even takes no side. */
export function ordersDisagree({ correctFirst, wrongFirst }: BothOrders): boolean {
	if (correctFirst === null || wrongFirst === null) return false;
	return (correctFirst < 0.5 && wrongFirst > 0.5) || (correctFirst > 0.5 && wrongFirst < 0.5);
}
