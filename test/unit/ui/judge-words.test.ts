import { describe, expect, it } from 'vitest';
import {
	agreementSentence,
	countsByVerdict,
	positionSentence,
	repetitionSentence,
	shareWithInterval
} from '../../../src/lib/ui/judge/judge-words.ts';

const SUMMARY = {
	judged: 40,
	unread: 0,
	flipped: 0,
	followed_first: 0,
	followed_last: 0,
	mean_shift: 0
};
const row = (judge_verdict: string, rule_verdict: string, trajectories: number) => ({
	judge_verdict,
	rule_verdict,
	trajectories
});

describe('what is said of a judge', () => {
	it('is a share with its Wilson interval', () => {
		// 3 of 40: centre (0.075 + 1.9208 / 40) / 1.096, by hand 2.6 % to 19.9 %.
		expect(shareWithInterval(3, 40)).toBe('3 of 40 (7.5 %, 95 % interval 2.6 % to 19.9 %)');
		expect(shareWithInterval(0, 0)).toBe('0 of 0');
	});

	it('is how often the order of the options decided, of those that were read', () => {
		expect(positionSentence(SUMMARY)).toMatch(
			/^The order of the options turned 0 of 40 \(0.0 %, .*\)\.$/
		);
		const biased = { ...SUMMARY, unread: 10, flipped: 3, followed_first: 2, followed_last: 1 };
		expect(positionSentence(biased)).toMatch(
			/turned 3 of 30 \(.*\): it went for the first 2 times, for the last 1 time\.$/
		);
		expect(positionSentence({ ...SUMMARY, unread: 40 })).toMatch(/^No probability was read/);
	});

	it('is whether it said the same again', () => {
		expect(repetitionSentence({ repeated: 0, changed: 0, meanChange: null })).toBe(
			'Nothing was asked once more yet.'
		);
		expect(repetitionSentence({ repeated: 20, changed: 1, meanChange: 0.01234 })).toMatch(
			/^Of 20 trajectories .* another verdict on 1 of 20 \(.*\); p\(correct\) moved by 0\.0123 on the mean\.$/
		);
		expect(repetitionSentence({ repeated: 1, changed: 0, meanChange: null })).toMatch(
			/^Of 1 trajectory .*\)\.$/
		);
	});

	it('is how it stands to the rule, where both decided', () => {
		const agreement = [
			row('correct', 'correct', 6),
			row('correct', 'wrong', 2),
			row('unverifiable', 'correct', 5),
			row('wrong', 'unverifiable', 4)
		];
		expect(agreementSentence(agreement)).toMatch(/they agree on 6 of 8 \(75\.0 %/);
		expect(agreementSentence([row('wrong', 'pending', 4)])).toMatch(/^Nowhere have both/);
		expect(countsByVerdict(agreement).map(({ trajectories }) => trajectories)).toEqual([8, 4, 5]);
	});
});
