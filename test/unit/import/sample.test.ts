import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';
import { parseMapping } from '../../../src/lib/core/import/parse-mapping.ts';
import { previewMapping } from '../../../src/lib/core/import/sample.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';

const QUESTIONS: Mapping = {
	shape: 'questions',
	question: 'question',
	context: null,
	gold: 'answer',
	domain: null,
	answerType: null
};

const ANSWERS: Mapping = {
	...QUESTIONS,
	shape: 'prompt-response',
	response: 'response',
	teacher: { from: 'constant', name: 'r1' },
	reasoning: null,
	correct: null,
	finishReason: null,
	tokens: null,
	sampleIndex: null
};

const sampleOf = (...values: readonly unknown[]) =>
	values.map((value, index) => ({ line: index + 1, value }));

describe('the preview of a mapping', () => {
	it('shows questions without answers', () => {
		const sample = sampleOf({ question: 'Q?', answer: '4' }, { question: 'P?' });
		expect(previewMapping(sample, QUESTIONS)).toEqual({
			examples: [
				{ question: 'Q?', gold: '4', teacher: '', reasoning: '', answer: '' },
				{ question: 'P?', gold: null, teacher: '', reasoning: '', answer: '' }
			],
			rejected: []
		});
	});

	it('shows reasoning and answer apart', () => {
		const sample = sampleOf({ question: 'Q?', response: '<think>2 + 2</think>It is 4.' });
		expect(previewMapping(sample, ANSWERS).examples).toEqual([
			{ question: 'Q?', gold: null, teacher: 'r1', reasoning: '2 + 2', answer: 'It is 4.' }
		]);
	});

	it('names what is rejected, and shows the row where no part of it is meant', () => {
		const sample = [
			{ line: 1, error: 'not valid JSON', excerpt: '{"a":' },
			{ line: 2, value: { other: 1 } }
		];
		const { examples, rejected } = previewMapping(sample, QUESTIONS);
		expect(examples).toEqual([]);
		expect(rejected).toEqual([
			{ line: 1, part: '', reason: 'not valid JSON', excerpt: '{"a":' },
			{
				line: 2,
				part: '',
				reason: 'no question: “question” is missing',
				excerpt: '{"other":1}'
			}
		]);
	});

	it('cuts texts above 2,000 characters, and no others', () => {
		const [whole, cut] = previewMapping(
			sampleOf({ question: 'x'.repeat(2_000) }, { question: 'y'.repeat(2_001) }),
			QUESTIONS
		).examples;
		expect(whole?.question).toBe('x'.repeat(2_000));
		expect(cut?.question).toBe(`${'y'.repeat(1_999)}…`);
	});

	it('shows twenty examples at most', () => {
		const rows = Array.from({ length: 25 }, (_, index) => ({ question: `Q${String(index)}?` }));
		const { examples } = previewMapping(sampleOf(...rows), QUESTIONS);
		expect([examples.length, examples.at(-1)?.question]).toEqual([20, 'Q19?']);
	});
});

describe('a mapping that is not complete', () => {
	function refusal(value: unknown): AppError {
		try {
			parseMapping(value);
		} catch (error) {
			if (error instanceof AppError) return error;
			throw error;
		}
		throw new Error('It was taken.');
	}

	it('is refused with the name of the field', () => {
		const { code, message, detail } = refusal({ ...ANSWERS, response: 7 });
		expect(code).toBe('mapping-invalid');
		expect(message).toBe(
			'The mapping of the columns is not complete: “response” is missing or not valid. Choose it and try again.'
		);
		expect(detail).toContain('7');
	});

	it('is refused where it is no mapping at all', () => {
		expect(refusal('x').message).toContain('“mapping”');
	});
});
