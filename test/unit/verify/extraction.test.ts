import { describe, expect, it } from 'vitest';
import { extractAnswer } from '../../../src/lib/core/verify/extract.ts';
import { extractGold } from '../../../src/lib/core/verify/gold.ts';

/** [response, answer]; null where nothing may be extracted. */
const MARKED: readonly (readonly [string, string | null])[] = [
	['She has 9 eggs.\nA: 18', '18'],
	['work\n#### 42', '42'],
	['work\n#### 42\n', '42'],
	['#### 42 apples', '42 apples'],
	['We get \\boxed{3} then \\boxed{5}.', '5'],
	['\\boxed{\\frac{1}{\\sqrt{2}}}', '\\frac{1}{\\sqrt{2}}'],
	['\\boxed{\\left\\{1, 2\\right\\}}', '\\left\\{1, 2\\right\\}'],
	['\\fbox{7}', '7'],
	['\\boxed 5', '5'],
	['\\boxed{\\boxed{5}}', '\\boxed{5}'],
	['x = \\boxed{1} or x = \\boxed{2}', '1, 2'],
	['\\boxed{1}, \\boxed{2} and \\boxed{3}', '1, 2, 3'],
	['First \\boxed{1}. Then, with care, \\boxed{2}.', '2'],
	['The answer is 5.', '5.'],
	['The answer is $\\frac{1}{2}$.', '$\\frac{1}{2}$.'],
	['The answer is 3.5 because of that.', '3.5'],
	['The answer is $5$, not $6$.', '$5$'],
	['**Final Answer**\n\n42', '42'],
	['### Final Answer\n\\[ x = 4 \\]', 'x = 4'],
	['Final answer: 42', '42'],
	['**Answer:** 7', '7'],
	['*Answer*: 7', '7'],
	['ANSWER: 7', '7'],
	['Answer:\n7', '7'],
	['The answer to the question is 7', '7'],
	['The correct option is (B).', '(B).'],
	['\\boxed{5}. Wait, the answer is 6.', '6.'],
	['The answer is 6. So we write \\boxed{5}.', '5'],
	['If the answer is 5, then x is odd. Hence \\boxed{4}.', '4'],
	['\\boxed{4}. Check if the answer is 5: no.', '4'],
	['The answer is 5. Perhaps the answer is 6?', '5'],
	['The answer is not 5.', null],
	['\\boxed{', null],
	['So it is \\boxed{12', null],
	['So it is \\boxed{12\nand that is all there is to say about it.', '12'],
	['\\boxed{}', null],
	['A: (0, 16) is a point\nB: (3, 4) is another, so what follows is a long story', null]
];

const UNMARKED: readonly (readonly [string, string | null])[] = [
	['', null],
	['   \n ', null],
	['25', '25'],
	['x^2 + 1', 'x^2 + 1'],
	['Thus, x = 5.', 'x = 5.'],
	['New York City.', 'New York City.'],
	['The total is 18 dollars.', '18'],
	['She makes $18 every day.', '$18'],
	['She makes 9 * 2 = $18 every day.', '$18 every day'],
	['He has 3 cats and 4 dogs and 5 birds in all of his many houses.', null],
	['It takes long. So it takes 12 days.', '12'],
	['It takes long. So it takes 12 days and 3 hours.', null],
	['First, we think.\n\nThe result is **42**', '42'],
	['First, we think.\n\n**Note:**\nNothing here.', null],
	['It grows like x^10 does.', null],
	['It does not take 12 days at all.', null]
];

describe('extractAnswer', () => {
	it.each([...MARKED, ...UNMARKED])('%j gives %j', (response, answer) => {
		expect(extractAnswer(response, false).answer).toBe(answer);
	});

	it('says which rule found the answer, or why none did', () => {
		expect(extractAnswer('\\boxed{5}', false).rule).toBe('From \\boxed{…}');
		expect(extractAnswer('A: 5', false).rule).toBe('From “A:”');
		expect(extractAnswer('', false).rule).toBe('The response is empty');
		expect(extractAnswer('\\boxed{5', false).rule).toBe('The response ends inside its answer');
	});

	it('takes only marked answers from a response that was cut off', () => {
		expect(extractAnswer('25', true).answer).toBeNull();
		expect(extractAnswer('\\boxed{25} and', true).answer).toBe('25');
	});
});

describe('extractGold', () => {
	it.each([
		['18', '18'],
		['Janet sells 9 eggs.\n#### 18', '18'],
		['Janet sells 9 eggs.\nA: 18', '18'],
		['So it is \\boxed{\\frac{1}{2}}.', '\\frac{1}{2}'],
		['The answer is 5.', '5.'],
		['(1, 2)', '(1, 2)'],
		['  B ', 'B'],
		['', null]
	])('%j gives %j', (gold, answer) => {
		expect(extractGold(gold)).toBe(answer);
	});
});
