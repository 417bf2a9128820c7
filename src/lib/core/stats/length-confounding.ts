import { spearman } from './spearman.ts';

/** From here on the warning is shown: |ρ| of 0.5 is a quarter of the ranks' variance. A choice of ours. */
export const CONFOUNDED_FROM = 0.5;
/** Below this many responses a correlation of 0.5 is nothing unusual among unrelated numbers. */
export const MIN_RESPONSES = 20;

export interface LengthConfounding {
	/** Spearman's ρ of metric and length, over responses; null where undefined. */
	readonly rho: number | null;
	/** Responses with a value. */
	readonly n: number;
	/** null where it cannot be told. */
	readonly isConfounded: boolean | null;
}

/**
 * Whether a metric mostly measures length (METRICS §7): a metric that does will prefer the teacher who
 * writes long or short, whatever the text says.
 *
 * @param values the metric of each response; null where it has none
 * @param lengths of the same responses, in any one unit
 */
export function lengthConfounding(
	values: readonly (number | null)[],
	lengths: readonly number[]
): LengthConfounding {
	const rho = spearman(values, lengths);
	const n = values.filter((value) => value !== null).length;
	const canTell = rho !== null && n >= MIN_RESPONSES;
	return { rho, n, isConfounded: canTell ? Math.abs(rho) >= CONFOUNDED_FROM : null };
}
