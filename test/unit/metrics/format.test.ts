import { describe, expect, it } from 'vitest';
import type { ReasoningStyle } from '../../../src/lib/core/model/reasoning.ts';
import { judgeFormat } from '../../../src/lib/core/metrics/format.ts';

const judge = (
	style: ReasoningStyle,
	response: string,
	finishReason = 'stop',
	reasoning: string | null = null
) => judgeFormat({ response, reasoning, style }, finishReason);

describe('judgeFormat', () => {
	it.each([
		['think', '<think>so</think>\n42', 'thinking'],
		['think', ' \n<think>so</think>42', 'thinking'],
		['think', '<think></think>42', 'thinking'],
		['think', 'Sure. <think>so</think>42', 'malformed'],
		['think', '<think>a</think><think>b</think>42', 'malformed'],
		['think', '<think>a<think>b</think>42', 'malformed'],
		['think', '<think>a</think>b</think>42', 'malformed'],
		['think', '</think>a<think>42', 'malformed'],
		['think', '<think>so</think> \n', 'no-answer'],
		['think', '<think>so', 'malformed'],
		['think-prefilled', 'so</think>42', 'thinking'],
		['think-prefilled', 'so</think>x</think>42', 'malformed'],
		['think-prefilled', 'so</think>', 'no-answer'],
		['none', 'The answer is 42.', 'plain'],
		['none', ' \n', 'no-answer'],
		['none', '', 'no-answer']
	] as const)('%s %j is %s', (style, response, format) => {
		expect(judge(style, response)).toBe(format);
	});

	it.each([
		[
			'<|begin_of_thought|>a<|end_of_thought|>\n<|begin_of_solution|>b<|end_of_solution|>',
			'thinking'
		],
		['<|begin_of_thought|>a<|end_of_thought|> b', 'thinking'],
		[
			'<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|><|end_of_solution|>',
			'no-answer'
		],
		[
			'<|begin_of_thought|>a<|end_of_thought|>x<|begin_of_solution|>b<|end_of_solution|>',
			'malformed'
		],
		[
			'<|begin_of_solution|>b<|end_of_solution|><|begin_of_thought|>a<|end_of_thought|>',
			'malformed'
		],
		['<|begin_of_thought|>a<|begin_of_solution|>b<|end_of_solution|>', 'malformed'],
		['<|begin_of_solution|>b<|end_of_solution|>', 'malformed'],
		['x<|begin_of_thought|>a<|end_of_thought|>b', 'malformed']
	])('thought marks: %j is %s', (response, format) => {
		expect(judge('thought', response)).toBe(format);
	});

	it('asks for both parts of a reasoning field', () => {
		expect(judge('field', '42', 'stop', 'so')).toBe('thinking');
		expect(judge('field', ' ', 'stop', 'so')).toBe('no-answer');
		expect(judge('field', '42', 'stop', ' ')).toBe('malformed');
	});

	it('calls it truncated when the length ended it, whatever it looks like', () => {
		expect(judge('think', '<think>so</think>42', 'length')).toBe('truncated');
		expect(judge('none', 'The ans', 'length')).toBe('truncated');
	});

	it('calls an open mark truncated where nobody said why it ended, malformed where it stopped', () => {
		expect(judge('think', '<think>so', 'unknown')).toBe('truncated');
		expect(judge('think-prefilled', 'so', 'unknown')).toBe('truncated');
		expect(judge('thought', '<|begin_of_thought|>a', 'unknown')).toBe('truncated');
		const openSolution = '<|begin_of_thought|>a<|end_of_thought|><|begin_of_solution|>b';
		expect(judge('thought', openSolution, 'unknown')).toBe('truncated');
		expect(judge('thought', openSolution, 'stop')).toBe('malformed');
		expect(judge('think', '<think>a<think>b', 'unknown')).toBe('malformed');
		expect(judge('think', '</think>a<think>b', 'unknown')).toBe('malformed');
	});
});
