import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT } from '../../../src/lib/core/export/options.ts';
import { ESTIMATE } from '../../../src/lib/core/template/estimate.ts';
import { ExampleRenderer } from '../../../src/lib/core/template/render-example.ts';
import { pastedTemplate } from '../../../src/lib/core/template/tokenizer-config.ts';
import {
	ESTIMATING_COUNTER,
	tokenizerCounter
} from '../../../src/lib/core/template/token-counter.ts';

const demo = readFileSync(
	new URL('../../../static/models/v1/demo-student/tokenizer.json', import.meta.url),
	'utf8'
);
const config = readFileSync(
	new URL('../../../static/models/v1/demo-student/tokenizer_config.json', import.meta.url),
	'utf8'
);
const EXAMPLE = { question: '12 + 7 = ?', reasoning: '12 and 7 are 19.', answer: '19' };

describe('the count of a tokenizer', () => {
	it('is what the tokenizer makes of the whole text, special tokens included', async () => {
		const template = {
			...pastedTemplate((JSON.parse(config) as { chat_template: string }).chat_template),
			specialTokens: ['<|user|>', '<|assistant|>', '<|end|>', '<think>', '</think>']
		};
		const rendered = new ExampleRenderer(
			template,
			DEFAULT_EXPORT,
			await tokenizerCounter(demo)
		).render(EXAMPLE);
		const whole = new Tokenizer(JSON.parse(demo) as object, {}).encode(rendered.text, {
			add_special_tokens: false
		});
		expect(rendered.text).toContain('12 and 7 are 19.');
		expect(rendered.tokens).toBe(whole.ids.length);
		expect(rendered.trainedTokens).toBeGreaterThan(0);
		expect(rendered.trainedTokens).toBeLessThan(rendered.tokens);
		expect(rendered.countedBy).toMatch(/^tokenizer\.json, SHA-256 [0-9a-f]{64}$/);
	});

	it('is nothing for nothing, and else an estimate that says so', async () => {
		expect((await tokenizerCounter(demo)).count('')).toBe(0);
		expect(ESTIMATING_COUNTER.name).toBe(ESTIMATE);
	});

	it.each([
		['', 'Unexpected end'],
		['{', 'JSON'],
		['[]', 'Expected "model"'],
		['{"model": {"type": "NoSuch", "vocab": {}}}', ''],
		['{"model": {"type": "BPE", "vocab": 7}}', ''],
		['{"__proto__": {"model": 1}}', '']
	])('is refused for %j', async (json, detail) => {
		await expect(tokenizerCounter(json)).rejects.toMatchObject({
			code: 'file-format',
			message: expect.stringContaining('This is no tokenizer.json') as string,
			detail: expect.stringContaining(detail) as string
		});
	});
});
