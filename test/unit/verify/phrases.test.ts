import { describe, expect, it } from 'vitest';
import { lastPhrases } from '../../../src/lib/core/verify/phrases.ts';

/** 'rule: answer' of each announcement, the last first. */
const announced = (text: string): string[] =>
	lastPhrases(text).map(({ rule, answer }) => `${rule}: ${answer}`);

const ANSWER_IS = 'From “the answer is”';

describe('an announced answer', () => {
	it.each([
		['#### 42', ['From “####”: 42']],
		['  #### 42. Not more', ['From “####”: 42. Not more']],
		['##### 42', []],
		['A: 42. Yes', ['From “A:”: 42. Yes']],
		['**A:** 42', ['From “A:”: 42']],
		['A: 42\n \n', ['From “A:”: 42']],
		['A: 42\nB: 43', []],
		['The final result is 5', ['From “final answer”: 5']],
		['Final answer = 5', ['From “final answer”: 5', `${ANSWER_IS}: 5`]],
		['The answer is 5', [`${ANSWER_IS}: 5`]],
		['The answer to the riddle would be 5', [`${ANSWER_IS}: 5`]],
		['Answer:\n\n5\nand more', [`${ANSWER_IS}: 5`]],
		['**Answer**: **5** apples', [`${ANSWER_IS}: 5 apples`]],
		['option (B) is correct', ['From “option … is correct”: option (B) is correct']],
		['The best choice is (B)', ['From “the correct option is”: (B)']],
		[
			'Answer: 1. The answer is 2. Answer: 3',
			[`${ANSWER_IS}: 3`, `${ANSWER_IS}: 2`, `${ANSWER_IS}: 1`]
		],
		['The answer is 1\n#### 2', ['From “####”: 2', `${ANSWER_IS}: 1`]],
		['#### 2\nThe answer is 1', [`${ANSWER_IS}: 1`, 'From “####”: 2']]
	])('%j', (text, expected) => {
		expect(announced(text)).toEqual(expected);
	});

	it.each([
		['exactly 5', '5'],
		['equal to  5', '5'],
		['given by $5$', '$5$'],
		['Simply 5', '5'],
		['5 exactly 6', '5 exactly 6'],
		['$$\n5\n$$ metres', '5'],
		['\\[ 5 \\] metres', '5'],
		['$$5 metres', '$$5 metres'],
		['x $$5$$ y', 'x $$5$$ y'],
		['x\ny', 'x'],
		['5. More', '5'],
		['5.5 m', '5.5 m'],
		['5! More', '5'],
		['B. Paris', 'B. Paris'],
		['BC. Paris', 'BC'],
		['b. Paris', 'b'],
		['5 because it is; yes', '5'],
		['5; yes because it is', '5'],
		['5, not 6', '5'],
		['5 (not 6)', '5'],
		['5 rather than 6', '5']
	])('is “%s” as far as its sentence goes: %j', (said, answer) => {
		expect(announced(`The answer is ${said}`)).toEqual([`${ANSWER_IS}: ${answer}`]);
	});

	it.each([
		'If the answer is 5, stop.',
		'Perhaps the answer is 5',
		`${'x '.repeat(100)}. If only the answer is 5`,
		'The answer is not 5',
		'The answer is wrong',
		'The answer is in the form x',
		'The answer is',
		'The answer is  \n ',
		'An answer',
		'The reanswer is 5'
	])('is none in %j', (text) => {
		expect(announced(text)).toEqual([]);
	});

	it('is supposed only within its own sentence, and forty characters', () => {
		expect(announced('If so, stop. The answer is 5')).toHaveLength(1);
		expect(announced(`If ${'x '.repeat(17)}the answer is 5`)).toHaveLength(0);
		expect(announced(`If ${'x '.repeat(18)}the answer is 5`)).toHaveLength(1);
	});

	it('is looked for within a thousand characters', () => {
		expect(announced(`Answer: ${'x'.repeat(2_000)}`)[0]).toHaveLength(
			`${ANSWER_IS}: `.length + 999
		);
	});

	it('is one of the last forty of its kind', () => {
		const text = Array.from({ length: 100 }, (_, index) => `#### ${String(index)}`).join('\n');
		const found = announced(text);
		expect(found).toHaveLength(40);
		expect([found[0], found[39]]).toEqual(['From “####”: 99', 'From “####”: 60']);
	});
});
