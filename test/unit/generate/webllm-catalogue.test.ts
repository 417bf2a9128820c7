import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { GpuReport } from '../../../src/lib/core/generate/engine.ts';
import {
	describeRecord,
	familiesOf,
	familyOf,
	filterCatalogue,
	fitOf,
	packageFolder,
	parametersOf,
	quantisationOf,
	type WebLlmRecord
} from '../../../src/lib/core/generate/webllm-catalogue.ts';
import { readCatalogue } from '../../../tools/webllm-catalogue.ts';

const json = await readFile(
	new URL('../../../src/lib/core/generate/webllm-catalogue.json', import.meta.url),
	'utf8'
);
const models = (JSON.parse(json) as WebLlmRecord[]).map(describeRecord);
const named = (id: string) => models.find((model) => model.id === id)!;

const GPU: Extract<GpuReport, { available: true }> = {
	available: true,
	adapter: 'a laptop',
	isSoftware: false,
	hasF16: true,
	maxBufferBytes: 2 ** 30,
	maxStorageBindingBytes: 2 ** 30,
	maxWorkgroupStorageBytes: 2 ** 15,
	maxStorageBuffersPerStage: 10
};

it('is what the installed web-llm has: run `npx tsx tools/webllm-catalogue.ts`', () => {
	expect(JSON.parse(json)).toEqual(readCatalogue());
});

describe('what a name says', () => {
	it.each([
		['Llama-3.2-1B-Instruct-q4f16_1-MLC', 'Llama-3.2', 1.24e9, 'q4f16_1'],
		['Qwen3-0.6B-q0f32-MLC', 'Qwen3', 0.6e9, 'q0f32'],
		['Qwen2.5-Math-1.5B-Instruct-q4f32_1-MLC', 'Qwen2.5-Math', 1.5e9, 'q4f32_1'],
		['SmolLM2-135M-Instruct-q0f16-MLC', 'SmolLM2', 135e6, 'q0f16'],
		['OLMo-2-1124-7B-Instruct-q4f16_1-MLC', 'OLMo-2', 7e9, 'q4f16_1'],
		['stablelm-2-zephyr-1_6b-q4f32_1-MLC-1k', 'stablelm-2-zephyr', 1.6e9, 'q4f32_1'],
		['Phi-3.5-mini-instruct-q4f16_1-MLC-1k', 'Phi-3.5', 3.82e9, 'q4f16_1'],
		['DeepSeek-R1-Distill-Qwen-7B-q4f16_1-MLC', 'DeepSeek-R1-Distill-Qwen', 7.62e9, 'q4f16_1'],
		['mine', 'mine', null, '']
	])('%s', (id, family, parameters, quantisation) => {
		expect([familyOf(id), parametersOf(id), quantisationOf(id)]).toEqual([
			family,
			parameters,
			quantisation
		]);
	});

	it('is known of every model in the catalogue', () => {
		const gaps = models.filter(
			(model) => model.family === '' || model.parameters === null || model.downloadBytes === null
		);
		expect(gaps).toEqual([]);
	});

	it('gives a download that fits into the memory which the model takes', () => {
		const wrong = models.filter((model) => {
			const share = model.downloadBytes! / model.gpuMemoryBytes!;
			return share > 1 || share < 0.1;
		});
		expect(wrong.map(({ id }) => id)).toEqual([]);
	});
});

it('sets models apart that embed or see', () => {
	const kinds = models.filter((model) => model.kind !== 'chat').map(({ id, kind }) => [id, kind]);
	expect(kinds).toContainEqual(['snowflake-arctic-embed-s-q0f32-MLC-b4', 'embedding']);
	expect(kinds).toContainEqual(['Phi-3.5-vision-instruct-q4f16_1-MLC', 'vision']);
	expect(kinds).toHaveLength(6);
});

describe('whether a model runs on a GPU', () => {
	const f16 = named('Qwen3-0.6B-q4f16_1-MLC');
	const f32 = named('Qwen3-0.6B-q4f32_1-MLC');

	it('is so where the adapter has all it needs', () => {
		expect(fitOf(f16, GPU)).toEqual({ fits: true });
	});
	it('wants 16-bit shaders for f16, also where the record does not ask for them', () => {
		expect(f16.needsF16).toBe(true);
		const fit = fitOf(f16, { ...GPU, hasF16: false });
		expect(fit).toMatchObject({ fits: false, reason: expect.stringContaining('f32') });
		expect(fitOf(f32, { ...GPU, hasF16: false })).toEqual({ fits: true });
	});
	it('wants large enough buffers', () => {
		const gemma = named('gemma-2b-it-q4f32_1-MLC');
		const fit = fitOf(gemma, { ...GPU, maxStorageBindingBytes: 128 * 2 ** 20 });
		expect(fit).toMatchObject({ reason: expect.stringContaining('250 MiB at once') });
		expect(fitOf(f32, { ...GPU, maxStorageBindingBytes: 128 * 2 ** 20 }).fits).toBe(true);
		expect(fitOf(f32, { ...GPU, maxStorageBindingBytes: 64 * 2 ** 20 }).fits).toBe(false);
	});
	it('wants what web-llm asks of every device', () => {
		expect(fitOf(f32, { ...GPU, maxWorkgroupStorageBytes: 2 ** 14 }).fits).toBe(false);
		expect(fitOf(f32, { ...GPU, maxStorageBuffersPerStage: 8 }).fits).toBe(false);
	});
	it('passes on why there is no GPU, and refuses one that is a processor', () => {
		const none: GpuReport = { available: false, reason: 'No GPU.' };
		expect(fitOf(f32, none)).toEqual({ fits: false, reason: 'No GPU.' });
		expect(fitOf(f32, { ...GPU, isSoftware: true }).fits).toBe(false);
	});
});

describe('the search', () => {
	const ids = (filter: Parameters<typeof filterCatalogue>[1]) =>
		filterCatalogue(models, filter).map(({ id }) => id);

	it('takes words in any order', () => {
		expect(ids({ text: ' f32 qwen3-0.6b q4' })).toEqual(['Qwen3-0.6B-q4f32_1-MLC']);
		expect(ids({})).toHaveLength(models.length);
	});
	it('takes families, kinds, memory and low resources', () => {
		expect(familiesOf(models)).toContain('Qwen3');
		expect(ids({ family: 'Qwen3', maxGpuMemoryBytes: 1.5e9 })).toEqual(['Qwen3-0.6B-q4f16_1-MLC']);
		expect(ids({ kinds: ['embedding'] })).toHaveLength(4);
		expect(ids({ lowResourceOnly: true })).not.toContain('Qwen3-8B-q4f16_1-MLC');
	});
	it('takes what runs here', () => {
		const here = ids({ text: 'Qwen3-0.6B', fitsOn: { ...GPU, hasF16: false } });
		expect(here).toEqual(['Qwen3-0.6B-q4f32_1-MLC', 'Qwen3-0.6B-q0f32-MLC']);
	});
});

describe('the folder of a package', () => {
	it.each([
		['https://hub.example/a/b', 'https://hub.example/a/b/resolve/main/'],
		['https://hub.example/a/b/resolve/v2', 'https://hub.example/a/b/resolve/v2/'],
		['https://hub.example/a/b/resolve/v2/', 'https://hub.example/a/b/resolve/v2/']
	])('%s', (url, folder) => {
		expect(packageFolder(url)).toBe(folder);
	});
});
