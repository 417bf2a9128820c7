import { describe, expect, it } from 'vitest';
import { compileMapping, mappingPaths } from '../../../src/lib/core/import/apply-mapping.ts';
import { compilePath, topLevelColumns } from '../../../src/lib/core/import/field-path.ts';
import {
	asBoolean,
	asCount,
	asFinishReason,
	asGold
} from '../../../src/lib/core/import/field-values.ts';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';
import { parseMapping } from '../../../src/lib/core/import/parse-mapping.ts';

const PROMPT_RESPONSE: Mapping = {
	shape: 'prompt-response',
	question: 'q',
	response: 'r',
	context: null,
	gold: 'gold',
	domain: null,
	answerType: null,
	teacher: { from: 'field', path: 'model' },
	reasoning: 'thinking',
	correct: 'ok',
	finishReason: 'finish',
	tokens: 'usage.tokens',
	sampleIndex: 'sample'
};
const MESSAGES: Mapping = {
	shape: 'messages',
	messages: 'messages',
	context: null,
	gold: null,
	domain: null,
	answerType: null,
	teacher: { from: 'constant', name: 'teacher' },
	reasoning: null,
	correct: null,
	finishReason: null,
	tokens: null,
	sampleIndex: null
};
const apply = compileMapping(PROMPT_RESPONSE);

describe('a row of question and response', () => {
	it('gives every fact it holds', () => {
		const row = {
			q: ' What? ',
			r: '<think>a</think>b',
			gold: 4,
			model: ' m ',
			ok: 'true',
			finish: 'max_tokens',
			usage: { tokens: '12' },
			sample: 3
		};
		expect(apply(row)).toEqual({
			question: { text: 'What?', gold: '4', domain: '', answerType: 'auto' },
			trajectories: [
				{
					teacher: 'm',
					response: '<think>a</think>b',
					reasoning: null,
					style: 'think',
					finishReason: 'length',
					reportedTokens: 12,
					sampleIndex: 3,
					correct: true
				}
			],
			rejections: []
		});
	});

	it.each([
		['missing', {}, '“q” is missing'],
		['null', { q: null }, '“q” is missing'],
		['blank', { q: ' \n' }, '“q” is empty'],
		['a number', { q: 7 }, '“q” is not text'],
		['an object', { q: { a: 1 } }, '“q” is not text'],
		['only in the prototype', Object.create({ q: 'inherited' }) as object, '“q” is missing']
	])('without a question (%s) is rejected whole', (_, row, reason) => {
		const { question, trajectories, rejections } = apply({ r: 'x', model: 'm', ...row });
		expect(question).toBeNull();
		expect(trajectories).toEqual([]);
		expect(rejections).toEqual([{ part: '', reason: `no question: ${reason}`, excerpt: null }]);
	});

	it.each([
		['missing', undefined, '“r” is missing'],
		['null', null, '“r” is missing'],
		['blank', '  ', '“r” is empty'],
		['an empty list', [], '“r” is empty'],
		['an object', { a: 1 }, '“r” is not text'],
		['a boolean', true, '“r” is not text'],
		['a talk without an answer', [{ role: 'user', content: 'x' }], 'ends without an assistant turn']
	])('keeps its question where the response is %s', (_, r, reason) => {
		const { question, trajectories, rejections } = apply({ q: 'Q', r, model: 'm' });
		expect(question?.text).toBe('Q');
		expect(trajectories).toEqual([]);
		expect(rejections).toHaveLength(1);
		expect(rejections[0]).toMatchObject({ part: 'm' });
		expect(rejections[0]?.reason).toContain(reason);
	});

	it('rejects one bad sample of a list and names it', () => {
		const { trajectories, rejections } = apply({ q: 'Q', r: ['a', '', 'b'], model: 'm' });
		expect(trajectories.map((t) => t.response)).toEqual(['a', 'b']);
		expect(rejections.map((rejection) => rejection.part)).toEqual(['m #2']);
	});

	it('gives a fact of the whole row to a sample only where there is one', () => {
		const facts = { q: 'Q', model: 'm', ok: true, thinking: 'hm', finish: 'stop' };
		const [alone] = apply({ ...facts, r: ['a'] }).trajectories;
		expect(alone).toMatchObject({ correct: true, reasoning: 'hm', finishReason: 'stop' });
		for (const one of apply({ ...facts, r: ['a', 'b'] }).trajectories) {
			expect(one).toMatchObject({ correct: null, reasoning: null, finishReason: 'unknown' });
		}
	});

	it('without a teacher is rejected rather than given to another', () => {
		expect(apply({ q: 'Q', r: 'x' }).rejections[0]?.reason).toBe(
			'no teacher: “model” is missing or empty'
		);
	});

	it('keeps reasoning that was cut off before an answer', () => {
		const [trajectory] = apply({ q: 'Q', r: null, thinking: 'hm', model: 'm' }).trajectories;
		expect(trajectory).toMatchObject({ response: '', reasoning: 'hm', style: 'field' });
	});

	it.each([
		['<think>a</think>b', null, 'think'],
		['a</think>b', null, 'think-prefilled'],
		['<|begin_of_thought|>a<|end_of_thought|>b', null, 'thought'],
		['b', 'a', 'field'],
		['b', ' ', 'none']
	])('recognises the style of %s', (r, thinking, style) => {
		expect(apply({ q: 'Q', r, thinking, model: 'm' }).trajectories[0]?.style).toBe(style);
	});

	it('keeps Unicode of every kind as it is', () => {
		const text = 'a\u0000b \ud800 ‮ 🧮 \u202e';
		expect(apply({ q: text, r: text, model: 'm' }).trajectories[0]?.response).toBe(text);
	});
});

