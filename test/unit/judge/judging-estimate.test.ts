import { describe, expect, it } from 'vitest';
import { estimateJudging, type JudgingWork } from '../../../src/lib/core/judge/judging-estimate.ts';
import { DEFAULT_RUBRIC } from '../../../src/lib/core/judge/rubric.ts';
import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';

const WORK: JudgingWork = {
	settings: DEMO_TEACHERS[0]!.settings,
	device: 'wasm',
	rubric: { ...DEFAULT_RUBRIC, withReference: 'x'.repeat(400) },
	trajectories: 10,
	chars: 6_000,
	judged: { trajectories: 0, seconds: 0 },
	written: { responses: 0, tokens: 0, seconds: 0 }
};

describe('how long a judge will take', () => {
	it('is its own time for each, once it has judged some', () => {
		const judged = { trajectories: 20, seconds: 4 };
		expect(estimateJudging({ ...WORK, judged })).toEqual({
			trajectories: 10,
			// All ten are asked about once more: fewer than twenty.
			seconds: { low: 2, high: 4 },
			basis: 'measured here'
		});
	});

	it('has one in twenty of many once more', () => {
		const judged = { trajectories: 20, seconds: 4 };
		const { seconds } = estimateJudging({ ...WORK, trajectories: 1_000, judged });
		expect(seconds.low).toBeCloseTo(200, 9);
		expect(seconds.high).toBeCloseTo(210, 9);
	});

	it('is four prompts for each, read as fast as it writes or faster, before', () => {
		// 10 · 400 + 6,000 characters are 2,500 tokens, read four times.
		const written = { responses: 10, tokens: 1_000, seconds: 1 };
		const { seconds, basis } = estimateJudging({ ...WORK, written });
		expect(basis).toBe('from its writing');
		expect(seconds).toEqual({ low: 10 / 8, high: 20 });
	});

	it('is a guess where it did nothing yet, or too little', () => {
		expect(estimateJudging(WORK).basis).toBe('assumed');
		const basisOf = (trajectories: number, seconds: number): string =>
			estimateJudging({ ...WORK, judged: { trajectories, seconds } }).basis;
		expect(basisOf(4, 4)).toBe('assumed');
		expect(basisOf(5, 4)).toBe('measured here');
		expect(basisOf(5, 0)).toBe('assumed');
	});

	it('is none for nothing', () => {
		const nothing = estimateJudging({ ...WORK, trajectories: 0, chars: 0 });
		expect(nothing.seconds).toEqual({ low: 0, high: 0 });
	});
});
