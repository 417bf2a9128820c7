/**
 * Why a number does not exist. A closed set, because it is saved beside the NULL and put into words
 * by the page.
 *
 * - `not-scored`: no model has read this text yet.
 * - `no-tokens`: the text has no response token (or none that fits into the model's context).
 * - `zero-surprisal`: every token was certain, so that nothing can be divided by the surprisal.
 * - `not-finite`: the model gave some token probability 0, or no number at all.
 * - `only-step-heads`: every step is so short that dropping its head leaves nothing.
 */
export type MissingReason =
	'not-scored' | 'no-tokens' | 'zero-surprisal' | 'not-finite' | 'only-step-heads';

/** A finite number, or the reason why there is none. Never NaN, never Infinity. */
export type Measured =
	| { readonly value: number; readonly reason: null }
	| { readonly value: null; readonly reason: MissingReason };

export function missing(reason: MissingReason): Measured {
	return { value: null, reason };
}

/** `numerator / denominator`; `ifZero` says what a denominator of 0 means. */
export function ratio(numerator: number, denominator: number, ifZero: MissingReason): Measured {
	if (denominator === 0) return missing(ifZero);
	const value = numerator / denominator;
	// A denominator close to 0 can still overflow.
	return Number.isFinite(value) ? { value, reason: null } : missing('not-finite');
}
