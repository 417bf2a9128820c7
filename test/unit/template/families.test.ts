import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/lib/core/export/messages.ts';
import {
	bundledTemplate,
	BUNDLED_TEMPLATES,
	type BundledTemplateId,
	guessTemplate
} from '../../../src/lib/core/template/bundled-templates.ts';
import { CompiledTemplate } from '../../../src/lib/core/template/render-template.ts';
import { parseTokenizerConfig } from '../../../src/lib/core/template/tokenizer-config.ts';

const THINKING = '<think>\nwhy\n</think>\n\n4';
const SYSTEM: Message = { role: 'system', content: 'Be brief.' };
const ASK: Message = { role: 'user', content: '2+2?' };
const ANSWER: Message = { role: 'assistant', content: THINKING };

function render(id: BundledTemplateId, messages: readonly Message[], asPrompt = false): string {
	return new CompiledTemplate(bundledTemplate(id)!).render(messages, asPrompt).text;
}

/** What each format prescribes for a system turn, a question and an answer; and for the question as a prompt. */
const LLAMA_SYSTEM =
	'<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n';
const EXPECTED: readonly {
	id: BundledTemplateId;
	whole: string;
	prompt: string;
}[] = [
	{
		id: 'chatml',
		whole: `<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n${THINKING}<|im_end|>\n`,
		prompt: '<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n'
	},
	{
		id: 'qwen-2.5',
		whole: `<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n${THINKING}<|im_end|>\n`,
		prompt:
			'<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n'
	},
	{
		id: 'qwen-3',
		whole: `<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n${THINKING}<|im_end|>\n`,
		prompt: '<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n'
	},
	{
		id: 'llama-3',
		whole: `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n2+2?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${THINKING}<|eot_id|>`,
		prompt:
			'<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n2+2?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n'
	},
	{
		id: 'llama-3.1',
		whole: `${LLAMA_SYSTEM}Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n2+2?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${THINKING}<|eot_id|>`,
		prompt: `${LLAMA_SYSTEM}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n2+2?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n`
	},
	{
		id: 'gemma-3',
		whole: `<bos><start_of_turn>user\nBe brief.\n\n2+2?<end_of_turn>\n<start_of_turn>model\n${THINKING}<end_of_turn>\n`,
		prompt: '<bos><start_of_turn>user\n2+2?<end_of_turn>\n<start_of_turn>model\n'
	},
	{
		id: 'phi-3',
		whole: `<|system|>\nBe brief.<|end|>\n<|user|>\n2+2?<|end|>\n<|assistant|>\n${THINKING}<|end|>\n<|endoftext|>`,
		prompt: '<|user|>\n2+2?<|end|>\n<|assistant|>\n'
	},
	{
		id: 'phi-4-mini',
		whole: `<|system|>Be brief.<|end|><|user|>2+2?<|end|><|assistant|>${THINKING}<|end|><|endoftext|>`,
		prompt: '<|user|>2+2?<|end|><|assistant|>'
	},
	{
		id: 'phi-4',
		whole: `<|im_start|>system<|im_sep|>Be brief.<|im_end|><|im_start|>user<|im_sep|>2+2?<|im_end|><|im_start|>assistant<|im_sep|>${THINKING}<|im_end|>`,
		prompt: '<|im_start|>user<|im_sep|>2+2?<|im_end|><|im_start|>assistant<|im_sep|>'
	},
	{
		id: 'mistral',
		whole: `<s>[INST] Be brief.\n\n2+2?[/INST] ${THINKING}</s>`,
		prompt: '<s>[INST] 2+2?[/INST]'
	},
	{
		id: 'deepseek-r1',
		whole:
			'<｜begin▁of▁sentence｜>Be brief.<｜User｜>2+2?<｜Assistant｜>\n\n4<｜end▁of▁sentence｜>',
		prompt: '<｜begin▁of▁sentence｜><｜User｜>2+2?<｜Assistant｜><think>\n'
	},
	{
		id: 'demo',
		whole: `<|user|>Be brief.\n2+2?<|assistant|>${THINKING}<|end|>`,
		prompt: '<|user|>2+2?<|assistant|>'
	}
];

