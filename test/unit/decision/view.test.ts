import { describe, expect, it } from 'vitest';
import { modelFamily } from '../../../src/lib/core/decision/model-family.ts';
import {
	ownView,
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
		const { preset, weights } = presetView('ded', has('entropy', 'smoke-test', 'accuracy'));
		expect(preset).toBe('ded');
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
		const smoke = presetView('ded', has('smoke-test'));
		expect(Object.keys(smoke.weights)).toEqual(['smoke-test']);
		expect(smoke.note).toContain('No teacher has a token entropy');
		expect(presetView('ded', has('entropy', 'smoke-test')).note).toContain('half each');
	});

	it('RSR keeps its weight on what is not measured, and says so', () => {
		const { weights, note } = presetView('rsr', has('accuracy'));
		expect(Object.keys(weights)).toEqual(['rsr']);
		expect(note).toContain('no student has been measured');
		expect(presetView('rsr', has('rsr')).note).toMatch(/^The Rank-Surprisal Ratio .*alone\.$/);
	});

	it('accuracy is accuracy alone, which is no measure of a teacher', () => {
		const { preset, weights, note } = presetView('accuracy', has());
		expect([preset, Object.keys(weights)]).toEqual(['accuracy', ['accuracy']]);
		expect(note).toContain('not always the best teacher');
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

	it('leave out what has none', () => {
		expect(parseWeights('accuracy*0.rsr*1')).toEqual({ rsr: 1 });
		expect(weightsText({ accuracy: 0, rsr: 1 })).toBe('rsr*1');
		expect(parseWeights('')).toBeNull();
		expect(ownView({ accuracy: 0 }).note).toContain('places nobody');
		expect(ownView({ accuracy: 1 }).note).toBe('Your own weights.');
	});

	it('are shares of their sum, and nothing where there is none', () => {
		expect(weightShare({ accuracy: 1, rsr: 3 }, 'rsr')).toBe(0.75);
		expect(weightShare({ accuracy: 1 }, 'rsr')).toBe(0);
		expect(weightShare({}, 'rsr')).toBe(0);
		expect(weightShare({ rsr: 0 }, 'rsr')).toBe(0);
	});

	it('are whole numbers of up to three digits after a name and nothing else', () => {
		const texts = [
			'accuracy*1000',
			'accuracy*1e1',
			'accuracy*1*2',
			'1*2',
			'Accuracy*2',
			'a b*2',
			'x*2 '
		];
		for (const text of texts) {
			expect(parseWeights(text)).toEqual(text === 'accuracy*1*2' ? { accuracy: 1 } : {});
		}
	});

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
