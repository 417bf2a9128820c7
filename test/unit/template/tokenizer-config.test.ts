import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import {
	MAX_CONTEXT_TOKENS,
	MAX_TEMPLATE_CHARS
} from '../../../src/lib/core/template/chat-template.ts';
import {
	parseTokenizerConfig,
	pastedTemplate
} from '../../../src/lib/core/template/tokenizer-config.ts';

const parse = (config: unknown) => parseTokenizerConfig(JSON.stringify(config));

describe('parseTokenizerConfig', () => {
	it('reads one template with tokens as texts', () => {
		expect(
			parse({
				chat_template: '<|a|>{{ bos_token }}',
				bos_token: '<s>',
				eos_token: '</s>',
				model_max_length: 4096
			})
		).toEqual([
			{
				id: '',
				name: 'tokenizer_config.json',
				source: '<|a|>{{ bos_token }}',
				bosToken: '<s>',
				eosToken: '</s>',
				specialTokens: ['<|a|>'],
				contextTokens: 4096
			}
		]);
	});

	it('reads several by name, the default one first, and tokens as objects', () => {
		const found = parse({
			chat_template: [
				{ name: 'tool_use', template: 'b' },
				{ name: 'default', template: 'a' }
			],
			bos_token: { content: '<s>', lstrip: false },
			eos_token: null,
			added_tokens_decoder: {
				'1': { content: '<|x|>', special: true },
				'2': { content: 'word', special: false }
			},
			model_max_length: 1e30
		});
		expect(found.map(({ name, source }) => [name, source])).toEqual([
			['tokenizer_config.json: default', 'a'],
			['tokenizer_config.json: tool_use', 'b']
		]);
		expect(found[0]).toMatchObject({
			bosToken: '<s>',
			eosToken: '',
			specialTokens: ['<|x|>'],
			contextTokens: null
		});
	});

	it('puts the default one first wherever it stands, and leaves the others in their order', () => {
		const named = (...names: string[]) =>
			parse({ chat_template: names.map((name) => ({ name, template: name })) }).map(
				({ source }) => source
			);
		expect(named('b', 'default', 'a')).toEqual(['default', 'b', 'a']);
		expect(named('default', 'b', 'a')).toEqual(['default', 'b', 'a']);
		expect(named('b', 'a')).toEqual(['b', 'a']);
	});

	it.each([
		[1, 1],
		[MAX_CONTEXT_TOKENS, MAX_CONTEXT_TOKENS],
		[MAX_CONTEXT_TOKENS + 1, null],
		[0, null],
		[-1, null],
		[1.5, null],
		['4096', null]
	])('a length of %s tokens is %s', (model_max_length, contextTokens) => {
		expect(parse({ chat_template: 'a', model_max_length })[0]!.contextTokens).toBe(contextTokens);
	});

	it('leaves out tokens that are longer than any is, and cuts those that it needs', () => {
		const [long, longer] = ['x'.repeat(200), 'x'.repeat(201)];
		const [template] = parse({
			chat_template: 'a',
			bos_token: longer,
			eos_token: { content: longer },
			added_tokens_decoder: {
				'1': { content: longer, special: true },
				'2': { content: long, special: true }
			}
		});
		expect(template).toMatchObject({ bosToken: long, eosToken: long, specialTokens: [long] });
	});

	it('says what is wrong for whoever wants to know', () => {
		expect.assertions(2);
		for (const text of ['{', '{"chat_template": 3, "bos_token": "<s>"}']) {
			try {
				parseTokenizerConfig(text);
			} catch (error) {
				expect(error).toMatchObject({
					code: 'file-format',
					message: expect.stringMatching(/chosen before stays/) as string,
					detail: expect.stringMatching(/JSON|Invalid type/) as string
				});
			}
		}
	});

	it.each([
		['no JSON', '{'],
		['no template', '{}'],
		['a template that is none', '{"chat_template": 3}'],
		['an empty list', '{"chat_template": []}'],
		['null', 'null'],
		['one that is too long', JSON.stringify({ chat_template: 'x'.repeat(MAX_TEMPLATE_CHARS + 1) })]
	])('refuses %s with a sentence', (_, text) => {
		expect(() => parseTokenizerConfig(text)).toThrow(AppError);
	});

	it('takes a pasted template, and the tokens it names for special', () => {
		const source = "{{ '<|im_start|>' }}[INST]<|im_start|>";
		expect(pastedTemplate(source)).toEqual({
			id: '',
			name: 'Pasted template',
			source,
			bosToken: '',
			eosToken: '',
			specialTokens: ['<|im_start|>', '[INST]'],
			contextTokens: null
		});
		const most = 'x'.repeat(MAX_TEMPLATE_CHARS);
		expect(pastedTemplate(most).source).toBe(most);
		expect(() => pastedTemplate(' ')).toThrow(/1 to 100000 characters/);
		expect(() => pastedTemplate('x'.repeat(MAX_TEMPLATE_CHARS + 1))).toThrow(AppError);
	});
});
