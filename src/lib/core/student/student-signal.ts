import type { TokenTrack } from '../generate/token-track.ts';
import type { Term } from '../stats/teacher-metrics.ts';
import { type Measured, type MissingReason, missing, ratio } from './measured.ts';

/** Ranks above this count as this (RSR paper, arXiv 2601.14249; METRICS §3). */
export const DEFAULT_RANK_CAP = 100;

/** What the student thinks of one response (METRICS §3). */
export interface StudentSignal {
	/** Response tokens that were scored, in the student's tokens. */
	readonly tokens: number;
	/** The cap that `sumCappedRank` and `rsr` were computed with. */
	readonly rankCap: number;
	/** Σ -log p, nats. */
	readonly sumSurprisal: Measured;
	/** Σ min(rank, cap). */
	readonly sumCappedRank: Measured;
	/** Nats per token. */
	readonly meanSurprisal: Measured;
	readonly meanCappedRank: Measured;
	/** Nats per token, of the student's whole distribution. */
	readonly meanEntropy: Measured;
	/** Rank-Surprisal Ratio, 1 / nats; lower is better. */
	readonly rsr: Measured;
}

/**
 * Surprisal, capped rank and RSR = Σ min(rank, cap) / Σ surprisal of a response under the student
 * (METRICS §3; arXiv 2601.14249). Of a truncated response it speaks of the part that was read.
 *
 * @param track of the response tokens alone; null where the response was not scored
 */
export function studentSignal(track: TokenTrack | null, rankCap = DEFAULT_RANK_CAP): StudentSignal {
	if (!Number.isInteger(rankCap) || rankCap < 1)
		throw new RangeError(`A rank cannot be capped at ${rankCap}.`);
	const tokens = track?.ids.length ?? 0;
	if (track === null || tokens === 0) {
		return withoutNumbers(rankCap, track === null ? 'not-scored' : 'no-tokens');
	}
	const surprisal = 0 - sumOf(track.logprobs);
	const cappedRank = sumOf(track.ranks.map((rank) => Math.min(rank, rankCap)));
	const isFinite = Number.isFinite(surprisal);
	const unlessInfinite = (value: Measured): Measured => (isFinite ? value : missing('not-finite'));
	return {
		tokens,
		rankCap,
		sumSurprisal: ratio(surprisal, 1, 'no-tokens'),
		sumCappedRank: ratio(cappedRank, 1, 'no-tokens'),
		meanSurprisal: unlessInfinite(ratio(surprisal, tokens, 'no-tokens')),
		meanCappedRank: ratio(cappedRank, tokens, 'no-tokens'),
		meanEntropy: ratio(sumOf(track.entropies), tokens, 'no-tokens'),
		rsr: unlessInfinite(ratio(cappedRank, surprisal, 'zero-surprisal'))
	};
}

/** What one response adds to a set's RSR: Σ numerators / Σ denominators; null where it has no part in it. */
export function rsrTerm({ meanCappedRank, meanSurprisal }: StudentSignal): Term | null {
	if (meanCappedRank.value === null || meanSurprisal.value === null) return null;
	return { numerator: meanCappedRank.value, denominator: meanSurprisal.value };
}

/** What one response adds to a set's surprisal: nats and tokens. */
export function surprisalTerm({ sumSurprisal, tokens }: StudentSignal): Term | null {
	if (sumSurprisal.value === null) return null;
	return { numerator: sumSurprisal.value, denominator: tokens };
}

function withoutNumbers(rankCap: number, reason: MissingReason): StudentSignal {
	const none = missing(reason);
	return {
		tokens: 0,
		rankCap,
		sumSurprisal: none,
		sumCappedRank: none,
		meanSurprisal: none,
		meanCappedRank: none,
		meanEntropy: none,
		rsr: none
	};
}

function sumOf(values: Float32Array | Int32Array): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum;
}