describe('bundled templates', () => {
	it.each(EXPECTED)('$id writes what its format prescribes', ({ id, whole, prompt }) => {
		expect(render(id, [SYSTEM, ASK, ANSWER])).toBe(whole);
		expect(render(id, [ASK], true)).toBe(prompt);
	});

	it('are all held to a text, and keep more than one turn apart', () => {
		const tested: string[] = [...EXPECTED.map(({ id }) => id), 'gemma-2'];
		expect(BUNDLED_TEMPLATES.map(({ id }) => id).filter((id) => !tested.includes(id))).toEqual([]);
		expect(render('chatml', [ASK, { role: 'assistant', content: 'a' }, ASK], true)).toBe(
			'<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\na<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n'
		);
	});

	it('Gemma 2 refuses a system turn', () => {
		expect(render('gemma-2', [ASK, { role: 'assistant', content: ' 4 ' }])).toBe(
			'<bos><start_of_turn>user\n2+2?<end_of_turn>\n<start_of_turn>model\n4<end_of_turn>\n'
		);
		expect(render('gemma-2', [ASK], true)).toBe(
			'<bos><start_of_turn>user\n2+2?<end_of_turn>\n<start_of_turn>model\n'
		);
		expect(() => render('gemma-2', [SYSTEM, ASK])).toThrow('System role not supported');
	});

	it('Qwen3 drops the thinking of earlier turns, and gives the last one an empty block', () => {
		expect(render('qwen-3', [ASK, ANSWER, ASK, { role: 'assistant', content: '4' }])).toBe(
			'<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n4<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n4<|im_end|>\n'
		);
	});

	it('Qwen3 takes reasoning from its field, and can be told not to think', () => {
		const field: Message = { role: 'assistant', content: '4', reasoning_content: 'why' };
		expect(render('qwen-3', [ASK, field])).toBe(
			`<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n${THINKING}<|im_end|>\n`
		);
		const template = bundledTemplate('qwen-3')!;
		const source = `{%- set enable_thinking = false -%}${template.source}`;
		expect(new CompiledTemplate({ ...template, source }).render([ASK], true).text).toBe(
			'<|im_start|>user\n2+2?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n'
		);
	});

	it('the demo template is the one that the demo models ship with', async () => {
		const path = '../../../static/models/v1/demo-student/tokenizer_config.json';
		const [own] = parseTokenizerConfig(await readFile(new URL(path, import.meta.url), 'utf8'));
		const messages = [SYSTEM, ASK, ANSWER, ASK];
		expect(render('demo', messages, true)).toBe(
			new CompiledTemplate(own!).render(messages, true).text
		);
		expect(own).toMatchObject({ contextTokens: 1024, eosToken: '<|end|>' });
	});
});

describe('guessTemplate', () => {
	it.each([
		['DeepSeek-R1-Distill-Qwen-7B-q4f16_1-MLC', 'deepseek-r1'],
		['onnx-community/Qwen3-0.6B-ONNX', 'qwen-3'],
		['Qwen2.5-1.5B-Instruct-q4f16_1-MLC', 'qwen-2.5'],
		['Llama-3.2-1B-Instruct-q4f32_1-MLC', 'llama-3.1'],
		['Meta-Llama-3-8B-Instruct', 'llama-3'],
		['gemma-2-2b-it-q4f16_1-MLC', 'gemma-2'],
		['gemma-3-1b-it', 'gemma-3'],
		['Phi-3.5-mini-instruct-q4f16_1-MLC', 'phi-3'],
		['Phi-4-mini-instruct', 'phi-4-mini'],
		['Mistral-7B-Instruct-v0.3-q4f16_1-MLC', 'mistral'],
		['SmolLM2-135M-Instruct', 'chatml'],
		['demo-student', 'demo']
	])('%s is %s', (name, id) => {
		expect(guessTemplate(name)?.id).toBe(id);
	});

	it('says nothing of a name that says nothing', () => {
		expect(guessTemplate('my-model')).toBeNull();
	});
});
