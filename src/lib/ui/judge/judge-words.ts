import type { RepetitionCheck } from '../../core/judge/checks.ts';
import { wilsonInterval } from '../../core/stats/wilson.ts';
import type { JudgeResults } from '../../state/judge-results.ts';
import { count, decimal, percent, plural } from '../format.ts';

/** `3 of 40 (7.5 %, 95 % interval 2.6 to 19.9 %)` */
export function shareWithInterval(part: number, all: number): string {
	const interval = wilsonInterval(part, all);
	if (interval === null) return `${count(part)} of ${count(all)}`;
	return (
		`${count(part)} of ${count(all)} (${percent(part / all)}, ` +
		`95 % interval ${percent(interval.low)} to ${percent(interval.high)})`
	);
}

/** What the two orders of the options did. */
export function positionSentence({ judged, unread, ...found }: JudgeResults['summary']): string {
	const read = judged - unread;
	if (read === 0) return 'No probability was read, so the order of the options says nothing.';
	const turned = `The order of the options turned ${shareWithInterval(found.flipped, read)}`;
	if (found.flipped === 0) return `${turned}.`;
	return (
		`${turned}: it went for the first ${plural(found.followed_first, 'time')}, ` +
		`for the last ${plural(found.followed_last, 'time')}.`
	);
}

/** Whether it said the same the second time. */
export function repetitionSentence({ repeated, changed, meanChange }: RepetitionCheck): string {
	if (repeated === 0) return 'Nothing was asked once more yet.';
	const start = `Of ${plural(repeated, 'trajectory', 'trajectories')} that it was asked about once more, it gave another verdict on ${shareWithInterval(changed, repeated)}`;
	if (meanChange === null) return `${start}.`;
	return `${start}; p(correct) moved by ${decimal(meanChange, 4)} on the mean.`;
}

export const VERDICTS = ['correct', 'wrong', 'unverifiable'] as const;

/** Judged trajectories by the judge's verdict. */
export function countsByVerdict(
	agreement: JudgeResults['agreement']
): readonly { readonly verdict: string; readonly trajectories: number }[] {
	return VERDICTS.map((verdict) => ({
		verdict,
		trajectories: agreement
			.filter((row) => row.judge_verdict === verdict)
			.reduce((sum, row) => sum + row.trajectories, 0)
	}));
}

/** How often the two said the same, where both gave a verdict. */
export function agreementSentence(agreement: JudgeResults['agreement']): string {
	const decided = agreement.filter(
		(row) => isVerdict(row.judge_verdict) && isVerdict(row.rule_verdict)
	);
	const all = total(decided);
	if (all === 0) return 'Nowhere have both the judge and the rule given a verdict.';
	const same = total(decided.filter((row) => row.judge_verdict === row.rule_verdict));
	return `Where both gave a verdict, they agree on ${shareWithInterval(same, all)}.`;
}

const isVerdict = (verdict: string): boolean => verdict === 'correct' || verdict === 'wrong';
const total = (rows: JudgeResults['agreement']): number =>
	rows.reduce((sum, row) => sum + row.trajectories, 0);
