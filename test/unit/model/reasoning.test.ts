import { describe, expect, it } from 'vitest';
import {
	detectReasoningStyle,
	type ReasoningStyle,
	splitReasoning
} from '../../../src/lib/core/model/reasoning.ts';

const split = (response: string, style: ReasoningStyle, reasoning: string | null = null) =>
	splitReasoning({ response, reasoning, style });

describe('the style of a response', () => {
	it.each([
		['<think>a</think>b', null, 'think'],
		['a</think>b', null, 'think-prefilled'],
		['<|begin_of_thought|>a', null, 'thought'],
		['<|begin_of_solution|>b', null, 'thought'],
		['b', null, 'none'],
		['b', ' \n', 'none'],
		['<think>a</think>b', 'c', 'field']
	] as const)('of %j with %j beside it is %s', (response, reasoning, style) => {
		expect(detectReasoningStyle(response, reasoning)).toBe(style);
	});
});

describe('a response in two parts', () => {
	it('is split at its marks', () => {
		const parts = { reasoning: 'add', answer: '4' };
		expect(split('<think>\nadd\n</think>\n\n4\n', 'think')).toEqual(parts);
		expect(split(' add </think> 4', 'think-prefilled')).toEqual(parts);
		expect(
			split(
				'<|begin_of_thought|> add <|end_of_thought|>\n<|begin_of_solution|> 4 <|end_of_solution|>',
				'thought'
			)
		).toEqual(parts);
	});

	it('has no answer where it ended before one began', () => {
		expect(split('<think> add', 'think')).toEqual({ reasoning: 'add', answer: '' });
		expect(split('add', 'think-prefilled')).toEqual({ reasoning: 'add', answer: '' });
		expect(split('<|begin_of_thought|>add', 'thought')).toEqual({ reasoning: 'add', answer: '' });
	});

	it('takes what was said before the reasoning for a part of it', () => {
		expect(split('Well. <think> add </think>4', 'think')).toEqual({
			reasoning: 'Well.\nadd',
			answer: '4'
		});
	});

	it('begins with the reasoning where only spaces stand before it', () => {
		expect(split(' \n<think>add</think>4', 'think')).toEqual({ reasoning: 'add', answer: '4' });
	});

	it('ends the reasoning at the first close after the open', () => {
		expect(split('</think> x <think>a</think>b</think>c', 'think')).toEqual({
			reasoning: '</think> x\na',
			answer: 'b</think>c'
		});
	});

	it('takes a text without an open mark from its beginning', () => {
		expect(split('add</think>4', 'think')).toEqual({ reasoning: 'add', answer: '4' });
		expect(split('<|begin_of_solution|>4', 'thought')).toEqual({ reasoning: '', answer: '4' });
	});

	it('is the whole response where there are no marks, and a field beside it where there is one', () => {
		expect(split(' <think>4 ', 'none')).toEqual({ reasoning: '', answer: '<think>4' });
		expect(split(' 4 ', 'field', ' add ')).toEqual({ reasoning: 'add', answer: '4' });
		expect(split('4', 'field')).toEqual({ reasoning: '', answer: '4' });
	});
});
