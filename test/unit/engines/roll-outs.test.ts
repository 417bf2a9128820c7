import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RollOut } from '../../../src/lib/core/generate/engine.ts';
import { createNodeOnnxEngine, loadDemo } from '../../support/node-onnx.ts';
import {
	FIXTURE_MODELS,
	fixtureRequests,
	type RollOutFixture
} from '../../support/roll-out-fixture.ts';

const fixtures = JSON.parse(
	await readFile(new URL('../../fixtures/engines/roll-outs.json', import.meta.url), 'utf8')
) as RollOutFixture[];

describe('the same seeds in Node', () => {
	it.each(FIXTURE_MODELS)('give the text that is written down: %s', async (model) => {
		const engine = createNodeOnnxEngine();
		await loadDemo(engine, model);
		const requests = fixtureRequests();
		const expected = fixtures.filter((fixture) => fixture.model === model);
		const ends = new Map<number, RollOut>();
		const onEnd = (index: number, rollOut: RollOut): void => void ends.set(index, rollOut);
		const signal = new AbortController().signal;
		await engine.generate(requests, { onText: () => undefined, onEnd }, signal);
		for (const [index, { text, finishReason, tokens }] of expected.entries()) {
			expect(ends.get(index)).toMatchObject({ text, finishReason });
			expect(ends.get(index)!.track.ids.length).toBe(tokens);
		}
		expect(expected).toHaveLength(requests.length);
		await engine.unload();
	});
});
