// `npx tsx tools/roll-out-fixture.ts`: what the demo models write for fixed seeds, with ONNX Runtime for Node.
// The tests hold Node and Chromium to it. Run it when the models or the sampler change on purpose.
import { writeFileSync } from 'node:fs';
import { createNodeOnnxEngine, loadDemo } from '../test/support/node-onnx.ts';
import {
	FIXTURE_MODELS,
	fixtureRequests,
	type RollOutFixture
} from '../test/support/roll-out-fixture.ts';

const engine = createNodeOnnxEngine();
const requests = fixtureRequests();
const fixtures: RollOutFixture[] = [];
for (const model of FIXTURE_MODELS) {
	await loadDemo(engine, model);
	const written: RollOutFixture[] = [];
	const events = {
		onText: () => undefined,
		onEnd: (
			index: number,
			rollOut: { text: string; finishReason: string; track: { ids: Int32Array } }
		) => {
			const { text, finishReason, track } = rollOut;
			const { seed } = requests[index]!;
			written[index] = { model, seed, text, finishReason, tokens: track.ids.length };
		}
	};
	await engine.generate(requests, events, new AbortController().signal);
	fixtures.push(...written);
}
const path = new URL('../test/fixtures/engines/roll-outs.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(fixtures, null, '\t')}\n`);
console.log(`${fixtures.length} responses of ${FIXTURE_MODELS.length} models`);
