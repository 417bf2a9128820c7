import { describe, expect, it } from 'vitest';
import { passRateHistogram } from '../../../src/lib/core/student/pass-rates.ts';

describe('passRateHistogram', () => {
	it('counts questions by pass rate, with 0 and 1 in the outer bins', () => {
		const rates = [
			{ samples: 4, correct: 0 },
			{ samples: 4, correct: 3 },
			{ samples: 4, correct: 4 },
			{ samples: 10, correct: 3 }
		];
		const histogram = passRateHistogram(rates, 0.75);
		const filled = histogram.bins.filter(({ questions }) => questions > 0);
		expect(filled.map(({ from }) => from)).toEqual([0, 0.3, 0.7, 0.9]);
		expect(filled.map(({ to }) => to)).toEqual([0.1, 0.4, 0.8, 1]);
		expect(histogram).toMatchObject({ anyRight: 3, allRight: 1, dropped: 1, kept: 3 });
		expect(histogram.meanRate).toBeCloseTo((0 + 0.75 + 1 + 0.3) / 4, 12);
	});

	it('keeps a question at the threshold, as the compression stage does', () => {
		expect(passRateHistogram([{ samples: 4, correct: 3 }], 0.75).dropped).toBe(0);
		expect(passRateHistogram([{ samples: 4, correct: 3 }], 0.74).dropped).toBe(1);
	});

	it('is empty without questions', () => {
		const histogram = passRateHistogram([], 0.75);
		expect(histogram.meanRate).toBeNull();
		expect(histogram.bins.every(({ questions }) => questions === 0)).toBe(true);
	});
});
