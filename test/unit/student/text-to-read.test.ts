import { expect, it } from 'vitest';
import { textToRead } from '../../../src/lib/core/student/text-to-read.ts';

const read = (response: string, reasoning_style: string, reasoning: string | null = null) =>
	textToRead({ response, reasoning, reasoning_style });

it('reads a response as the student would have to write it', () => {
	expect(read(' <think>a</think> 4 ', 'think')).toBe(' <think>a</think> 4 ');
	expect(read(' 4 ', 'none')).toBe(' 4 ');
	const inline = '<think>\nadd\n</think>\n\n4';
	expect(read('add</think>4', 'think-prefilled')).toBe(inline);
	expect(read('4', 'field', 'add')).toBe(inline);
	expect(
		read(
			'<|begin_of_thought|>add<|end_of_thought|><|begin_of_solution|>4<|end_of_solution|>',
			'thought'
		)
	).toBe(inline);
});
