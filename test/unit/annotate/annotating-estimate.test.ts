import { describe, expect, it } from 'vitest';
import {
	type AnnotatingWork,
	estimateAnnotating
} from '../../../src/lib/core/annotate/annotating-estimate.ts';
import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';

const WORK: AnnotatingWork = {
	settings: DEMO_TEACHERS[0]!.settings,
	device: 'wasm',
	// With ', ' between the labels: 400 characters.
	guide: { version: 1, prompt: 'x'.repeat(393), labels: ['a', 'b', 'c'] },
	subjects: 10,
	chars: 6_000,
	labelled: { subjects: 0, seconds: 0 },
	written: { responses: 0, tokens: 0, seconds: 0 }
};

describe('how long labelling will take', () => {
	it('is its own time for each, once it has labelled some', () => {
		const labelled = { subjects: 5, seconds: 1 };
		expect(estimateAnnotating({ ...WORK, labelled })).toEqual({
			subjects: 10,
			// All ten are asked about once more: fewer than twenty.
			seconds: { low: 2, high: 4 },
			basis: 'measured here'
		});
	});

	it('is a prompt for each label, read as fast as it writes or faster, before', () => {
		// 10 · 400 + 6,000 characters are 2,500 tokens, read three times.
		const written = { responses: 10, tokens: 1_000, seconds: 1 };
		const { seconds, basis } = estimateAnnotating({ ...WORK, written });
		expect(basis).toBe('from its writing');
		expect(seconds.low).toBeCloseTo(7.5 / 8, 9);
		expect(seconds.high).toBeCloseTo(15, 9);
	});

	it('is a guess where it did too little yet, and none for nothing', () => {
		expect(estimateAnnotating({ ...WORK, labelled: { subjects: 4, seconds: 4 } }).basis).toBe(
			'assumed'
		);
		expect(estimateAnnotating({ ...WORK, labelled: { subjects: 9, seconds: 0 } }).basis).toBe(
			'assumed'
		);
		const nothing = estimateAnnotating({ ...WORK, subjects: 0, chars: 0 });
		expect(nothing.seconds).toEqual({ low: 0, high: 0 });
	});
});
