/** The distribution of one position, from its raw logits (METRICS §1). */
export interface LogitSummary {
	readonly max: number;
	/** log Σ exp(logit - max), so that log p(v) = logit(v) - max - logSum. */
	readonly logSum: number;
	/** Nats, over the full vocabulary. */
	readonly entropy: number;
}

export type Logits = Float32Array | Float64Array;

/**
 * Two passes over the row, in float64: with d = logit - max, entropy = log Σ e^d - Σ d e^d / Σ e^d.
 * Logits of -Infinity are tokens of probability 0 and add nothing.
 *
 * @param offset where the row begins in `logits`
 * @param size the vocabulary's size
 */
export function summariseLogits(logits: Logits, offset: number, size: number): LogitSummary {
	const end = offset + size;
	let max = -Infinity;
	for (let i = offset; i < end; i++) if (logits[i]! > max) max = logits[i]!;
	let sum = 0;
	let weighted = 0;
	for (let i = offset; i < end; i++) {
		const below = logits[i]! - max;
		const weight = Math.exp(below);
		if (weight === 0) continue;
		sum += weight;
		weighted += below * weight;
	}
	const logSum = Math.log(sum);
	return { max, logSum, entropy: Math.max(0, logSum - weighted / sum) };
}

/** log p(token), nats. */
export function logprobOf(
	logits: Logits,
	offset: number,
	token: number,
	{ max, logSum }: LogitSummary
): number {
	return logits[offset + token]! - max - logSum;
}

/** 1 + the number of strictly larger logits: ties do not push the rank down (METRICS §1). */
export function rankOf(logits: Logits, offset: number, size: number, token: number): number {
	const own = logits[offset + token]!;
	const end = offset + size;
	let rank = 1;
	for (let i = offset; i < end; i++) if (logits[i]! > own) rank++;
	return rank;
}
