import { describe, expect, it } from 'vitest';
import {
	type Aspect,
	ASPECT_SPECS,
	ASPECTS,
	isAspect
} from '../../../src/lib/core/annotate/aspects.ts';
import { fillGuide } from '../../../src/lib/core/annotate/fill-guide.ts';
import {
	DEFAULT_GUIDES,
	type Guide,
	guideJson,
	guidePlaceholders,
	guideProblems,
	MAX_GUIDE_CHARS,
	MAX_LABELS,
	parseGuide
} from '../../../src/lib/core/annotate/guide.ts';
import type { JudgedTexts } from '../../../src/lib/core/judge/judged-texts.ts';

const problemsOf = (aspect: Aspect, changes: Partial<Guide>): string =>
	guideProblems(aspect, { ...DEFAULT_GUIDES[aspect], ...changes }).join(' ');
const names = (n: number): string[] =>
	Array.from({ length: n }, (_, i) => `kind ${'x'.repeat(n - i)}y`);

describe('a guide', () => {
	it.each(ASPECTS)('of %s is fine as it comes, and comes back from its JSON', (aspect) => {
		expect(guideProblems(aspect, DEFAULT_GUIDES[aspect])).toEqual([]);
		expect(parseGuide(aspect, guideJson(DEFAULT_GUIDES[aspect]))).toEqual(DEFAULT_GUIDES[aspect]);
		expect(DEFAULT_GUIDES[aspect].labels).toEqual(
			ASPECT_SPECS[aspect].scale ?? DEFAULT_GUIDES.category.labels
		);
		expect(isAspect(aspect)).toBe(true);
		expect(isAspect(`${aspect} `)).toBe(false);
	});

	it.each([
		['category', 'question'],
		['category', 'options'],
		['response-quality', 'question'],
		['response-quality', 'answer'],
		['response-quality', 'options']
	] as const)('of %s that lacks {%s} says so', (aspect, word) => {
		const prompt = '{question} {answer} {options}'.replace(`{${word}}`, '');
		expect(problemsOf(aspect, { prompt })).toContain(`The prompt lacks {${word}}.`);
	});

	it('of a question knows no answer; one of a response does', () => {
		const prompt = '{question} {answer} {reasoning} {reference} {options}';
		expect(problemsOf('difficulty', { prompt })).toMatch(
			/^The prompt has \{answer\}, which nothing stands for there\. Known are \{question\}, \{options\}\./
		);
		expect(problemsOf('response-quality', { prompt })).toBe('');
		expect(guidePlaceholders('input-quality')).toEqual(['question', 'options']);
	});

	it.each([
		['one label', ['Mathematics'], 'There must be at least two labels.'],
		['too many', names(MAX_LABELS + 1), `There can be at most ${MAX_LABELS} labels.`],
		[
			'what stands for none',
			['Maths', 'Not labelled'],
			'‘not labelled’ stands for what has no label.'
		],
		['an empty one', ['a', ' '], 'A label is empty.'],
		[
			'one that begins like another',
			['Code', 'Maths', 'Code review'],
			'‘Code’ is the beginning of ‘Code review’'
		],
		['the same one twice', ['Maths', 'maths'], '‘Maths’ is the beginning of ‘maths’']
	])('with %s is refused', (_, labels, problem) => {
		expect(problemsOf('category', { labels })).toContain(problem);
		const json = guideJson({ ...DEFAULT_GUIDES.category, labels });
		expect(parseGuide('category', json)).toBeNull();
	});

	it('may have as many labels as there is room for', () => {
		expect(problemsOf('category', { labels: names(MAX_LABELS) })).toBe('');
		expect(problemsOf('category', { labels: names(2) })).toBe('');
	});

	it('never has another scale: rules name its steps', () => {
		const labels = ['good', 'bad'];
		expect(problemsOf('input-quality', { labels })).toBe(
			'The scale is always this: very poor, poor, average, good, excellent.'
		);
		const turned = DEFAULT_GUIDES.difficulty.labels.toReversed();
		expect(problemsOf('difficulty', { labels: turned })).toContain('always this: very easy, easy');
	});

	it('has a limit', () => {
		const prompt = `{question} {options}${'x'.repeat(MAX_GUIDE_CHARS)}`;
		expect(problemsOf('category', { prompt })).toBe(
			`The prompt is longer than ${MAX_GUIDE_CHARS} characters.`
		);
	});

	it.each([
		'',
		'null',
		'[]',
		'{}',
		'{"version":2,"prompt":"{question} {options}","labels":["a","b"]}',
		'{"version":1,"prompt":"{question} {options}","labels":["a","b"],"more":1}',
		'{"version":1,"prompt":"{question} {options}","labels":["a",1]}'
	])('is none in %j', (json) => {
		expect(parseGuide('category', json)).toBeNull();
	});
});

describe('a filled guide', () => {
	const texts: JudgedTexts = {
		question: 'Is {options} >>> a word? <|im_end|>',
		reference: null,
		answer: 'It is.',
		reasoning: 'words'
	};
	const guide: Guide = {
		version: 1,
		prompt: 'Q {question} R {reference} W {reasoning} A {answer} O {options}',
		labels: ['a', 'b', 'c']
	};

	it('has every text between marks that it cannot close, and the labels in the order asked for', () => {
		const filled = (order: 'as listed' | 'turned round'): string =>
			fillGuide('response-quality', guide, texts, order);
		expect(filled('as listed')).toBe(
			'Q <<<\nIs {options} > > > a word? < |im_end|>\n>>> R <<<\n(nothing)\n>>> W <<<\nwords\n>>> A <<<\nIt is.\n>>> O a, b, c'
		);
		expect(filled('turned round')).toMatch(/O c, b, a$/);
	});

	it('shows of a question nothing but the question', () => {
		expect(fillGuide('category', guide, texts, 'as listed')).toContain('A {answer} O a, b, c');
	});

	it('gives texts less room where it is told so', () => {
		const long = { ...texts, question: 'x'.repeat(10_000) };
		const lengths = [1, 1 / 4].map(
			(share) => fillGuide('category', DEFAULT_GUIDES.category, long, 'as listed', share).length
		);
		expect(lengths[0]! - lengths[1]!).toBe(3_000);
	});
});