describe('chat messages', () => {
	const applyMessages = compileMapping(MESSAGES);
	const turn = (role: string, content: unknown, extra = {}) => ({ role, content, ...extra });

	it('takes the last exchange', () => {
		const messages = [
			turn('system', 's'),
			turn('user', 'first'),
			turn('assistant', 'one'),
			turn('user', 'second'),
			turn('assistant', 'two', { reasoning_content: 'because' })
		];
		const { question, trajectories } = applyMessages({ messages });
		expect(question?.text).toBe('second');
		expect(trajectories).toHaveLength(1);
		expect(trajectories[0]).toMatchObject({
			response: 'two',
			reasoning: 'because',
			style: 'field'
		});
	});

	it('joins parts of text and finds parts of thinking', () => {
		const content = [
			{ type: 'thinking', thinking: 'hm' },
			{ type: 'text', text: 'a' },
			{ type: 'image_url', image_url: 'x' },
			{ type: 'text', text: 'b' }
		];
		const { trajectories } = applyMessages({
			messages: [turn('user', 'Q'), turn('assistant', content)]
		});
		expect(trajectories[0]).toMatchObject({ response: 'a\nb', reasoning: 'hm' });
	});

	it.each([
		['no list', 'text'],
		['an empty list', []],
		['turns without a role', [{ content: 'x' }]],
		['numbers', [1, 2]],
		['no user turn', [turn('assistant', 'a')]],
		['a user turn without text', [turn('user', null), turn('assistant', 'a')]],
		['hostile keys', [{ __proto__: { role: 'user', content: 'x' } }]]
	])('of %s give no false trajectory', (_, messages) => {
		const { trajectories, rejections } = applyMessages({ messages });
		const isPlainText = typeof messages === 'string';
		expect(isPlainText ? [] : trajectories).toEqual([]);
		expect(isPlainText || rejections.length > 0).toBe(true);
	});
});

describe('paths', () => {
	const row = {
		'a.b': 1,
		a: { b: 2, 'c.d': 3, list: [{ x: 4 }] },
		'qwen2.5-7b': { solution: 's' },
		__proto__: { hidden: 5 }
	};

	it.each([
		['a.b', 1],
		['a.c.d', 3],
		['a.list.0.x', 4],
		['a.list.1.x', undefined],
		['a.list.length', undefined],
		['qwen2.5-7b.solution', 's'],
		['hidden', undefined],
		['toString', undefined],
		['constructor.name', undefined],
		['a.b.c', undefined],
		['', undefined]
	])('%s', (path, value) => {
		expect(compilePath(path)(row)).toBe(value);
	});

	it('read nothing from what is no row', () => {
		for (const value of [null, undefined, 'text', 7, []])
			expect(compilePath('a')(value)).toBeUndefined();
	});

	it('of a mapping name the columns to read', () => {
		const columns = topLevelColumns(mappingPaths(PROMPT_RESPONSE));
		expect(columns).toEqual(
			expect.arrayContaining(['q', 'r', 'gold', 'model', 'usage', 'thinking'])
		);
		expect(columns).not.toContain('prompt-response');
	});
});

describe('values', () => {
	it.each([
		['stop', 'stop'],
		['EOS', 'stop'],
		['end_turn', 'stop'],
		['length', 'length'],
		['max_tokens', 'length'],
		['content_filter', 'unknown'],
		[null, 'unknown'],
		[{}, 'unknown']
	])('finish reason %s is %s', (value, reason) => {
		expect(asFinishReason(value)).toBe(reason);
	});

	it.each([
		[true, true],
		['False', false],
		[1, true],
		['yes', true],
		[0.5, null],
		['maybe', null],
		[null, null]
	])('verdict %s is %s', (value, verdict) => {
		expect(asBoolean(value)).toBe(verdict);
	});

	it.each([
		[12, 12],
		['12', 12],
		[-1, null],
		[1.5, null],
		[1e300, null],
		[2 ** 31, null],
		[Number.NaN, null],
		['', null],
		['0x10', 16]
	])('count %s is %s', (value, count) => {
		expect(asCount(value)).toBe(count);
	});

	it.each([
		['  4 ', '4'],
		[4, '4'],
		[false, 'false'],
		[['4'], '4'],
		[['4', '5'], null],
		['', null],
		[{ a: 1 }, null]
	])('gold %j is %s', (value, gold) => {
		expect(asGold(value)).toBe(gold);
	});
});

describe('a mapping from outside', () => {
	it.each([
		['no object', 7],
		['an unknown shape', { shape: 'other' }],
		['a missing path', { ...PROMPT_RESPONSE, question: '' }],
		['an extra field', { ...PROMPT_RESPONSE, extra: 1 }],
		['no models', { shape: 'models-in-row', question: 'q', models: [] }]
	])('with %s is refused with a sentence', (_, value) => {
		expect(() => parseMapping(value)).toThrow(/mapping of the columns is not complete/u);
	});
});
