import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../src/lib/core/generate/causal-lm.ts';
import type { RollOut } from '../../../src/lib/core/generate/engine.ts';
import type { PromptedRequest } from '../../../src/lib/core/generate/roll-out-row.ts';
import { rollOutBatch } from '../../../src/lib/core/generate/roll-outs.ts';
import { DEFAULT_SAMPLING, type Sampling } from '../../../src/lib/core/generate/sampling.ts';
import { scoreTokens } from '../../../src/lib/core/generate/score-tokens.ts';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import { mixedLogits, ScriptedLm, type ScriptedLmOptions } from '../../support/scripted-lm.ts';

const END = 1;
/** Token 2 is 'c', 3 is 'd', and so on. */
const decode = (ids: Int32Array): string => String.fromCharCode(...[...ids].map((id) => 97 + id));
const pace: Pace = { now: () => 0, breathe: () => Promise.resolve() };

/** A wrong mask or cache shows; the end is rare, and the padding never comes. */
function mixed(ids: readonly number[]): number[] {
	return mixedLogits(ids, 9).map((logit, token) =>
		token === 0 ? -Infinity : token === END ? logit - 2 : logit
	);
}

const lmOf = (options: Partial<ScriptedLmOptions> = {}): ScriptedLm =>
	new ScriptedLm({ logitsAfter: mixed, vocabularySize: 9, endTokens: [END], ...options });

function request(
	seed: number,
	promptIds: readonly number[] = [2, 3, 4],
	sampling: Partial<Sampling> = {}
): PromptedRequest {
	const settings = { ...DEFAULT_SAMPLING, maxTokens: 40, ...sampling };
	return { promptIds, startsInThinking: false, seed, sampling: settings };
}

interface Seen {
	readonly ends: Map<number, RollOut>;
	readonly texts: Map<number, string>;
}

async function run(
	lm: ScriptedLm,
	requests: readonly PromptedRequest[],
	signal = new AbortController().signal
): Promise<Seen> {
	const seen: Seen = { ends: new Map(), texts: new Map() };
	const events = {
		onText: (index: number, text: string) =>
			void seen.texts.set(index, (seen.texts.get(index) ?? '') + text),
		onEnd: (index: number, rollOut: RollOut) => void seen.ends.set(index, rollOut)
	};
	await rollOutBatch(lm, requests, { decode, events, signal, pace });
	return seen;
}

const many = (): PromptedRequest[] =>
	Array.from({ length: 12 }, (_, i) =>
		request(
			100 + i,
			Array.from({ length: 1 + ((i * 5) % 7) }, (_, j) => 2 + ((i + j) % 6))
		)
	);

