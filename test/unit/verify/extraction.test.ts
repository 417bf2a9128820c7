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

/** [response, 'rule: answer'], where the length or the words of a text decide. */
const LIMITS: readonly (readonly [string, string])[] = [
	// A box beside a phrase.
	['\\boxed{4}. The answer is 5', 'From “the answer is”: 5'],
	['The answer is 5, that is \\boxed{4}', 'From \\boxed{…}: 4'],
	['The answer is \\boxed{4}', 'From \\boxed{…}: 4'],
	[`The answer is 5. Yes, the answer is ${'so '.repeat(9)}`, 'From “the answer is”: 5'],
	[
		'The answer is one two three four five six seven eight',
		'From “the answer is”: one two three four five six seven eight'
	],
	[`The answer is one two three four five six seven eight nine`, 'none'],
	[`The answer is ${'x '.repeat(60)}9`, `From “the answer is”: ${'x '.repeat(60)}9`],
	// Boxes that belong together, and boxes that do not.
	['\\boxed{1}, \\boxed{2}', 'From \\boxed{…}: 1, 2'],
	['$\\boxed{1}$ and $\\boxed{2}$', 'From \\boxed{…}: 1, 2'],
	['\\boxed{1}, or \\boxed{2}', 'From \\boxed{…}: 1, 2'],
	['\\boxed{1}, y = \\boxed{2}', 'From \\boxed{…}: 1, 2'],
	['\\boxed{1},y1=\\boxed{2}', 'From \\boxed{…}: 1, 2'],
	['\\boxed{1} and \\boxed{1}', 'From \\boxed{…}: 1'],
	['\\boxed{1} \\boxed{2}', 'From \\boxed{…}: 2'],
	['\\boxed{1} and then \\boxed{2}', 'From \\boxed{…}: 2'],
	['\\boxed{1}, 3 = \\boxed{2}', 'From \\boxed{…}: 2'],
	['\\boxed{1}, long = \\boxed{2}', 'From \\boxed{…}: 2'],
	['\\boxed{1},\n\\boxed{2}', 'From \\boxed{…}: 2'],
	['\\boxed{1}. And \\boxed{2}', 'From \\boxed{…}: 2'],
	[`\\boxed{1} and${' '.repeat(26)}\\boxed{2}`, 'From \\boxed{…}: 1, 2'],
	[`\\boxed{1} and${' '.repeat(27)}\\boxed{2}`, 'From \\boxed{…}: 2'],
	['\\boxed{ }', 'none'],
	['\\boxed{1} and \\boxed{2', 'none'],
	// A response that is nothing but an answer.
	[`1${'0'.repeat(399)}`, `The response as a whole: 1${'0'.repeat(399)}`],
	[`1${'0'.repeat(400)}`, 'none'],
	[
		'one two three four five six seven eight',
		'The response as a whole: one two three four five six seven eight'
	],
	['one two three four five six seven eight nine', 'none'],
	['So, we get 5', 'The response as a whole: 5'],
	['Therefore', 'none'],
	['Area = 6', 'The response as a whole: Area = 6'],
	['Yes. It is so', 'none'],
	['x\ny', 'none'],
	['x\n\ny', 'none'],
	['$$\nx\n$$', 'The response as a whole: $$\nx\n$$'],
	['\\[\nx\n\\]', 'The response as a whole: \\[\nx\n\\]'],
	['x $$\ny$$', 'none'],
	[
		'\\begin{pmatrix}1\\\\\n2\\end{pmatrix}',
		'The response as a whole: \\begin{pmatrix}1\\\\\n2\\end{pmatrix}'
	],
	['It takes 12 days', 'none'],
	['It takes 12 days.', 'The only number of the last sentence: 12'],
	['Takes 12 days', 'The response as a whole: Takes 12 days'],
	['Takes 12 days.', 'The only number of the last sentence: 12'],
	// Bold text.
	['Think about it for a while.\n\nHence **7** apples', 'From the last bold text: 7'],
	['Think about **it** a while.\n\nHence it is so and nothing else.', 'none'],
	['Think about it for a while.\n\n**Answer 7:** and more of this text', 'none'],
	['Think about it for a while, please do so.\n\n** 7 **', 'From the last bold text: 7'],
	['Only one mark ** in this long text of many words', 'none'],
	[`Think.\n\n**${'1'.repeat(398)}**`, `From the last bold text: ${'1'.repeat(398)}`],
	[`Think.\n\n**${'1'.repeat(399)}**`, 'none'],
	// The last sentence.
	[
		'We think about it. So 9 * 2 = 18 dollars in all.',
		'The result of the last sentence: 18 dollars in all'
	],
	[
		'We think about it. So 9 * 2 = -1,234.56 in total.',
		'The result of the last sentence: -1,234.56 in total'
	],
	['We think about it, and so we find that x = y here.', 'none'],
	['We think about it, and so we find that = 18 or 19 here.', 'none'],
	['We do think! It takes 1,000.50 of them.', 'The only number of the last sentence: 1,000.50'],
	['We do think? It takes 3/4 of all of them.', 'The only number of the last sentence: 3/4'],
	['We do think! We do. It takes 25% of them.', 'The only number of the last sentence: 25%'],
	['We think about it.\nIt takes all of 12 long days', 'none'],
	[
		'We think about it.\n  It takes all of 12, in days.',
		'The only number of the last sentence: 12'
	],
	['We do think about it. It is the 3rd of them.', 'none'],
	['We do think about it. It is the x_3 of them.', 'none'],
	['We do think about it. It is not 3 of them.', 'none'],
	[`We think. It takes 12 ${'long '.repeat(76)}days.`, `The only number of the last sentence: 12`],
	[`We think. It takes 12 ${'long '.repeat(77)}days.`, 'none']
];

describe('extractAnswer', () => {
	it.each(LIMITS)('%j gives “%s”', (response, expected) => {
		const { answer, rule } = extractAnswer(response, false);
		expect(answer === null ? 'none' : `${rule}: ${answer}`).toBe(expected);
	});

	it.each([...MARKED, ...UNMARKED])('%j gives %j', (response, answer) => {
		expect(extractAnswer(response, false).answer).toBe(answer);
	});

	it('says which rule found the answer, or why none did', () => {
		expect(extractAnswer('\\boxed{5}', false).rule).toBe('From \\boxed{…}');
		expect(extractAnswer('A: 5', false).rule).toBe('From “A:”');
		expect(extractAnswer('', false).rule).toBe('The response is empty');
		expect(extractAnswer('\\boxed{5', false).rule).toBe('The response ends inside its answer');
		expect(extractAnswer('25', true).rule).toBe('The response was cut off before an answer');
		const silent = 'We think about it and find nothing at all to say.';
		expect(extractAnswer(silent, false).rule).toBe('No answer is marked in the response');
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
