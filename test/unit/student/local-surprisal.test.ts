import { describe, expect, it } from 'vitest';
import {
	joinLocalTracks,
	planLocalSurprisal
} from '../../../src/lib/core/student/local-surprisal.ts';
import { studentSignal } from '../../../src/lib/core/student/student-signal.ts';
import { trackOf } from './student-reference.ts';

/** Five sentences of 2, 3, 1, 4 and 2 tokens. */
const sentences = [
	{ from: 0, to: 2 },
	{ from: 2, to: 5 },
	{ from: 5, to: 6 },
	{ from: 6, to: 10 },
	{ from: 10, to: 12 }
];
const full = trackOf(Array.from({ length: 12 }, (_, i) => -i));

describe('planLocalSurprisal', () => {
	it('asks for one sentence at a time, after the sentences before it', () => {
		expect(planLocalSurprisal(sentences, 1)).toEqual({
			window: 1,
			tokens: 12,
			head: { from: 0, to: 5 },
			requests: [
				{ contextFrom: 2, from: 5, to: 6 },
				{ contextFrom: 5, from: 6, to: 10 },
				{ contextFrom: 6, from: 10, to: 12 }
			]
		});
		expect(planLocalSurprisal(sentences).requests).toEqual([{ contextFrom: 2, from: 10, to: 12 }]);
	});

	it('asks for nothing where the window holds the whole response', () => {
		const plan = planLocalSurprisal(sentences, 4);
		expect(plan).toMatchObject({ head: { from: 0, to: 12 }, requests: [] });
		expect(planLocalSurprisal([])).toMatchObject({
			tokens: 0,
			head: { from: 0, to: 0 },
			requests: []
		});
	});

	it('can cut the context down to the question', () => {
		expect(planLocalSurprisal(sentences, 0).requests).toHaveLength(4);
		expect(planLocalSurprisal(sentences, 0).requests[0]).toEqual({
			contextFrom: 2,
			from: 2,
			to: 5
		});
		expect(() => planLocalSurprisal(sentences, -1)).toThrow(RangeError);
		expect(() => planLocalSurprisal(sentences, 1.5)).toThrow(RangeError);
	});

	it('covers every token once', () => {
		for (const window of [0, 1, 2, 3, 4, 9]) {
			const { head, requests, tokens } = planLocalSurprisal(sentences, window);
			const spans = [head, ...requests];
			expect(spans.flatMap(({ from, to }) => range(from, to))).toEqual(range(0, tokens));
		}
	});
});

const range = (from: number, to: number): number[] =>
	Array.from({ length: to - from }, (_, i) => from + i);

describe('joining the tracks', () => {
	const plan = planLocalSurprisal(sentences, 1);
	const answers = [trackOf([-100]), trackOf([-1, -1, -1, -1]), trackOf([-2, -2])];

	it('takes the head from the ordinary track', () => {
		const joined = joinLocalTracks(plan, full, answers);
		expect([...joined.logprobs]).toEqual([-0, -1, -2, -3, -4, -100, -1, -1, -1, -1, -2, -2]);
		expect(studentSignal(joined)).toMatchObject({
			meanSurprisal: { value: (10 + 100 + 4 + 4) / 12, reason: null },
			tokens: plan.tokens
		});
	});

	it('goes without what did not fit', () => {
		const joined = joinLocalTracks(plan, trackOf([-1, -1]), [null, trackOf([-3]), null]);
		expect(studentSignal(joined)).toMatchObject({ meanSurprisal: { value: 5 / 3 }, tokens: 3 });
		const nothing = joinLocalTracks(planLocalSurprisal([]), null, []);
		expect(studentSignal(nothing).meanSurprisal.reason).toBe('no-tokens');
	});

	it('refuses answers to another plan', () => {
		expect(() => joinLocalTracks(plan, full, [])).toThrow(RangeError);
	});
});