describe('rollOutBatch', () => {
	it.each([true, false])(
		'writes the same in a batch of unequal prompts as alone (rows dropped: %s)',
		async (canDropRows) => {
			const together = await run(lmOf({ canDropRows }), many());
			for (const [index, single] of many().entries()) {
				const alone = await run(lmOf(), [single]);
				expect(together.ends.get(index)).toEqual(alone.ends.get(0));
			}
		}
	);

	it('lets finished rows go, and gives the cache back', async () => {
		const lm = lmOf();
		const { ends } = await run(lm, many());
		expect(ends.size).toBe(12);
		expect(lm.rowsPerStep[0]).toBe(12);
		expect(lm.rowsPerStep.at(-1)).toBeLessThan(12);
		expect(lm.released).toBe(1);
	});

	it('tells the text as it grows, up to the text that ends up in the roll-out', async () => {
		const { ends, texts } = await run(lmOf(), many());
		for (const [index, rollOut] of ends) expect(texts.get(index) ?? '').toBe(rollOut.text);
	});

	it('gives the same text for the same seed and another for another', async () => {
		const texts = [];
		for (const seed of [5, 5, 6])
			texts.push((await run(lmOf(), [request(seed)])).ends.get(0)!.text);
		expect(texts[0]).toBe(texts[1]);
		expect(texts[0]).not.toBe(texts[2]);
	});

	it('ends with an end token, which is in the track and not in the text', async () => {
		const lm = lmOf({ logitsAfter: (ids) => (ids.length < 5 ? certain(3) : certain(END)) });
		const { ends } = await run(lm, [request(1)]);
		expect(ends.get(0)).toMatchObject({ text: 'dd', finishReason: 'stop', promptTokens: 3 });
		expect([...ends.get(0)!.track.ids]).toEqual([3, 3, END]);
	});

	it('tells where in the text each token begins, at its end for those that are not in it', async () => {
		const lm = lmOf();
		const { ends } = await run(lm, [request(3), request(3, [2, 3, 4], { stop: ['g'] })]);
		for (const { text, starts, track } of ends.values()) {
			expect(starts).toHaveLength(track.ids.length);
			starts.forEach((start, token) => expect(start).toBe(Math.min(token, text.length)));
		}
	});

	it('ends at the token limit and at the end of the context with "length"', async () => {
		const endless = { logitsAfter: () => certain(2) };
		const short = await run(lmOf(endless), [request(1, [2], { maxTokens: 4 })]);
		expect(short.ends.get(0)).toMatchObject({ text: 'cccc', finishReason: 'length' });
		const narrow = await run(lmOf({ ...endless, contextTokens: 6 }), [request(1, [2, 2, 2])]);
		expect(narrow.ends.get(0)).toMatchObject({ text: 'ccc', finishReason: 'length' });
	});

	it('ends before a stop text, whatever comes with it', async () => {
		const lm = lmOf({ logitsAfter: (ids) => certain([2, 3, 4, 5][ids.length % 4]!) });
		const { ends, texts } = await run(lm, [request(1, [2, 2, 2, 2], { stop: ['ef', 'zz'] })]);
		expect(ends.get(0)).toMatchObject({ text: 'cd', finishReason: 'stop' });
		expect(texts.get(0)).toBe('cd');
	});

	it('applies the penalty to what was read and written, and records the raw logits', async () => {
		const flat = { logitsAfter: () => [-9, -9, 2, 2, 2, 1, -9, -9, -9] };
		const sampling = { repetitionPenalty: 3, temperature: 0, maxTokens: 3 };
		const { ends } = await run(lmOf(flat), [request(1, [2], sampling)]);
		expect(ends.get(0)!.text).toBe('def');
		expect([...ends.get(0)!.track.ranks]).toEqual([1, 1, 4]);
	});

	it('refuses a prompt that leaves no room, before anything is read', async () => {
		const lm = lmOf({ contextTokens: 3 });
		await expect(run(lm, [request(1)])).rejects.toThrow('reads at most 3');
		expect(lm.rowsPerStep).toEqual([]);
	});

	it('stops when it is cancelled, and gives the cache back', async () => {
		const stop = new AbortController();
		const lm = lmOf({
			logitsAfter: (ids) => {
				if (ids.length === 8) stop.abort();
				return certain(2);
			}
		});
		await expect(run(lm, [request(1)], stop.signal)).rejects.toBeInstanceOf(Cancelled);
		expect(lm.released).toBe(1);
	});
});

describe('scoreTokens', () => {
	const options = { signal: new AbortController().signal, pace };

	it('finds what was recorded while the text was written, in chunks of any size', async () => {
		for (const [index, single] of many().entries()) {
			const { track } = (await run(lmOf(), [single])).ends.get(0)!;
			const sizes = { chunkTokens: 1 + (index % 5) };
			for (const more of [{}, sizes]) {
				const scored = await scoreTokens(lmOf(), single.promptIds, [...track.ids], {
					...options,
					...more
				});
				expect(scored.track).toEqual(track);
				expect(scored.truncated).toBe(false);
			}
		}
	});

	it('scores what fits into the context and says that there was more', async () => {
		const response = [3, 4, 5, 6, 7];
		const whole = await scoreTokens(lmOf(), [2, 2], response, options);
		const narrow = await scoreTokens(lmOf({ contextTokens: 5 }), [2, 2], response, options);
		expect([...narrow.track.ids]).toEqual([3, 4, 5]);
		expect(narrow.track.logprobs).toEqual(whole.track.logprobs.slice(0, 3));
		expect(narrow.truncated).toBe(true);
	});

	it('scores nothing where there is nothing', async () => {
		const empty = await scoreTokens(lmOf(), [2, 2], [], options);
		expect(empty.track.ids.length).toBe(0);
		expect((await scoreTokens(lmOf(), [], [], options)).track.ids.length).toBe(0);
	});
});

function certain(token: number): number[] {
	return Array.from({ length: 9 }, (_, id) => (id === token ? 50 : 0));
}
