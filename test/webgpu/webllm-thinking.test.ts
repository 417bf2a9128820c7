import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TEACHER } from './demo-engine.ts';
import {
	clearCaches,
	createHarness,
	folderOf,
	IDLE,
	ignoreProgress,
	modelRef,
	QUESTION,
	request,
	write
} from './webllm-harness.ts';

interface Config {
	model_type: string;
	readonly conv_template: { readonly roles: Record<string, string> };
}

const harness = createHarness();
const HOT = { temperature: 3, maxTokens: 12 };
const MESSAGES = [{ role: 'user', content: QUESTION }] as const;

beforeEach(clearCaches);
afterEach(async () => {
	vi.restoreAllMocks();
	await harness.engine.unload();
});

/** The teacher, passed off as a model whose thinking can be switched. */
async function loadThinker(header = ''): Promise<void> {
	const url = `${folderOf(TEACHER)}mlc-chat-config.json`;
	const config = (await fetch(url).then((r) => r.json())) as Config;
	config.model_type = 'qwen3';
	config.conv_template.roles['assistant'] += header;
	const through = globalThis.fetch;
	vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
		String(input) === url ? Promise.resolve(Response.json(config)) : through(input, init)
	);
	await harness.engine.load(modelRef(TEACHER), ignoreProgress, IDLE);
}

it('switched off is an empty block in the prompt, and costs none of the response', async () => {
	await loadThinker();
	const on = await write(harness.engine, request(HOT, { thinking: 'on' }));
	const off = await write(harness.engine, request(HOT, { thinking: 'off' }));
	const block = harness.internals(TEACHER).tokenizer.encode('<think>\n\n</think>\n\n');
	expect(off.rollOut.promptTokens).toBe(on.rollOut.promptTokens + block.length);
	expect(off.rollOut.track.ids).toHaveLength(HOT.maxTokens);
	expect(off.rollOut.text.startsWith('<think>')).toBe(false);
	expect(off.texts.join('')).toBe(off.rollOut.text);
});

it('is scored with the prompt that it was written with', async () => {
	await loadThinker();
	const { rollOut } = await write(harness.engine, request(HOT, { thinking: 'off' }));
	const asked = { messages: MESSAGES, response: rollOut.text };
	const [off] = await harness.engine.score([{ ...asked, thinking: 'off' }], IDLE);
	expect(off!.promptTokens).toBe(rollOut.promptTokens);
	expect(off!.track.logprobs[0]).toBeCloseTo(rollOut.track.logprobs[0]!, 4);
	const [on] = await harness.engine.score([{ ...asked, thinking: 'on' }], IDLE);
	expect(on!.track.logprobs[0]).not.toBeCloseTo(rollOut.track.logprobs[0]!, 4);
});

it('that the template has begun is said', async () => {
	await loadThinker('<think>\n');
	const { rollOut } = await write(harness.engine, request(HOT));
	expect(rollOut.startsInThinking).toBe(true);
});

it('cannot be switched off in a model without a switch', async () => {
	await harness.engine.load(modelRef(TEACHER), ignoreProgress, IDLE);
	const plain = await write(harness.engine, request(HOT));
	const off = await write(harness.engine, request(HOT, { thinking: 'off' }));
	expect(plain.rollOut.startsInThinking).toBe(false);
	expect(off.rollOut.promptTokens).toBe(plain.rollOut.promptTokens);
});
