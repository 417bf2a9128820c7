import { MLCEngine } from '@mlc-ai/web-llm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logProbabilities, type PlainModel } from '../support/plain-model.ts';
import {
	loadBoth,
	loadPlainModel,
	modelRecord,
	readConfig,
	STUDENT,
	TEACHER,
	type DemoEngine
} from './demo-engine.ts';
import { hasBatchVerify, pipelineOf, verifyAll } from './web-llm-internals.ts';

const PROMPT = 'Nina has 3 boxes with 12 pens each. How many pens has she?';
/** More tokens than web-llm sends at a time. */
const LONG_PROMPT = PROMPT.repeat(16);
const GREEDY = { temperature: 0, max_tokens: 24 };

let demo: DemoEngine;
beforeAll(async () => {
	demo = await loadBoth();
});
afterAll(() => demo.engine.unload());

/** Completes a prompt, without a chat template around it. */
async function complete(model: string, prompt: string, options: object) {
	const recorder = demo.recorders.get(model)!;
	recorder.take();
	const { choices } = await demo.engine.completions.create({ model, prompt, ...options });
	return { text: choices[0]!.text, reason: choices[0]!.finish_reason, ...recorder.take() };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
	return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}

const encode = (model: string, text: string): number[] =>
	Array.from(pipelineOf(demo.engine, model).tokenizer.encode(text));

describe.each([TEACHER, STUDENT])('%s', (model) => {
	let plain: PlainModel;
	beforeAll(async () => {
		plain = await loadPlainModel(model);
	});

	it('says greedily what the same weights say in plain JavaScript', async () => {
		const { conv_template } = await readConfig(model);
		const expected = plain.continueGreedily(
			encode(model, PROMPT),
			GREEDY.max_tokens,
			conv_template.stop_token_ids
		);
		const { tokens, text } = await complete(model, PROMPT, GREEDY);
		expect(tokens.slice(0, expected.length)).toEqual(expected);
		const { tokenizer } = pipelineOf(demo.engine, model);
		expect(text).toBe(tokenizer.decode(Int32Array.from(expected)));
	});

	it('gives the log-probabilities of the plain model at every step', async () => {
		const { logits, tokens } = await complete(model, PROMPT, GREEDY);
		const prompt = encode(model, PROMPT);
		const expected = plain.logitsOf([...prompt, ...tokens]).slice(prompt.length - 1);
		const difference = logits.map((found, i) =>
			largestDifference(logProbabilities(found), logProbabilities(expected[i]!))
		);
		expect(Math.max(...difference)).toBeLessThan(1e-5);
	});

	it('reads a prompt in several chunks', async () => {
		const prompt = encode(model, LONG_PROMPT);
		expect(prompt.length).toBeGreaterThan(256);
		const { logits } = await complete(model, LONG_PROMPT, { ...GREEDY, max_tokens: 1 });
		expect(largestDifference(logits[0]!, plain.logitsOf(prompt).at(-1)!)).toBeLessThan(1e-5);
	});

	it('repeats itself with the same seed only', async () => {
		const options = { temperature: 2, max_tokens: 24, ignore_eos: true };
		const first = await complete(model, PROMPT, { ...options, seed: 7 });
		const again = await complete(model, PROMPT, { ...options, seed: 7 });
		const other = await complete(model, PROMPT, { ...options, seed: 8 });
		expect(again.tokens).toEqual(first.tokens);
		expect(other.tokens).not.toEqual(first.tokens);
	});

	it('keeps to the most likely token when top-p is small', async () => {
		const greedy = await complete(model, PROMPT, { ...GREEDY, max_tokens: 6 });
		const narrow = { temperature: 1, top_p: 1e-4, max_tokens: 6, seed: 3 };
		expect((await complete(model, PROMPT, narrow)).tokens).toEqual(greedy.tokens);
	});

	it('ends at a stop token', async () => {
		const { conv_template } = await readConfig(model);
		const stop = conv_template.stop_token_ids[0]!;
		const forced = { ...GREEDY, logit_bias: { [stop]: 100 } };
		const { text, reason, tokens } = await complete(model, PROMPT, forced);
		expect({ text, reason, tokens }).toEqual({ text: '', reason: 'stop', tokens: [stop] });
	});

	it('heeds biases and penalties', async () => {
		const [first, second] = encode(model, 'a!') as [number, number];
		const options = { temperature: 0, max_tokens: 2, logit_bias: { [first]: 100, [second]: 50 } };
		const free = await complete(model, PROMPT, options);
		expect(free.tokens).toEqual([first, first]);
		const penalised = await complete(model, PROMPT, { ...options, repetition_penalty: 100 });
		expect(penalised.tokens).toEqual([first, second]);
	});

	it('keeps to a grammar in a chat', async () => {
		const { choices } = await demo.engine.chat.completions.create({
			model,
			messages: [{ role: 'user', content: PROMPT }],
			response_format: { type: 'grammar', grammar: 'root ::= "yes" | "no"' },
			...GREEDY
		});
		expect(['yes', 'no']).toContain(choices[0]!.message.content);
	});

	it('tells of the likeliest tokens', async () => {
		const { logits, tokens } = await complete(model, PROMPT, { ...GREEDY, max_tokens: 1 });
		const { choices } = await demo.engine.completions.create({
			model,
			prompt: PROMPT,
			max_tokens: 1,
			temperature: 1,
			top_p: 1e-4,
			logprobs: true,
			top_logprobs: 2
		});
		const told = choices[0]!.logprobs!.content![0]!.logprob;
		expect(told).toBeCloseTo(logProbabilities(logits[0]!)[tokens[0]!]!, 4);
	});

	it('keeps its memory flat over 200 generations', async () => {
		const { tvm } = pipelineOf(demo.engine, model);
		const state = () => ({
			objects: tvm.exports.TinyMlcLiveObjects(),
			bytes: tvm.memory.memory.buffer.byteLength
		});
		const generate = () => complete(model, 'Hello', { ...GREEDY, max_tokens: 4 });
		for (let i = 0; i < 5; i++) await generate();
		const before = state();
		for (let i = 0; i < 200; i++) await generate();
		expect(state()).toEqual(before);
	});
});

it('gives the logits of all positions in one pass, if it is the teacher', async () => {
	const pipeline = pipelineOf(demo.engine, TEACHER);
	expect(hasBatchVerify(pipeline)).toBe(true);
	const tokens = encode(TEACHER, PROMPT);
	const found = await verifyAll(pipeline, tokens);
	const expected = (await loadPlainModel(TEACHER)).logitsOf(tokens);
	expect(Math.max(...found.map((row, i) => largestDifference(row, expected[i]!)))).toBeLessThan(
		1e-5
	);
	expect(hasBatchVerify(pipelineOf(demo.engine, STUDENT))).toBe(false);
});

it('runs both models at once', async () => {
	const alone = [await complete(TEACHER, PROMPT, GREEDY), await complete(STUDENT, PROMPT, GREEDY)];
	const together = await Promise.all([
		complete(TEACHER, PROMPT, GREEDY),
		complete(STUDENT, PROMPT, GREEDY)
	]);
	expect(together.map((each) => each.text)).toEqual(alone.map((each) => each.text));
});

it('refuses weights of another shape by name', async () => {
	const engine = new MLCEngine({
		appConfig: { model_list: [modelRecord(STUDENT, TEACHER)] },
		logLevel: 'SILENT'
	});
	await expect(engine.reload(STUDENT)).rejects.toThrow('embed.weight does not have the shape');
});
