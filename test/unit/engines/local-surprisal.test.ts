import { afterAll, beforeAll, expect, it } from 'vitest';
import { studentSignal } from '../../../src/lib/core/student/student-signal.ts';
import { createNodeOnnxEngine, loadDemo } from '../../support/node-onnx.ts';
import { reference } from '../student/student-reference.ts';

const engine = createNodeOnnxEngine();
const { signal } = new AbortController();
beforeAll(() => loadDemo(engine, 'demo-student'));
afterAll(() => engine.unload());

/** WebLLM is asked the same in test/webgpu/local-surprisal.test.ts. */
it.each(reference.trajectories.map((each) => [each.name, each] as const))(
	'the ONNX engine agrees with PyTorch on local surprisal: %s',
	async (_, { question, response, ids, local }) => {
		const messages = [{ role: 'user', content: question }] as const;
		const asked = { messages, response, thinking: 'default' } as const;
		const [plain] = await engine.score([asked], signal);
		expect(plain!.localTrack).toBeNull();
		for (const [window, expected] of Object.entries(local)) {
			const [scored] = await engine.score([{ ...asked, localWindow: Number(window) }], signal);
			expect([...scored!.localTrack!.ids]).toEqual(ids);
			const { value } = studentSignal(scored!.localTrack).meanSurprisal;
			if (expected === null) expect(value).toBeNull();
			else expect(Math.abs(value! - expected)).toBeLessThan(1e-4);
		}
	}
);
