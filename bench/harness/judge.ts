import type { CaseResult } from './results.ts';
import type { Spread } from './spread.ts';

/** 'open': the goal lies inside the interval of the median, so that the runs do not decide. */
export type GoalOutcome = 'met' | 'not met' | 'open';

/** Null without a goal, or where the goal is about a peer that did not run. */
export function judgeGoal(result: CaseResult): GoalOutcome | null {
	const { goal } = result;
	if (goal === null) return null;
	const spread = goalSpread(result);
	if (spread === null) return null;
	const meets = (value: number): boolean =>
		goal.is === 'at least' ? value >= goal.number : value <= goal.number;
	const [low, high] = spread.interval;
	if (meets(low) && meets(high)) return 'met';
	return meets(low) || meets(high) ? 'open' : 'not met';
}

function goalSpread({ goal, ours, contrast }: CaseResult): Spread | null {
	if (goal?.of === 'value') return ours.value;
	return contrast?.kind === goal?.of ? (contrast?.value ?? null) : null;
}

export interface Change {
	readonly verdict: 'slower' | 'faster' | 'as before';
	/** Our ratio now over that of the baseline: 1.1 is a tenth slower. */
	readonly factor: number;
}

/** Smaller changes are not told, however sure: they come with another build of the engine. */
const LEAST_CHANGE = 0.05;

/** By the ratio within pairs: see `benchmark.ts`. Null where the baseline has no such case or another peer. */
export function compareWithBaseline(
	result: CaseResult,
	baseline: readonly CaseResult[]
): Change | null {
	const before = baseline.find(({ name }) => name === result.name);
	if (before === undefined || before.ratio.to !== result.ratio.to) return null;
	const [now, then] = [result.ratio.value, before.ratio.value];
	const factor = now.median / then.median;
	if (now.interval[0] > then.interval[1] && factor > 1 + LEAST_CHANGE) {
		return { verdict: 'slower', factor };
	}
	if (now.interval[1] < then.interval[0] && factor < 1 / (1 + LEAST_CHANGE)) {
		return { verdict: 'faster', factor };
	}
	return { verdict: 'as before', factor };
}
