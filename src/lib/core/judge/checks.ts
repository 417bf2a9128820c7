import { type BothOrders, forcedVerdict } from './forced-verdict.ts';

/** One trajectory that was asked about twice as a whole. */
export interface Repeated {
	readonly first: BothOrders;
	readonly again: BothOrders;
}

export interface RepetitionCheck {
	readonly repeated: number;
	/** Verdicts that were another one the second time. */
	readonly changed: number;
	/** Mean |p − p'| over those that had a probability both times; null where none had. */
	readonly meanChange: number | null;
}

/** Of what was judged so much is asked again, and at least so many. */
export const REPEATED_SHARE = 0.05;
export const REPEATED_LEAST = 20;

/** Whether a judge says the same when it is asked the same again. */
export function repetitionCheck(pairs: readonly Repeated[], margin: number): RepetitionCheck {
	let changed = 0;
	let sum = 0;
	let compared = 0;
	for (const { first, again } of pairs) {
		const a = forcedVerdict(first, margin);
		const b = forcedVerdict(again, margin);
		if (a.verdict !== b.verdict) changed += 1;
		if (a.pCorrect === null || b.pCorrect === null) continue;
		sum += Math.abs(a.pCorrect - b.pCorrect);
		compared += 1;
	}
	return { repeated: pairs.length, changed, meanChange: compared === 0 ? null : sum / compared };
}
