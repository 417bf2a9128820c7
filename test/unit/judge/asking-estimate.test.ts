import { describe, expect, it } from 'vitest';
import { type AskingWork, estimateAsking } from '../../../src/lib/core/judge/asking-estimate.ts';
import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';

const WORK: AskingWork = {
	settings: DEMO_TEACHERS[0]!.settings,
	device: 'wasm',
	subjects: 10,
	chars: 6_000,
	promptChars: 400,
	promptsEach: 4,
	asked: { subjects: 0, seconds: 0 },
	written: { responses: 0, tokens: 0, seconds: 0 }
};

describe('how long it takes to ask a model about everything', () => {
	it('is its own time for each, once it was asked about some', () => {
		const asked = { subjects: 20, seconds: 4 };
		expect(estimateAsking({ ...WORK, asked })).toEqual({
			subjects: 10,
			// All ten are asked about once more: fewer than twenty.
			seconds: { low: 2, high: 4 },
			basis: 'measured here'
		});
	});

	it('has one in twenty of many once more', () => {
		const asked = { subjects: 20, seconds: 4 };
		const { seconds } = estimateAsking({ ...WORK, subjects: 1_000, asked });
		expect(seconds.low).toBeCloseTo(200, 9);
		expect(seconds.high).toBeCloseTo(210, 9);
	});

	it('is its prompts for each, read as fast as it writes or faster, before', () => {
		// 10 · 400 + 6,000 characters are 2,500 tokens, read four times.
		const written = { responses: 10, tokens: 1_000, seconds: 1 };
		const { seconds, basis } = estimateAsking({ ...WORK, written });
		expect(basis).toBe('from its writing');
		expect(seconds).toEqual({ low: 10 / 8, high: 20 });
		const twelve = estimateAsking({ ...WORK, promptsEach: 12, written });
		expect(twelve.seconds).toEqual({ low: 30 / 8, high: 60 });
	});

	it('is a guess where it did nothing yet, or too little', () => {
		expect(estimateAsking(WORK).basis).toBe('assumed');
		const basisOf = (subjects: number, seconds: number): string =>
			estimateAsking({ ...WORK, asked: { subjects, seconds } }).basis;
		expect(basisOf(4, 4)).toBe('assumed');
		expect(basisOf(5, 4)).toBe('measured here');
		expect(basisOf(5, 0)).toBe('assumed');
	});

	it('is none for nothing', () => {
		const nothing = estimateAsking({ ...WORK, subjects: 0, chars: 0 });
		expect(nothing.seconds).toEqual({ low: 0, high: 0 });
	});
});
