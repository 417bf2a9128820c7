import type { Range } from '../run/estimate.ts';
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

/** The time for so many, of which some are asked once more: without those, and with all of them. */
export function withRepeats({ low, high }: Range, asked: number): Range {
	const repeated = Math.min(asked, Math.max(REPEATED_LEAST, Math.ceil(asked * REPEATED_SHARE)));
	return { low, high: asked === 0 ? high : high * (1 + repeated / asked) };
}
