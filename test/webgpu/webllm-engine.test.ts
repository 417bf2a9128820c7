import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logprobOf, rankOf, summariseLogits } from '../../src/lib/core/generate/measure-logits.ts';
import type { TokenTrack } from '../../src/lib/core/generate/token-track.ts';
import { ModelInternals } from '../../src/workers/webllm/web-llm-internals.ts';
import { loadPlainModel, STUDENT, TEACHER } from './demo-engine.ts';
import {
	clearCaches,
	createHarness,
	type Harness,
	IDLE,
	ignoreProgress,
	modelRef,
	QUESTION,
	request,
	write
} from './webllm-harness.ts';

const MESSAGES = [{ role: 'user', content: QUESTION }] as const;
/** Hot enough for seeds to differ whatever the weights are. */
const HOT = { temperature: 3 };

let harness: Harness;
beforeAll(async () => {
	await clearCaches();
	harness = createHarness();
});
afterAll(() => harness.engine.unload());

const load = (id: string) => harness.engine.load(modelRef(id), ignoreProgress, IDLE);

describe('writing', () => {
	beforeEach(() => load(TEACHER));

	it('streams the text that it ends with, and counts its tokens', async () => {
		const { rollOut, texts } = await write(harness.engine, request(HOT));
		expect(texts.join('')).toBe(rollOut.text);
		expect(rollOut.track.ids).toHaveLength(24);
		expect(rollOut.finishReason).toBe('length');
		const { ids } = await harness.internals(TEACHER).encodePrompt(MESSAGES, false);
		expect(rollOut.promptTokens).toBe(ids.length);
	});

	it('repeats itself with the same seed only', async () => {
		const seeded = (seed: number) => write(harness.engine, request(HOT, { seed }));
		const [first, again, other] = [await seeded(7), await seeded(7), await seeded(8)];
		expect(again.rollOut.text).toBe(first.rollOut.text);
		expect(other.rollOut.text).not.toBe(first.rollOut.text);
	});

	it('ends before a stop text, which it never streams', async () => {
		const free = await write(harness.engine, request(HOT, { seed: 3 }));
		const stop = free.rollOut.text.slice(5, 8);
		const cut = await write(harness.engine, request({ ...HOT, stop: [stop] }, { seed: 3 }));
		expect(cut.rollOut.finishReason).toBe('stop');
		expect(cut.rollOut.text).toBe(free.rollOut.text.slice(0, free.rollOut.text.indexOf(stop)));
		expect(cut.texts.join('')).toBe(cut.rollOut.text);
	});

	it('heeds top-k and min-p, which web-llm does not know', async () => {
		const greedy = await write(harness.engine, request({ temperature: 0 }));
		const one = await write(harness.engine, request({ ...HOT, topK: 1 }));
		const sure = await write(harness.engine, request({ ...HOT, minP: 1 }));
		expect(one.rollOut.text).toBe(greedy.rollOut.text);
		expect(sure.rollOut.text).toBe(greedy.rollOut.text);
	});

	it('ends with the context, and says so', async () => {
		const { contextTokens } = await load(TEACHER);
		const word = ' pens';
		const { ids } = await harness
			.internals(TEACHER)
			.encodePrompt([{ role: 'user', content: word.repeat(10) }], false);
		const words = Math.floor(((contextTokens! - 12) * 10) / ids.length);
		const content = word.repeat(words);
		const messages = [{ role: 'user', content }] as const;
		const hot = { ...HOT, maxTokens: 1000 };
		// Any end token would end it sooner: try seeds until none is drawn.
		for (let seed = 1; seed < 20; seed++) {
			const { rollOut } = await write(harness.engine, request(hot, { messages, seed }));
			if (rollOut.finishReason === 'stop') continue;
			expect(rollOut.promptTokens + rollOut.track.ids.length).toBe(contextTokens);
			return;
		}
		expect.fail('every seed drew an end token');
	});

	it('refuses a prompt that leaves no room, and goes on', async () => {
		const messages = [{ role: 'user', content: QUESTION.repeat(100) }] as const;
		await expect(write(harness.engine, request({}, { messages }))).rejects.toMatchObject({
			code: 'model-unfit',
			message: expect.stringContaining('too long')
		});
		await write(harness.engine, request());
	});

	it('gives formulas to the model as they are', async () => {
		const encode = async (content: string) => {
			const asked = request({ maxTokens: 1 }, { messages: [{ role: 'user', content }] });
			return (await write(harness.engine, asked)).rollOut.promptTokens;
		};
		const plain = await encode('');
		for (const formula of ['$$x$$', "$&$'", '$1']) {
			const ids = harness.internals(TEACHER).tokenizer.encode(formula);
			expect(await encode(formula)).toBe(plain + ids.length);
		}
	});

	it('stops in the middle when told so, and writes again afterwards', async () => {
		const before = await write(harness.engine, request({ temperature: 0 }));
		const stopper = new AbortController();
		const events = { onText: () => stopper.abort(), onEnd: () => expect.fail('it ended') };
		const long = request({ ...HOT, maxTokens: 400 });
		const running = harness.engine.generate([long], events, stopper.signal);
		await expect(running).rejects.toMatchObject({ name: 'Cancelled' });
		const after = await write(harness.engine, request({ temperature: 0 }));
		expect(after.rollOut.text).toBe(before.rollOut.text);
	});
});

