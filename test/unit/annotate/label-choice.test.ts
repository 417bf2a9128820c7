import { describe, expect, it } from 'vitest';
import { chooseLabel } from '../../../src/lib/core/annotate/label-choice.ts';

const logs = (...probabilities: number[]): number[] => probabilities.map(Math.log);

describe('the label that a model chooses', () => {
	it.each([
		// Of the whole vocabulary 0.1, 0.3 and 0.1: 0.2, 0.6 and 0.2 of what was offered.
		['in the middle', logs(0.1, 0.3, 0.1), 1, 0.6, 2],
		['the last', logs(0.1, 0.1, 0.2), 2, 0.5, 1 * 0.25 + 2 * 0.25 + 3 * 0.5],
		['the first of equal ones', [-5, -5, -5, -5], 0, 0.25, 2.5],
		['one that alone is possible', [-Infinity, -3, -Infinity], 1, 1, 2],
		['of nearly impossible ones', [-900, -900 - Math.log(3)], 0, 0.75, 1.25],
		['worlds apart', [-1_000, -1], 1, 1, 2],
		['of one', [-4], 0, 1, 1]
	])('%s', (_, logprobs, index, probability, score) => {
		const choice = chooseLabel(logprobs)!;
		expect(choice.index).toBe(index);
		expect(choice.probability).toBeCloseTo(probability, 12);
		expect(choice.score).toBeCloseTo(score, 12);
	});

	it.each([
		['one was not read', [-1, null]],
		['one is no number', [-1, NaN]],
		['one is no log-probability', [Infinity, -1]],
		['none is possible', [-Infinity, -Infinity]],
		['there is none', []]
	])('is none where %s', (_, logprobs) => {
		expect(chooseLabel(logprobs)).toBeNull();
	});
});
