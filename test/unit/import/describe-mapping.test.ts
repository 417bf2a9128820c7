import { describe, expect, it } from 'vitest';
import { describeMapping } from '../../../src/lib/core/import/describe-mapping.ts';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';

const QUESTION = { context: null, gold: null, domain: null, answerType: null };
const RESPONSE = {
	teacher: { from: 'constant', name: 'Ada' },
	reasoning: null,
	correct: null,
	finishReason: null,
	tokens: null,
	sampleIndex: null
} as const;
const column = (teacher: string) => ({ teacher, response: 'r', reasoning: null, correct: null });
const models = (count: number): Mapping => ({
	shape: 'models-in-row',
	question: 'q',
	models: Array.from({ length: count }, (_, i) => column(`m${i + 1}`)),
	...QUESTION
});

const CASES: readonly (readonly [Mapping, string])[] = [
	[{ shape: 'questions', question: 'q', ...QUESTION }, 'Questions only, from “q”.'],
	[
		{ shape: 'questions', question: 'q', ...QUESTION, gold: 'a', domain: 'd' },
		'Questions only, from “q”; reference answer in “a”; domain in “d”.'
	],
	[
		{ shape: 'questions', question: 'prompt', ...QUESTION, gold: 'a', tests: 'human-eval' },
		'Questions only, from “prompt”; tests as in HumanEval.'
	],
	[
		{
			shape: 'prompt-response',
			question: 'q',
			response: 'r',
			...QUESTION,
			...RESPONSE,
			reasoning: 'thought',
			correct: 'ok',
			teacher: { from: 'field', path: 'model' }
		},
		'Question in “q”, response in “r”; separate reasoning in “thought”; verdict of the file in “ok”; teacher in “model”.'
	],
	[
		{ shape: 'messages', messages: 'm', ...QUESTION, ...RESPONSE },
		'Chat messages in “m”; teacher: Ada.'
	],
	[
		{ shape: 'conversations', conversations: 'c', ...QUESTION, ...RESPONSE, gold: 'a' },
		'Conversations in “c”; reference answer in “a”; teacher: Ada.'
	],
	[models(2), 'Question in “q” and 2 models in each row: m1, m2.'],
	[models(6), 'Question in “q” and 6 models in each row: m1, m2, m3, m4, m5, m6.'],
	[models(7), 'Question in “q” and 7 models in each row: m1, m2, m3, m4, m5, m6 and others.']
];

describe('a mapping as a sentence', () => {
	it.each(CASES.map(([mapping, sentence]) => [sentence, mapping] as const))(
		'%s',
		(sentence, mapping) => expect(describeMapping(mapping)).toBe(sentence)
	);
});