describe.each([
	[TEACHER, 'one-pass'],
	[STUDENT, 'stepwise']
])('what %s records', (id, scoring) => {
	let recorded: TokenTrack;
	let text: string;
	let promptIds: readonly number[];
	beforeAll(async () => {
		expect((await load(id)).scoring).toBe(scoring);
		const { rollOut } = await write(harness.engine, request({ temperature: 1.3, maxTokens: 40 }));
		({ track: recorded, text } = rollOut);
		promptIds = (await harness.internals(id).encodePrompt(MESSAGES, false)).ids;
	});

	it('is what the same weights say in plain JavaScript', async () => {
		const plain = await loadPlainModel(id);
		const rows = plain.logitsOf([...promptIds, ...recorded.ids]).slice(promptIds.length - 1);
		recorded.ids.forEach((token, i) => {
			const row = rows[i]!;
			const summary = summariseLogits(row, 0, row.length);
			expect(recorded.entropies[i]).toBeCloseTo(summary.entropy, 4);
			expect(recorded.logprobs[i]).toBeCloseTo(logprobOf(row, 0, token, summary), 4);
			expect(recorded.ranks[i]).toBe(rankOf(row, 0, row.length, token));
		});
	});

	it('is what scoring says of the same response', async () => {
		const asked = { messages: MESSAGES, response: text, thinking: 'default' } as const;
		const [scored] = await harness.engine.score([asked], IDLE);
		expect(scored!.truncated).toBe(false);
		expect(scored!.promptTokens).toBe(promptIds.length);
		const plain = await loadPlainModel(id);
		const { ids } = scored!.track;
		const rows = plain.logitsOf([...promptIds, ...ids]).slice(promptIds.length - 1);
		ids.forEach((token, i) => {
			const row = rows[i]!;
			const summary = summariseLogits(row, 0, row.length);
			expect(scored!.track.logprobs[i]).toBeCloseTo(logprobOf(row, 0, token, summary), 4);
			// A text may be cut into tokens otherwise than it was written; up to there all agrees.
			if (ids.slice(0, i + 1).join() !== recorded.ids.slice(0, i + 1).join()) return;
			expect(scored!.track.logprobs[i]).toBeCloseTo(recorded.logprobs[i]!, 4);
			expect(scored!.track.entropies[i]).toBeCloseTo(recorded.entropies[i]!, 4);
			expect(scored!.track.ranks[i]).toBe(recorded.ranks[i]);
		});
		expect(ids[0]).toBe(recorded.ids[0]);
	});

	it('cuts a response that does not fit into the context', async () => {
		const asked = {
			messages: MESSAGES,
			response: QUESTION.repeat(60),
			thinking: 'default'
		} as const;
		const [scored] = await harness.engine.score([asked], IDLE);
		const { contextTokens } = await load(id);
		expect(scored!.truncated).toBe(true);
		expect(scored!.promptTokens + scored!.track.ids.length).toBe(contextTokens);
	});
});

it('scores in one pass as it does step by step', async () => {
	const { engine } = harness;
	const asked = { messages: MESSAGES, response: 'She has 36.', thinking: 'default' } as const;
	await load(TEACHER);
	const [fast] = await engine.score([asked], IDLE);
	await engine.unload();
	const without = vi.spyOn(ModelInternals.prototype, 'hasBatchVerify').mockReturnValue(false);
	expect((await load(TEACHER)).scoring).toBe('stepwise');
	without.mockRestore();
	const [slow] = await engine.score([asked], IDLE);
	await engine.unload();
	expect(fast!.track.ids).toEqual(slow!.track.ids);
	expect(fast!.track.ranks).toEqual(slow!.track.ranks);
	for (const [i, logprob] of fast!.track.logprobs.entries()) {
		expect(logprob).toBeCloseTo(slow!.track.logprobs[i]!, 5);
		expect(fast!.track.entropies[i]).toBeCloseTo(slow!.track.entropies[i]!, 5);
	}
});

it('does not believe a batch_verify that says something else', async () => {
	await harness.engine.unload();
	const wrong = vi
		.spyOn(ModelInternals.prototype, 'batchVerify')
		.mockImplementation((ids) => Promise.resolve(new Float32Array(ids.length * 640)));
	expect((await load(TEACHER)).scoring).toBe('stepwise');
	wrong.mockRestore();
	await harness.engine.unload();
});

it('changes from one model to another and back', async () => {
	const greedy = request({ temperature: 0 });
	await load(TEACHER);
	const teacher = await write(harness.engine, greedy);
	await load(STUDENT);
	const student = await write(harness.engine, greedy);
	await load(TEACHER);
	expect((await write(harness.engine, greedy)).rollOut.text).toBe(teacher.rollOut.text);
	expect(student.rollOut.track.logprobs).not.toEqual(teacher.rollOut.track.logprobs);
});

it('gives no vectors of a model that writes', async () => {
	await load(TEACHER);
	await expect(harness.engine.embed(['a'], IDLE)).rejects.toMatchObject({ code: 'not-supported' });
});
