import { describe, expect, it } from 'vitest';
import { scoreRow, SCORING_VERSION } from '../../../src/lib/core/student/score-row.ts';
import { trackOf } from './student-reference.ts';

const response = 'One two three.';
const starts = Int32Array.of(0, 4, 8);

const scored = (logprobs: readonly number[], ranks: readonly number[]) => ({
	track: trackOf(logprobs, ranks),
	starts,
	localTrack: null,
	promptTokens: 5,
	truncated: false
});

describe('what a student thinks of a trajectory, as a row', () => {
	it('has the means over its tokens', () => {
		const row = scoreRow('t', 's', response, scored([-1, -2, -6], [1, 5, 300]));
		expect(row).toMatchObject({
			trajectory_id: 't',
			scorer: 's',
			version: SCORING_VERSION,
			tokens: 3,
			truncated: false,
			surprisal: 3,
			rank_cap: 100,
			rsr: 106 / 9,
			// Of its one sentence the first two tokens are left out.
			step_head_surprisal: 6,
			step_head_tokens: 1,
			local_surprisal: null,
			local_tokens: 0,
			reason: ''
		});
		expect(row.capped_rank).toBeCloseTo(106 / 3, 12);
	});

	it('has the local surprisal where it was asked for', () => {
		const both = { ...scored([-1, -2, -6], [1, 1, 1]), localTrack: trackOf([-3, -5], [1, 1]) };
		expect(scoreRow('t', 's', response, { ...both, truncated: true })).toMatchObject({
			truncated: true,
			local_surprisal: 4,
			local_tokens: 2
		});
	});

	it('says of each number that is missing why', () => {
		const row = scoreRow('t', 's', response, scored([-1, -Infinity], [1, 1]));
		expect(row).toMatchObject({ surprisal: null, rsr: null, step_head_surprisal: null });
		expect(row.reason).toBe(
			'surprisal: not-finite, rsr: not-finite, step_head_surprisal: only-step-heads'
		);
	});
});
