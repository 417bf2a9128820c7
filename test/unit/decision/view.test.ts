import { describe, expect, it } from 'vitest';
import { modelFamily } from '../../../src/lib/core/decision/model-family.ts';
import {
	parseWeights,
	presetView,
	readView,
	weightShare,
	weightsText
} from '../../../src/lib/core/decision/view.ts';

const has =
	(...metrics: string[]) =>
	(metric: string): boolean =>
		metrics.includes(metric);

describe('presets', () => {
	it('DED is entropy and the smoke test, half each', () => {
		const { weights } = presetView('ded', has('entropy', 'smoke-test', 'accuracy'));
		expect(Object.keys(weights)).toEqual(['entropy', 'smoke-test']);
		expect(weightShare(weights, 'entropy')).toBe(0.5);
	});

	it('DED says plainly what takes the place of what is missing', () => {
		const noSmoke = presetView('ded', has('entropy', 'accuracy'));
		expect(Object.keys(noSmoke.weights)).toEqual(['entropy', 'accuracy']);
		expect(noSmoke.note).toContain('No smoke test has been run');
		const nothing = presetView('ded', has('accuracy'));
		expect(Object.keys(nothing.weights)).toEqual(['accuracy']);
		expect(nothing.note).toContain('accuracy stands alone');
		expect(Object.keys(presetView('ded', has('smoke-test')).weights)).toEqual(['smoke-test']);
	});

	it('RSR keeps its weight on what is not measured, and says so', () => {
		const { weights, note } = presetView('rsr', has('accuracy'));
		expect(Object.keys(weights)).toEqual(['rsr']);
		expect(note).toContain('no student has been measured');
	});
});

describe('weights in the URL', () => {
	it('come back as they went', () => {
		const weights = { rsr: 2, 'pass@4': 10, accuracy: 3 };
		const text = weightsText(weights);
		expect(new URLSearchParams({ weights: text }).toString()).toBe(
			'weights=accuracy*3.pass%404*10.rsr*2'
		);
		expect(parseWeights(text)).toEqual(weights);
		expect(parseWeights(weightsText({}))).toEqual({});
	});

	it.each(['accuracy*-1', 'accuracy*x', '*3', '__proto__*3', 'accuracy', '..*..'])(
		'leave out what cannot be read: %s',
		(text) => expect(parseWeights(text)).toEqual({})
	);

	it('are at most 10', () => expect(parseWeights('accuracy*99')).toEqual({ accuracy: 10 }));

	it('win over a preset; neither is DED', () => {
		const read = (preset: string, weights: string) => readView({ preset, weights }, has('entropy'));
		expect(read('rsr', 'accuracy*1').preset).toBe('own');
		expect(read('rsr', '').preset).toBe('rsr');
		expect(read('', '').preset).toBe('ded');
		expect(read('nonsense', '').preset).toBe('ded');
	});
});

describe('modelFamily', () => {
	it.each([
		['onnx-community/Qwen3-0.6B-ONNX', 'Qwen'],
		['QwQ-32B', 'Qwen'],
		['deepseek-ai/DeepSeek-R1-Distill-Qwen-7B', 'Qwen'],
		['DeepSeek-R1', 'DeepSeek'],
		['Llama-3.2-1B-Instruct-q4f16_1-MLC', 'Llama'],
		['meta-llama/Meta-Llama-3-8B', 'Llama'],
		['TinyLlama-1.1B', 'Llama'],
		['google/gemma-2-2b', 'Gemma'],
		['Phi-3.5-mini-instruct-q4f16_1-MLC', 'Phi'],
		['HuggingFaceTB/SmolLM2-360M-Instruct', 'SmolLM'],
		['gpt-oss-20b', 'GPT'],
		['demo-student', 'Retort demo'],
		['demo-hasty', 'Retort demo']
	])('%s is of the family %s', (name, family) => expect(modelFamily(name)).toBe(family));

	it.each(['175b_verification', '6b_finetuning', 'teacher', '', 'Sophia', 'my model'])(
		'tells nothing of %s',
		(name) => expect(modelFamily(name)).toBeNull()
	);
});
