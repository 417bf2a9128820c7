import { describe, expect, it } from 'vitest';
import type { CausalLm, ForwardStep } from '../../../src/lib/core/generate/causal-lm.ts';
import { chunkWidth } from '../../../src/lib/core/generate/causal-lm.ts';
import { type ScoredTokens, scoreTokens } from '../../../src/lib/core/generate/score-tokens.ts';
import { isCancelled } from '../../../src/lib/core/model/errors.ts';

const VOCABULARY = 5;

interface Read {
	readonly tokens: number;
}

/** Says after token t that t + 1 has logit 2 and all others 0; its hidden state is [position, token]. */
class Counter implements CausalLm<Read> {
	readonly vocabularySize = VOCABULARY;
	readonly contextTokens: number;
	readonly endTokens = new Set([0]);
	readonly padToken = 0;
	readonly canDropRows = false;
	readonly widths: number[] = [];
	readonly released: Read[] = [];
	constructor(contextTokens = 100) {
		this.contextTokens = contextTokens;
	}

	forward({ width, ids, mask, cache }: ForwardStep<Read>) {
		const before = cache?.tokens ?? 0;
		expect([...mask]).toEqual(Array<number>(before + width).fill(1));
		this.widths.push(width);
		const logits = new Float32Array(width * VOCABULARY);
		const hidden = new Float32Array(width * 2);
		ids.forEach((token, at) => {
			logits[at * VOCABULARY + ((token + 1) % VOCABULARY)] = 2;
			hidden.set([before + at, token], 2 * at);
		});
		const next = { tokens: before + width };
		return Promise.resolve({ logits, positions: width, cache: next, hidden });
	}
	keepRows(cache: Read): Read {
		return cache;
	}
	release(cache: Read): void {
		this.released.push(cache);
	}
}

const pace = { now: () => 0, breathe: () => Promise.resolve() };
const score = (
	lm: Counter,
	prompt: readonly number[],
	response: readonly number[],
	chunkTokens?: number
): Promise<ScoredTokens> =>
	scoreTokens(lm, prompt, response, {
		signal: new AbortController().signal,
		pace,
		...(chunkTokens !== undefined && { chunkTokens })
	});

const total = Math.exp(2) + 4;
const likely = Math.log(Math.exp(2) / total);
const unlikely = Math.log(1 / total);

describe('scoreTokens', () => {
	it('tells of each token of the response what stood before it foretold', async () => {
		const { track, truncated } = await score(new Counter(), [1, 2], [3, 4, 1]);
		expect([...track.ids]).toEqual([3, 4, 1]);
		expect([...track.ranks]).toEqual([1, 1, 2]);
		for (const [i, expected] of [likely, likely, unlikely].entries()) {
			expect(track.logprobs[i]).toBeCloseTo(expected, 6);
		}
		const p = Math.exp(likely);
		expect(track.entropies[0]).toBeCloseTo(-p * likely - (1 - p) * unlikely, 6);
		expect(truncated).toBe(false);
	});

	it('says the same in pieces of any width', async () => {
		const whole = await score(new Counter(), [1, 2, 3], [4, 0, 1, 3]);
		for (let width = 1; width <= 8; width++) {
			const lm = new Counter();
			expect(await score(lm, [1, 2, 3], [4, 0, 1, 3], width)).toEqual(whole);
			expect(Math.max(...lm.widths)).toBeLessThanOrEqual(width);
			expect(lm.widths.reduce((a, b) => a + b, 0)).toBe(7);
			expect(lm.released).toEqual([{ tokens: 7 }]);
		}
	});

	it('reads what fits, and says that it was not all', async () => {
		const { track, truncated } = await score(new Counter(4), [1, 2], [3, 4, 1]);
		expect([...track.ids]).toEqual([3, 4]);
		expect(truncated).toBe(true);
		const nothing = await score(new Counter(2), [1, 2, 3], [4]);
		expect(nothing.track.ids.length).toBe(0);
		expect(nothing.meanHidden).toBeNull();
	});

	it('cannot score a first token that nothing stands before', async () => {
		const { track } = await score(new Counter(), [], [3, 4]);
		expect([...track.ids]).toEqual([4]);
	});

	it('means the hidden states of the response alone', async () => {
		const { meanHidden } = await score(new Counter(), [1, 2], [3, 4, 1], 2);
		expect(meanHidden![0]).toBe((2 + 3 + 4) / 3);
		expect(meanHidden![1]).toBeCloseTo((3 + 4 + 1) / 3, 6);
	});

	it('stops where it is cancelled, and frees what it held', async () => {
		const abort = new AbortController();
		const lm = new Counter();
		let steps = 0;
		const breathe = () => {
			if (++steps === 2) abort.abort();
			return Promise.resolve();
		};
		const run = scoreTokens(lm, [1], [2, 3, 4], {
			signal: abort.signal,
			pace: { now: () => 0, breathe },
			chunkTokens: 1
		});
		await expect(run).rejects.toSatisfy(isCancelled);
		expect(lm.released).toEqual([{ tokens: 1 }]);
	});
});

it('takes as many positions at once as 64 MiB of logits hold, and never none', () => {
	expect(chunkWidth(2 ** 14, 1)).toBe(1024);
	expect(chunkWidth(2 ** 14, 4)).toBe(256);
	expect(chunkWidth(2 ** 25, 1)).toBe(1);
});
