import { describe, expect, it } from 'vitest';
import {
	DEFAULT_SAMPLING,
	type Sampling,
	SAMPLING_NAMES,
	samplingProblems
} from '../../../src/lib/core/generate/sampling.ts';

const problems = (changes: Partial<Sampling>): string[] =>
	samplingProblems({ ...DEFAULT_SAMPLING, ...changes });

describe('samplingProblems', () => {
	it('finds none in the defaults, nor at the ends of what may be', () => {
		expect(problems({})).toEqual([]);
		expect(
			problems({
				temperature: 0,
				topP: 0.01,
				topK: 0,
				minP: 0,
				repetitionPenalty: 0.5,
				maxTokens: 1
			})
		).toEqual([]);
		expect(
			problems({
				temperature: 5,
				topP: 1,
				topK: 10_000,
				minP: 1,
				repetitionPenalty: 3,
				maxTokens: 131_072,
				stop: Array<string>(16).fill('\n')
			})
		).toEqual([]);
	});

	it.each([
		['temperature', -0.1, 'Temperature must be between 0 and 5.'],
		['temperature', 5.1, 'Temperature must be between 0 and 5.'],
		['temperature', NaN, 'Temperature must be between 0 and 5.'],
		['topP', 0, 'Top-p must be between 0.01 and 1.'],
		['topP', 1.1, 'Top-p must be between 0.01 and 1.'],
		['topK', -1, 'Top-k must be between 0 and 10000.'],
		['minP', 1.1, 'Min-p must be between 0 and 1.'],
		['repetitionPenalty', 0.4, 'Repetition penalty must be between 0.5 and 3.'],
		['maxTokens', 0, 'Longest response in tokens must be between 1 and 131072.'],
		['topK', 1.5, 'Top-k must be a whole number.'],
		['maxTokens', 1.5, 'Longest response in tokens must be a whole number.'],
		['stop', ['a', ''], 'Stop texts must be at most 16, and none of them empty.'],
		['stop', Array<string>(17).fill('a'), 'Stop texts must be at most 16, and none of them empty.']
	] as const)('says what is wrong with %s %s', (name, value, sentence) => {
		expect(problems({ [name]: value })).toEqual([sentence]);
	});

	it('names all that is wrong', () => {
		expect(problems({ temperature: 9, topK: 0.5, stop: [''] })).toHaveLength(3);
	});

	it('has a name for every setting', () => {
		expect(Object.keys(SAMPLING_NAMES).sort()).toEqual(Object.keys(DEFAULT_SAMPLING).sort());
	});
});
