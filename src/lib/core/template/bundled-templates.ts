import type { ChatTemplate } from './chat-template.ts';
import * as source from './family-sources.ts';

const CHATML_TOKENS = ['<|im_start|>', '<|im_end|>', '<|endoftext|>'];
const LLAMA_TOKENS = [
	'<|begin_of_text|>',
	'<|end_of_text|>',
	'<|start_header_id|>',
	'<|end_header_id|>',
	'<|eot_id|>',
	'<|eom_id|>',
	'<|python_tag|>'
];
const GEMMA_TOKENS = ['<bos>', '<eos>', '<pad>', '<start_of_turn>', '<end_of_turn>'];
const PHI_TOKENS = ['<|system|>', '<|user|>', '<|assistant|>', '<|end|>', '<|endoftext|>'];

/**
 * Templates of common families. The context is what the family's smallest common model was trained
 * with; who trains on less says so beside the template.
 */
export const BUNDLED_TEMPLATES = [
	{
		id: 'chatml',
		name: 'ChatML',
		source: source.CHATML,
		bosToken: '',
		eosToken: '<|im_end|>',
		specialTokens: CHATML_TOKENS,
		contextTokens: null
	},
	{
		id: 'qwen-2.5',
		name: 'Qwen2.5',
		source: source.QWEN_2_5,
		bosToken: '',
		eosToken: '<|im_end|>',
		specialTokens: CHATML_TOKENS,
		contextTokens: 32_768
	},
	{
		id: 'qwen-3',
		name: 'Qwen3',
		source: source.QWEN_3,
		bosToken: '',
		eosToken: '<|im_end|>',
		specialTokens: CHATML_TOKENS,
		contextTokens: 32_768
	},
	{
		id: 'llama-3',
		name: 'Llama 3',
		source: source.LLAMA_3,
		bosToken: '<|begin_of_text|>',
		eosToken: '<|eot_id|>',
		specialTokens: LLAMA_TOKENS,
		contextTokens: 8_192
	},
	{
		id: 'llama-3.1',
		name: 'Llama 3.1, 3.2, 3.3',
		source: source.LLAMA_3_1,
		bosToken: '<|begin_of_text|>',
		eosToken: '<|eot_id|>',
		specialTokens: LLAMA_TOKENS,
		contextTokens: 131_072
	},
	{
		id: 'gemma-2',
		name: 'Gemma 2',
		source: source.GEMMA_2,
		bosToken: '<bos>',
		eosToken: '<eos>',
		specialTokens: GEMMA_TOKENS,
		contextTokens: 8_192
	},
	{
		id: 'gemma-3',
		name: 'Gemma 3',
		source: source.GEMMA_3,
		bosToken: '<bos>',
		eosToken: '<eos>',
		specialTokens: GEMMA_TOKENS,
		contextTokens: 32_768
	},
	{
		id: 'phi-3',
		name: 'Phi-3, Phi-3.5',
		source: source.PHI_3,
		bosToken: '',
		eosToken: '<|endoftext|>',
		specialTokens: PHI_TOKENS,
		contextTokens: 4_096
	},
	{
		id: 'phi-4',
		name: 'Phi-4',
		source: source.PHI_4,
		bosToken: '',
		eosToken: '<|im_end|>',
		specialTokens: [...CHATML_TOKENS, '<|im_sep|>'],
		contextTokens: 16_384
	},
	{
		id: 'phi-4-mini',
		name: 'Phi-4-mini',
		source: source.PHI_4_MINI,
		bosToken: '',
		eosToken: '<|endoftext|>',
		specialTokens: PHI_TOKENS,
		contextTokens: 131_072
	},
	{
		id: 'mistral',
		name: 'Mistral 7B Instruct v0.3',
		source: source.MISTRAL,
		bosToken: '<s>',
		eosToken: '</s>',
		specialTokens: ['<s>', '</s>', '[INST]', '[/INST]'],
		contextTokens: 32_768
	},
	{
		id: 'deepseek-r1',
		name: 'DeepSeek-R1-Distill',
		source: source.DEEPSEEK_R1,
		bosToken: '<｜begin▁of▁sentence｜>',
		eosToken: '<｜end▁of▁sentence｜>',
		specialTokens: ['<｜User｜>', '<｜Assistant｜>'],
		contextTokens: 131_072
	},
	{
		id: 'demo',
		name: 'Demo models',
		source: source.DEMO,
		bosToken: '',
		eosToken: '<|end|>',
		specialTokens: ['<|user|>', '<|assistant|>', '<|end|>', '<|pad|>'],
		contextTokens: 1_024
	}
] as const satisfies readonly ChatTemplate[];

export type BundledTemplateId = (typeof BUNDLED_TEMPLATES)[number]['id'];

/** @returns null where no bundled template has this id */
export function bundledTemplate(id: string): ChatTemplate | null {
	const templates: readonly ChatTemplate[] = BUNDLED_TEMPLATES;
	return templates.find((template) => template.id === id) ?? null;
}

/** In this order: the name of a distilled model also holds the name of the model that it was made of. */
const FAMILIES: readonly (readonly [RegExp, BundledTemplateId])[] = [
	[/deepseek-r1/i, 'deepseek-r1'],
	[/^demo-/, 'demo'],
	[/qwen-?3/i, 'qwen-3'],
	[/qwen-?2|qwq/i, 'qwen-2.5'],
	[/llama-?3\.[1-9]/i, 'llama-3.1'],
	[/llama-?3/i, 'llama-3'],
	[/gemma-?3/i, 'gemma-3'],
	[/gemma/i, 'gemma-2'],
	[/phi-?4-mini/i, 'phi-4-mini'],
	[/phi-?4/i, 'phi-4'],
	[/phi-?3/i, 'phi-3'],
	[/mistral|mixtral/i, 'mistral'],
	[/smollm2|hermes|chatml/i, 'chatml']
];

/** The template that a model of this name probably has; null where the name says nothing. */
export function guessTemplate(modelName: string): ChatTemplate | null {
	const family = FAMILIES.find(([pattern]) => pattern.test(modelName));
	return family ? bundledTemplate(family[1]) : null;
}
