import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { MAX_TEMPLATE_CHARS } from '../../../src/lib/core/template/chat-template.ts';
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
		expect(pastedTemplate("{{ '<|im_start|>' }}[INST]<|im_start|>").specialTokens).toEqual([
			'<|im_start|>',
			'[INST]'
		]);
		expect(() => pastedTemplate(' ')).toThrow(AppError);
		expect(() => pastedTemplate('x'.repeat(MAX_TEMPLATE_CHARS + 1))).toThrow(AppError);
	});
});
