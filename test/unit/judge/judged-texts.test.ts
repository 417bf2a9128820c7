import { describe, expect, it } from 'vitest';
import { judgedTexts } from '../../../src/lib/core/judge/judged-texts.ts';

const texts = (response: string, given: Partial<Parameters<typeof judgedTexts>[0]> = {}) =>
	judgedTexts({
		question: 'Q',
		gold: '4',
		response,
		reasoning: null,
		reasoning_style: 'none',
		...given
	});

const LONG = 'x'.repeat(250);

describe('what a judge is shown', () => {
	it.each([
		['a short answer, all of it', 'It is 4.', '', 'It is 4.'],
		['the last lines of a worked answer', `${LONG}\nso\n\\boxed{4}\n`, LONG, 'so\n\\boxed{4}'],
		[
			'as many lines as have 200 characters',
			`a\n${'y'.repeat(197)}\n42`,
			'a',
			`${'y'.repeat(197)}\n42`
		],
		['no line that would make it more', `a\n${'y'.repeat(198)}\n42`, `a\n${'y'.repeat(198)}`, '42'],
		['without spaces around it', 'so\n\t\n  4 \n ', '', 'so\n\t\n  4'],
		['the last line in any case', `a\n${LONG}`, 'a', LONG],
		['nothing', '', '', ''],
		['a line end alone', '\n', '', '']
	])('%s', (_, response, reasoning, answer) => {
		expect(texts(response)).toMatchObject({ reasoning, answer });
	});

	it('has the reasoning before the answer, wherever it came from', () => {
		const inside = texts(`<think>two and two</think>${LONG}\nIt is 4.`, {
			reasoning_style: 'think'
		});
		expect(inside).toMatchObject({ reasoning: `two and two\n${LONG}`, answer: 'It is 4.' });
		const field = texts('It is 4.', { reasoning: 'two and two', reasoning_style: 'field' });
		expect(field).toMatchObject({ reasoning: 'two and two', answer: 'It is 4.' });
	});

	it('takes no reasoning that never ended for an answer', () => {
		const cut = texts('<think>perhaps 4', { reasoning_style: 'think' });
		expect(cut).toMatchObject({ reasoning: 'perhaps 4', answer: '' });
	});

	it('knows no reference where there is none', () => {
		expect(texts('4').reference).toBe('4');
		expect(texts('4', { gold: null }).reference).toBeNull();
		expect(texts('4', { gold: ' \n' }).reference).toBeNull();
	});
});
