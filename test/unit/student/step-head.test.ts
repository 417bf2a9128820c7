import { describe, expect, it } from 'vitest';
import { stepHeadSurprisal } from '../../../src/lib/core/student/step-head.ts';
import { trackOf } from './student-reference.ts';

const steps = [
	{ from: 0, to: 4 },
	{ from: 4, to: 5 },
	{ from: 5, to: 8 }
];
const track = trackOf([-9, -9, -1, -2, -9, -9, -9, -3]);

describe('stepHeadSurprisal', () => {
	it('drops the first two tokens of each step', () => {
		expect(stepHeadSurprisal(track, steps)).toEqual({
			headTokens: 2,
			surprisal: { value: 2, reason: null },
			keptTokens: 3,
			droppedTokens: 5
		});
	});

	it('can drop another number of tokens', () => {
		expect(stepHeadSurprisal(track, steps, 1).keptTokens).toBe(5);
		expect(stepHeadSurprisal(track, steps, 0).surprisal.value).toBe(51 / 8);
	});

	it('stops where the track does', () => {
		const cut = stepHeadSurprisal(trackOf([-9, -9, -1]), steps);
		expect(cut).toMatchObject({ surprisal: { value: 1 }, keptTokens: 1, droppedTokens: 2 });
	});

	it('says why there is no number', () => {
		const reasonOf = (of: Parameters<typeof stepHeadSurprisal>[0]) =>
			stepHeadSurprisal(of, steps.slice(1, 2)).surprisal;
		expect(reasonOf(null)).toEqual({ value: null, reason: 'not-scored' });
		expect(reasonOf(trackOf([]))).toEqual({ value: null, reason: 'no-tokens' });
		expect(reasonOf(track)).toEqual({ value: null, reason: 'only-step-heads' });
		const impossible = stepHeadSurprisal(trackOf([-1, -1, -Infinity]), [{ from: 0, to: 3 }]);
		expect(impossible.surprisal).toEqual({ value: null, reason: 'not-finite' });
	});
});
