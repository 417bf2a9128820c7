import { describe, expect, it } from 'vitest';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { embedderKey, embeddersFor } from '../../../src/lib/core/latent/embedders.ts';

const student: OnnxModelRef = {
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-student',
	revision: 'v1',
	dtype: 'fp32'
};

describe('what can place texts on the map', () => {
	it('is the student itself first, where its engine gives hidden states', () => {
		const [own, ...others] = embeddersFor(student);
		expect(own!.model).toBe(student);
		expect(others).toEqual(embeddersFor(null));
	});

	it('is an embedding model of either engine for every student', () => {
		const webLlm = {
			engine: 'webllm',
			source: 'catalogue',
			id: 'x',
			url: '',
			libraryUrl: ''
		} as const;
		for (const someone of [null, webLlm]) {
			const engines = embeddersFor(someone).map(({ model }) => model.engine);
			expect(engines).toEqual(['onnx', 'webllm']);
		}
	});

	it('tells what the student has to be before it is chosen', () => {
		expect(embeddersFor(student)[0]!.note).toBe('nothing to download');
		expect(embeddersFor({ ...student, source: 'hub' })[0]!.note).toMatch(/if its files/);
	});

	it('keeps the vectors of different models apart, and apart from token tracks', () => {
		const keys = embeddersFor(student).map(({ model }) => embedderKey(model));
		expect(new Set(keys).size).toBe(3);
		for (const key of keys) expect(key).toMatch(/^vector:/);
	});
});
