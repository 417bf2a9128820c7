import { afterAll, describe, expect, it } from 'vitest';
import reference from '../fixtures/engines/reference.json';
import { deviationOf, messagesOf, type ReferenceCase, toleranceOf } from '../support/reference.ts';
import { clearCaches, createHarness, IDLE, ignoreProgress, modelRef } from './webllm-harness.ts';

const cases = reference as ReferenceCase[];
afterAll(clearCaches);

/**
 * The same numbers are asked of ONNX Runtime (test/unit/engines, test/browser/onnx, onnx-webgpu.test.ts) and of
 * the plain-JavaScript model (test/unit/engines): all of them agree with PyTorch, hence with each other.
 */
describe.each([
	['demo-terse', 'one-pass'],
	['demo-student', 'stepwise']
])('WebLLM against PyTorch: %s', (id, scoring) => {
	it(`agrees on log-probs, entropies and ranks, scoring ${scoring}`, async () => {
		const { engine } = createHarness();
		const loaded = await engine.load(modelRef(id), ignoreProgress, IDLE);
		expect(loaded.scoring).toBe(scoring);
		const own = cases.filter(({ model }) => model === id);
		expect(own.length).toBeGreaterThanOrEqual(6);
		for (const each of own) {
			const [scored] = await engine.score(
				[
					{
						messages: messagesOf(each),
						response: each.responseText,
						thinking: 'default'
					}
				],
				IDLE
			);
			expect(scored!.promptTokens).toBe(each.promptIds.length);
			expect([...scored!.track.ids]).toEqual(each.ids);
			const deviation = deviationOf(scored!.track, each);
			expect(deviation.logprob).toBeLessThan(toleranceOf(each));
			expect(deviation.entropy).toBeLessThan(toleranceOf(each));
			expect(deviation.ranks).toBe(0);
		}
		await engine.unload();
	});
});
