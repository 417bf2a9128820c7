import type { TokenTrack } from '../generate/token-track.ts';
import { quantileOfSorted } from '../stats/quantile.ts';

/**
 * What the heat map can show of a token, by the model whose track it is: the teacher that wrote the text or
 * the student that read it (METRICS §1, §3).
 */
export const MEASURES = [
	'teacher-entropy',
	'teacher-logprob',
	'student-surprisal',
	'student-rank',
	'student-entropy'
] as const;
export type Measure = (typeof MEASURES)[number];

/** METRICS §3 caps ranks there. */
export const RANK_CAP = 100;
export const HEAT_LEVELS = 10;
/** Of a range of colours. */
export const MIN_SPAN_NATS = 0.1;

export const isOfStudent = (measure: Measure): boolean => measure.startsWith('student');

/**
 * How hot each token is: larger is hotter. Entropy and surprisal (also of log-probs) in nats, ranks as
 * log10 of the rank capped at 100.
 */
export function heatOf(track: TokenTrack, measure: Measure): Float32Array {
	switch (measure) {
		case 'teacher-entropy':
		case 'student-entropy':
			return track.entropies;
		case 'teacher-logprob':
		case 'student-surprisal':
			return track.logprobs.map((logprob) => -logprob);
		case 'student-rank':
			return Float32Array.from(track.ranks, (rank) => Math.log10(Math.min(rank, RANK_CAP)));
	}
}

export interface HeatRange {
	readonly low: number;
	readonly high: number;
}

/**
 * Which heat has the first and the last colour: for ranks 1 to 100, on every trajectory the same; otherwise
 * the 5th to the 95th percentile of this text, so that a few extreme tokens do not leave the rest one
 * colour; where these are equal, the extremes. Never less than a tenth of a nat: a model that is sure
 * everywhere shows no heat.
 */
export function heatRange(heat: Float32Array, measure: Measure): HeatRange {
	if (measure === 'student-rank') return { low: 0, high: Math.log10(RANK_CAP) };
	const sorted = heat.filter((value) => Number.isFinite(value)).sort();
	if (sorted.length === 0) return { low: 0, high: 0 };
	const low = quantileOfSorted(sorted, 0.05)!;
	const high = quantileOfSorted(sorted, 0.95)!;
	const range = low < high ? { low, high } : { low: sorted[0]!, high: sorted.at(-1)! };
	return { low: range.low, high: Math.max(range.high, range.low + MIN_SPAN_NATS) };
}

/** The colour of a heat, 0 to HEAT_LEVELS - 1; what is no number has none: -1. */
export function heatLevel(heat: number, { low, high }: HeatRange): number {
	if (Number.isNaN(heat)) return -1;
	if (high <= low) return 0;
	const share = (heat - low) / (high - low);
	return Math.min(HEAT_LEVELS - 1, Math.max(0, Math.floor(share * HEAT_LEVELS)));
}

/** The `count` least probable tokens, the least probable first; among equals the earlier one. */
export function mostSurprising({ logprobs }: TokenTrack, count: number): number[] {
	const best: number[] = [];
	for (let token = 0; token < logprobs.length; token++) {
		const logprob = logprobs[token]!;
		if (Number.isNaN(logprob)) continue;
		if (best.length === count && logprob >= logprobs[best.at(-1)!]!) continue;
		const at = best.findIndex((other) => logprob < logprobs[other]!);
		best.splice(at < 0 ? best.length : at, 0, token);
		if (best.length > count) best.pop();
	}
	return best;
}

/**
 * Means over `bins` stretches of about equal length, or one value per token where there are fewer tokens.
 * What is not finite is left out; a stretch without a number is NaN.
 */
export function binMeans(values: Float32Array, bins: number): Float32Array {
	const count = Math.min(bins, values.length);
	const means = new Float32Array(count);
	for (let bin = 0; bin < count; bin++) {
		const from = Math.floor((bin * values.length) / count);
		const to = Math.floor(((bin + 1) * values.length) / count);
		const inside = values.subarray(from, to).filter((value) => Number.isFinite(value));
		means[bin] =
			inside.length === 0 ? NaN : inside.reduce((sum, value) => sum + value, 0) / inside.length;
	}
	return means;
}
