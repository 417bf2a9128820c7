import { describe, expect, it } from 'vitest';
import {
	DEFAULT_RUBRIC,
	MAX_RUBRIC_CHARS,
	parseRubric,
	type Rubric,
	rubricJson,
	rubricProblems
} from '../../../src/lib/core/judge/rubric.ts';

const rubric = (changes: Partial<Rubric>): Rubric => ({ ...DEFAULT_RUBRIC, ...changes });
const problemsOf = (changes: Partial<Rubric>): string => rubricProblems(rubric(changes)).join(' ');
const ENOUGH = '{question} {reference} {answer} {options}';

describe('a rubric', () => {
	it('is fine as it comes, and comes back from its JSON', () => {
		expect(rubricProblems(DEFAULT_RUBRIC)).toEqual([]);
		expect(parseRubric(rubricJson(DEFAULT_RUBRIC))).toEqual(DEFAULT_RUBRIC);
	});

	it.each(['question', 'reference', 'answer', 'options'])('says that {%s} is missing', (word) => {
		const withReference = ENOUGH.replace(`{${word}}`, '');
		expect(problemsOf({ withReference })).toBe(`The prompt with a reference lacks {${word}}.`);
	});

	it.each(['question', 'answer', 'options'])(
		'says that {%s} is missing where there is no reference',
		(word) => {
			const withoutReference = '{question} {answer} {options}'.replace(`{${word}}`, '');
			expect(problemsOf({ withoutReference })).toBe(
				`The prompt without a reference lacks {${word}}.`
			);
		}
	);

	it('names what nothing stands for, and what something does', () => {
		expect(problemsOf({ withReference: `${ENOUGH} {verdict}` })).toBe(
			'The prompt with a reference has {verdict}, which nothing stands for there. ' +
				'Known are {question}, {reference}, {answer}, {reasoning}, {options}.'
		);
		expect(problemsOf({ withoutReference: ENOUGH })).toMatch(
			/^The prompt without a reference has \{reference\}, which nothing stands for there\./
		);
	});

	it('takes braces of formulas and code for no placeholders', () => {
		const withReference = `${ENOUGH} \\boxed{number} \\frac{one}{two} {"key": 1} {x} \\{set\\}`;
		expect(problemsOf({ withReference })).toBe('');
	});

	it.each([
		['', 'No', /empty/],
		['Yes ', 'No', /begins or ends with a space/],
		['Yes', 'Yes, but no', /is the beginning of/],
		['no', 'No', /is the beginning of/],
		['y'.repeat(41), 'No', /longer than 40/],
		['Ye\ns', 'No', /line end/],
		['Yes\u200b', 'No', /hidden character/],
		['<|end|>', 'No', /bracket/]
	])('refuses the labels %j and %j', (correctLabel, wrongLabel, expected) => {
		expect(problemsOf({ correctLabel, wrongLabel })).toMatch(expected);
		expect(parseRubric(JSON.stringify(rubric({ correctLabel, wrongLabel })))).toBeNull();
	});

	it.each([-0.1, 0.46, NaN])('refuses the margin %s', (margin) => {
		expect(problemsOf({ margin })).toBe('The margin must be a number from 0 to 0.45.');
		expect(parseRubric(rubricJson(rubric({ margin })))).toBeNull();
	});

	it.each([0, 0.45])('takes the margin %s', (margin) => {
		expect(problemsOf({ margin })).toBe('');
		expect(parseRubric(rubricJson(rubric({ margin })))).toEqual(rubric({ margin }));
	});

	it.each([
		['y'.repeat(40), 'No', []],
		['Equivalent', 'Not equivalent', []],
		['No', 'Not at all', [/is the beginning of/]],
		[' ', 'No', [/empty/, /space/]]
	])('has the same to say of the labels %j and %j in either order', (a, b, expected) => {
		for (const [correctLabel, wrongLabel] of [
			[a, b],
			[b, a]
		] as const) {
			const problems = rubricProblems(rubric({ correctLabel, wrongLabel }));
			expect(problems).toEqual(expected.map((each) => expect.stringMatching(each) as string));
		}
	});

	it('has a limit', () => {
		const most = `${ENOUGH}${'x'.repeat(MAX_RUBRIC_CHARS - ENOUGH.length)}`;
		expect(problemsOf({ withReference: most })).toBe('');
		expect(parseRubric(rubricJson(rubric({ withReference: most })))).not.toBeNull();
		const withReference = `${ENOUGH}${'x'.repeat(MAX_RUBRIC_CHARS)}`;
		expect(problemsOf({ withReference })).toMatch(/longer than 8000 characters/);
		expect(parseRubric(rubricJson(rubric({ withReference })))).toBeNull();
	});

	it.each([
		['nothing', ''],
		['no JSON', '{'],
		['null', 'null'],
		['a list', '[]'],
		['no fields', '{}'],
		['an extra field', JSON.stringify({ ...DEFAULT_RUBRIC, run: 'window.ran=1' })],
		['another version', JSON.stringify({ ...DEFAULT_RUBRIC, version: 2 })],
		['a text that is an object', JSON.stringify({ ...DEFAULT_RUBRIC, withReference: {} })],
		['a margin as text', JSON.stringify({ ...DEFAULT_RUBRIC, margin: '0.1' })],
		['a rubric in the prototype', `{"__proto__":${rubricJson(DEFAULT_RUBRIC)}}`],
		['spaces beyond all', ' '.repeat(10_000_000) + rubricJson(DEFAULT_RUBRIC)],
		['a hundred thousand levels', '['.repeat(100_000)]
	])('is none of %s', (_, json) => {
		expect(parseRubric(json)).toBeNull();
	});
});
